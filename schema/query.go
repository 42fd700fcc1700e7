package schema

import (
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
	"onymous/schema/plan"
)

// maxIDs is how many ids one argument may list.
const maxIDs = 500

func (b *builder) defineQuery() {
	q := b.schema.Query
	q.Fields = []*def.Field{
		{Name: "node", Type: b.node, Description: "The object of that id, or null if there is none.",
			Args:    []*def.Input{in("id", def.Required(def.ID), "The id.")},
			Resolve: resolveNode},
		{Name: "nodes", Type: def.Required(&def.List{Of: b.node}), Description: "The objects of those ids, in their order, with null for those that are not there.",
			Args:    []*def.Input{in("ids", def.Required(listIn(def.ID)), "The ids, 500 at most.")},
			Parse:   parseIDs("ids"),
			Size:    func(args any) int { return len(args.([]string)) },
			Resolve: resolveNodes},
	}
	for i := range ontology.NodeTypes() {
		t := &ontology.NodeTypes()[i]
		q.Fields = append(q.Fields, b.kindField(t), b.kindConnection(t))
	}
	q.Fields = append(q.Fields, b.searchField(), b.suggestField(), b.subgraphField(), b.pathsField())
	q.Fields = append(q.Fields, b.reviewFields()...)
	q.Fields = append(q.Fields, b.loadFields()...)
	q.Fields = append(q.Fields, b.statsField(), b.ontologyField(), b.extractField())
}

func parseIDs(name string) func(def.Args) (any, error) {
	return func(a def.Args) (any, error) {
		ids := a.Strs(name)
		if len(ids) > maxIDs {
			return nil, fmt.Errorf("%s has %d ids, 500 at most", name, len(ids))
		}
		return ids, nil
	}
}

func resolveNode(c *def.Call, parents []any, out *def.Out) error {
	object, err := snapshotOf(c).object(c, c.Args.(def.Args).Str("id"))
	if err != nil {
		return err
	}
	for range parents {
		if object == nil {
			out.Null()
		} else {
			out.One(object)
		}
	}
	return nil
}

func resolveNodes(c *def.Call, parents []any, out *def.Out) error {
	for range parents {
		for _, id := range c.Args.([]string) {
			object, err := snapshotOf(c).object(c, id)
			if err != nil {
				return err
			}
			out.Add(object)
		}
		out.EndList()
	}
	return nil
}

// object returns the object of any type that has an id, or nil if there is none.
// The first letter of an id says what it is of.
func (s *snapshot) object(c *def.Call, id string) (any, error) {
	if id == "" {
		return nil, nil
	}
	switch id[0] {
	case 'n':
		n, err := s.find(id)
		if n == nil || err != nil {
			return nil, err
		}
		return n, s.load(c, []*node{n})
	case 'e':
		return s.edgeObject(id)
	case 'c':
		return s.claimObject(c, id)
	case 'l':
		return found(s.findLoad(c, id))
	case 'j':
		return found(s.judgement(c, id))
	case 'x':
		return found(s.contradiction(c, id))
	case 'd':
		return found(s.duplicate(c, id))
	}
	return nil, nil
}

// found turns a typed nil into an untyped one.
func found[T any](v *T, err error) (any, error) {
	if v == nil || err != nil {
		return nil, err
	}
	return v, nil
}

func (s *snapshot) edgeObject(id string) (any, error) {
	key, err := graph.ParseEdgeKey(id)
	if err != nil {
		return nil, nil
	}
	e, err := s.tx.Edge(key)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, nil
	}
	return &pair{Edge: e}, err
}

func (s *snapshot) claimObject(c *def.Call, id string) (any, error) {
	key, err := graph.ParseClaimID(id)
	if err != nil {
		return nil, nil
	}
	stored, err := s.tx.Claim(key)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.claim(c, stored)
}

// numbered reads an id that is a letter and a number.
func numbered(prefix, id string) (uint64, bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, ok && err == nil && strconv.FormatUint(n, 10) == digits
}

func (b *builder) kindField(t *ontology.NodeType) *def.Field {
	f := &def.Field{Name: t.Field, Type: b.kinds[t.Kind], Description: "The node of kind " + t.Name + " of that id or name, or null if there is none. Give one of them.",
		Args: []*def.Input{in("id", def.ID, "The id."), in("name", def.String, "A name or an alias; case, accents and punctuation make no difference. Of several that have it, the one that most articles name is the answer.")},
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			n, err := snapshotOf(c).pick(t.Kind, c.Args.(def.Args))
			if err != nil {
				return err
			}
			nodes := make([]*node, len(parents))
			for i := range nodes {
				nodes[i] = n
			}
			return snapshotOf(c).give(c, nodes, out)
		}}
	if t.Kind == ontology.Article {
		f.Args = append(f.Args, in("url", def.String, "The address of an article."))
	}
	f.Parse = func(a def.Args) (any, error) {
		given := 0
		for _, arg := range f.Args {
			if a.Has(arg.Name) {
				given++
			}
		}
		if given != 1 {
			return nil, fmt.Errorf("%s takes exactly one argument", t.Field)
		}
		return a, nil
	}
	return f
}

