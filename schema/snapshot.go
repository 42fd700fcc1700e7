package schema

import (
	"errors"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
	"onymous/schema/plan"
)

// snapshot is what the resolvers of one request read from. What was read once is
// kept, because several fields of a node need the same record.
//
// It belongs to one goroutine and ends with the transaction.
type snapshot struct {
	*arena
	tx       *graph.Tx
	server   *Server
	articles map[graph.ID]*article
	facts    map[graph.ID][]graph.Fact
}

// article is an article with what is derived from its text.
type article struct {
	graph.StoredArticle
	units *units
}

// Release gives the memory of the answer back; package plan calls it when the answer
// is written.
func (s *snapshot) Release() { s.arena.release() }

func snapshotOf(c *def.Call) *snapshot { return c.Source.(*snapshot) }

// article returns an article of the store.
func (s *snapshot) article(id graph.ID) (*article, error) {
	if a := s.articles[id]; a != nil {
		return a, nil
	}
	stored, err := s.tx.Article(id)
	if err != nil {
		return nil, err
	}
	if s.articles == nil {
		s.articles = map[graph.ID]*article{}
	}
	a := &article{StoredArticle: stored}
	s.articles[id] = a
	return a, nil
}

// nodeFacts returns the facts of a node, by key, the best supported first.
func (s *snapshot) nodeFacts(c *def.Call, id graph.ID) ([]graph.Fact, error) {
	if f, ok := s.facts[id]; ok {
		return f, nil
	}
	f, err := s.tx.NodeFacts(c.Context, id)
	if err != nil {
		return nil, err
	}
	if s.facts == nil {
		s.facts = map[graph.ID][]graph.Fact{}
	}
	s.facts[id] = f
	return f, nil
}

// node is a node of the graph. Only its id is known until load reads the rest.
type node struct {
	ID          graph.ID
	*graph.Node          // shared, not to be changed; nil until load has read it
	article     *article // of kind Article, once load has read it
}

// holds makes read what is known of the node.
func (n *node) holds(read *graph.Node) { n.ID, n.Node = read.ID, read }

// nodeFields are the fields that a node's record must be read for.
var nodeFields = []string{"name", "aliases", "unnamed", "inArticles", "independentArticles", "title"}

// articleFields are the fields that an article must be read for.
var articleFields = []string{"url", "path", "publisher", "date", "text", "length", "loadedAt", "claimCount", "title"}

// load reads the records of nodes as far as the query needs them. A node that is
// not there any more is an internal error: the store promised it.
func (s *snapshot) load(c *def.Call, nodes []*node) error {
	if wantsAny(c, nodeFields) {
		for _, n := range nodes {
			if n == nil || n.Node != nil {
				continue
			}
			read, err := s.tx.SharedNode(n.ID)
			if err != nil {
				return err
			}
			n.holds(read)
		}
	}
	if !wantsAny(c, articleFields) {
		return nil
	}
	for _, n := range nodes {
		if n == nil || n.article != nil || n.ID.Kind() != ontology.Article {
			continue
		}
		a, err := s.article(n.ID)
		if err != nil {
			return err
		}
		n.article = a
		if c.Wants("text") {
			if err := c.Budget.TakeBytes(len(a.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}

func wantsAny(c *def.Call, fields []string) bool {
	for _, f := range fields {
		if c.Wants(f) {
			return true
		}
	}
	return false
}

// give loads nodes and gives one for each parent; nil is null.
func (s *snapshot) give(c *def.Call, nodes []*node, out *def.Out) error {
	if err := s.load(c, nodes); err != nil {
		return err
	}
	for _, n := range nodes {
		if n == nil {
			out.Null()
		} else {
			out.One(n)
		}
	}
	return nil
}

// find returns the node of an id that a client gave, or nil if there is none. The
// id of a merged node gives its successor.
func (s *snapshot) find(id string) (*node, error) {
	parsed, err := graph.ParseID(id)
	if err != nil {
		return nil, nil
	}
	return s.findID(parsed)
}

func (s *snapshot) findID(id graph.ID) (*node, error) {
	read, err := s.tx.SharedNode(id)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &node{ID: read.ID, Node: read}, nil
}

// mustFind is find for an argument that must name a node.
func (s *snapshot) mustFind(argument, id string) (*node, error) {
	n, err := s.find(id)
	if err == nil && n == nil {
		err = &plan.UserError{Code: plan.CodeNotFound, Err: errors.New(argument + " names no node")}
	}
	return n, err
}

// nodeResolver makes a resolver for a field that gives the node of an id that the
// parent holds; the zero id is null.
func nodeResolver[T any](id func(T) graph.ID) def.Resolver {
	return func(c *def.Call, parents []any, out *def.Out) error {
		slab := make([]node, len(parents))
		nodes := make([]*node, len(parents))
		for i, p := range parents {
			if n := id(p.(T)); n != 0 {
				slab[i].ID = n
				nodes[i] = &slab[i]
			}
		}
		return snapshotOf(c).give(c, nodes, out)
	}
}

// nodesResolver is nodeResolver for lists.
func nodesResolver[T any](ids func(T) []graph.ID) def.Resolver {
	return func(c *def.Call, parents []any, out *def.Out) error {
		var nodes []*node
		for _, p := range parents {
			for _, id := range ids(p.(T)) {
				nodes = append(nodes, &node{ID: id})
			}
		}
		if err := snapshotOf(c).load(c, nodes); err != nil {
			return err
		}
		for _, p := range parents {
			for range ids(p.(T)) {
				out.Add(nodes[0])
				nodes = nodes[1:]
			}
			out.EndList()
		}
		return nil
	}
}