// pick returns the node of a kind that the arguments name, or nil.
func (s *snapshot) pick(kind ontology.NodeKind, a def.Args) (*node, error) {
	if a.Has("id") {
		n, err := s.find(a.Str("id"))
		if n == nil || err != nil || n.ID.Kind() != kind {
			return nil, err
		}
		return n, nil
	}
	if a.Has("url") {
		id, ok, err := s.tx.ArticleByKey(a.Str("url"))
		if !ok || err != nil {
			return nil, err
		}
		return s.findID(id)
	}
	ids, err := s.tx.Lookup(kind, a.Str("name"))
	if err != nil {
		return nil, err
	}
	var best *node
	for _, id := range ids {
		n, err := s.findID(id)
		if err != nil {
			return nil, err
		}
		if n != nil && (best == nil || n.Articles > best.Articles) {
			best = n
		}
	}
	return best, nil
}

// kindArgs are the arguments of a connection of nodes of one kind.
type kindArgs struct {
	listArgs
	test nodeTest
}

func (b *builder) kindConnection(t *ontology.NodeType) *def.Field {
	far := b.kinds[t.Kind]
	edge := b.object(t.Name+"Edge", "An entry of a list of nodes of kind "+t.Name+".", pairFields(def.Required(far), "The node."))
	return &def.Field{Name: t.Plural, Type: def.Required(b.connection(t.Name, edge, far, entryNodes)), Description: "All nodes of kind " + t.Name + ". " + t.Description,
		Args: append(pageArgs(),
			in("filter", b.filters.kinds[t.Kind], "Only nodes that fit."),
			in("orderBy", listIn(b.kindOrder(t)), "What comes first; the default is the order of the ids.")),
		Size: func(args any) int { return args.(*kindArgs).size() },
		Parse: func(a def.Args) (any, error) {
			list, err := parseList(a, listSpec{field: t.Plural, max: b.options.MaxPage})
			if err != nil {
				return nil, err
			}
			test, err := compileNode(t.Kind, a.Object("filter"))
			return &kindArgs{list, test}, err
		},
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			for range parents {
				p, err := snapshotOf(c).nodes(c, t.Kind, c.Args.(*kindArgs))
				if err != nil {
					return err
				}
				out.One(p)
			}
			return nil
		}}
}

// nodes returns a page of the nodes of one kind.
func (s *snapshot) nodes(c *def.Call, kind ontology.NodeKind, a *kindArgs) (*page, error) {
	byName := len(a.order) == 1 && a.order[0] == order{field: "NAME"}
	if (len(a.order) > 0 && !byName) || a.last >= 0 || a.before != nil {
		return s.sortedNodes(c, kind, a)
	}
	p := &page{spec: a.spec, total: -1, before: a.after != nil}
	if c.Wants("totalCount") {
		total, err := s.countNodes(c, kind, a)
		if err != nil {
			return nil, err
		}
		p.total = total
	}
	if a.first == 0 && !c.Wants("pageInfo") {
		return p, nil
	}
	var entries []*pair
	for n, err := range s.nodesAfter(c, kind, a, byName) {
		if err != nil {
			return nil, err
		}
		if len(entries) == a.first {
			p.next = true
			break
		}
		if byName {
			n.keys = []sortKey{{known: true, text: graph.Fold(n.far.Name)}}
		}
		entries = append(entries, n)
	}
	p.set(entries)
	return p, nil
}

// nodesAfter yields the nodes of a kind that fit, after the cursor.
func (s *snapshot) nodesAfter(c *def.Call, kind ontology.NodeKind, a *kindArgs, byName bool) iter.Seq2[*pair, error] {
	var after graph.ID
	var name string
	if a.after != nil {
		after = a.after.id
		if byName {
			name = a.after.keys[0].text
		}
	}
	all := s.tx.Nodes(c.Context, kind, after)
	if byName {
		all = s.tx.NodesByName(c.Context, kind, name, after)
	}
	return s.fitting(c, all, a.test)
}

// fitting yields the nodes that fit, and counts those that it looks at.
func (s *snapshot) fitting(c *def.Call, nodes iter.Seq2[graph.Node, error], test nodeTest) iter.Seq2[*pair, error] {
	return func(yield func(*pair, error) bool) {
		ev := &evaluator{snapshot: s, call: c}
		for n, err := range nodes {
			if err == nil {
				err = c.Budget.TakeSteps(1)
			}
			p := &pair{far: node{ID: n.ID, Node: &n}}
			fits := true
			if err == nil && test != nil {
				fits, err = test(ev, &p.far)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if fits && !yield(p, nil) {
				return
			}
		}
	}
}

// countNodes counts the nodes of a kind that fit.
func (s *snapshot) countNodes(c *def.Call, kind ontology.NodeKind, a *kindArgs) (int, error) {
	if a.test == nil {
		stats, err := s.tx.Stats()
		return stats.Nodes[kind], err
	}
	total := 0
	for _, err := range s.fitting(c, s.tx.Nodes(c.Context, kind, 0), a.test) {
		if err != nil {
			return 0, err
		}
		total++
	}
	return total, nil
}

// sortedNodes returns a page of a list that must be read as a whole.
func (s *snapshot) sortedNodes(c *def.Call, kind ontology.NodeKind, a *kindArgs) (*page, error) {
	var entries []*pair
	for p, err := range s.fitting(c, s.tx.Nodes(c.Context, kind, 0), a.test) {
		if err != nil {
			return nil, err
		}
		if p.keys, err = s.nodeKeys(c, a.order, &p.far); err != nil {
			return nil, err
		}
		entries = append(entries, p)
	}
	return a.cut(entries), nil
}

// notFound is a user error about an id that names nothing.
func notFound(what string) error {
	return &plan.UserError{Code: plan.CodeNotFound, Err: errors.New(what)}
}
