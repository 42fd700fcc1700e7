package schema

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// update is what one change of the graph did. The first of a subscription is
// empty and tells where the graph stands.
type update struct{ graph.Watched }

func (b *builder) defineSubscription() {
	b.schema.Subscription.Fields = []*def.Field{b.changesField(), b.progressField()}
}

func (b *builder) changesField() *def.Field {
	object := b.object("GraphUpdate", "What one change of the graph did. Nodes and articles that are gone are left out of it.", []*def.Field{
		{Name: "entities", Type: def.ListOf(b.entity), Description: "The nodes that are new or different, 100 at most.",
			Size: sizeOf(20), Resolve: existing(func(u *update) []graph.ID { return u.Nodes })},
		{Name: "articles", Type: def.ListOf(b.kinds[ontology.Article]), Description: "The articles that were loaded, 100 at most.",
			Size: sizeOf(5), Resolve: existing(func(u *update) []graph.ID { return u.Articles })},
		{Name: "entityIds", Type: def.ListOf(def.ID), Description: "The ids of the nodes that are new, different or gone, 100 at most.",
			Leaf: def.Leaf(func(u *update) def.Value { return def.Strs(idStrings(u.Nodes)) })},
		{Name: "articleIds", Type: def.ListOf(def.ID), Description: "The ids of the articles that were loaded or retracted, 100 at most.",
			Leaf: def.Leaf(func(u *update) def.Value { return def.Strs(idStrings(u.Articles)) })},
		{Name: "judgements", Type: def.ListOf(b.judgement), Description: "The judgements that were given.",
			Size: sizeOf(1), Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					for _, id := range p.(*update).Judgements {
						j, err := snapshotOf(c).judgement(c, judgementID(id))
						if err != nil {
							return err
						}
						if j != nil {
							out.Add(j)
						}
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "stats", Type: def.Required(b.stats()), Description: "How much the graph holds now.", Resolve: resolveStats},
		{Name: "isComplete", Type: def.Required(def.Boolean), Description: "False where the change touched more than 100 nodes or articles.",
			Leaf: def.Leaf(func(u *update) def.Value { return def.Bool(!u.More) })},
		{Name: "missed", Type: def.Required(def.Int), Description: "How many updates came before this one that this subscription was too slow for.",
			Leaf: def.Leaf(func(u *update) def.Value { return def.Num(u.Dropped) })},
	})
	return &def.Field{Name: "changes", Type: def.Required(object), Description: "What happens to the graph from now on, one event for each change. The first event comes at once, empty, and tells how much the graph holds.",
		Args: []*def.Input{
			in("nodeKinds", listIn(b.nodeKind), "Only changes that touch a node of these kinds."),
			in("ids", listIn(def.ID), "Only changes that touch one of these nodes.")},
		Resolve: self, Subscribe: subscribeChanges}
}

func idStrings(ids []graph.ID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	return list
}

// existing makes a resolver of the nodes that are still there.
func existing[T any](ids func(T) []graph.ID) def.Resolver {
	return func(c *def.Call, parents []any, out *def.Out) error {
		s := snapshotOf(c)
		for _, p := range parents {
			var nodes []*node
			for _, id := range ids(p.(T)) {
				n, err := s.findID(id)
				if err != nil {
					return err
				}
				if n != nil {
					nodes = append(nodes, n)
				}
			}
			if err := s.load(c, nodes); err != nil {
				return err
			}
			for _, n := range nodes {
				out.Add(n)
			}
			out.EndList()
		}
		return nil
	}
}

// watch is the stream of changes.
type watch struct {
	store  *graph.Store
	events <-chan graph.Watched
	cancel context.CancelFunc
	kinds  []ontology.NodeKind
	ids    []graph.ID
	begun  bool
}

func subscribeChanges(c *def.Call) (def.Stream, error) {
	server := c.Source.(*edit).server
	a := c.Args.(def.Args)
	w := &watch{store: server.store, kinds: nodeKindsOf(a.Strs("nodeKinds"))}
	for _, s := range a.Strs("ids") {
		id, err := graph.ParseID(s)
		if err != nil {
			return nil, notFound("ids holds what is not the id of a node")
		}
		w.ids = append(w.ids, id)
	}
	ctx, cancel := context.WithCancel(c.Context)
	w.cancel = cancel
	w.events = server.store.Watch(ctx)
	return w, nil
}

func (w *watch) Close() { w.cancel() }

func (w *watch) Next() (any, error) {
	if !w.begun {
		w.begun = true
		return &update{}, nil
	}
	missed := 0
	for e := range w.events {
		missed += e.Dropped
		if err := w.addJudged(&e); err != nil {
			return nil, err
		}
		if w.wants(&e) {
			e.Dropped = missed
			return &update{e}, nil
		}
	}
	return nil, io.EOF
}

// addJudged adds the nodes that judgements are about to those that articles came to
// or left, which is what the store tells.
func (w *watch) addJudged(e *graph.Watched) error {
	if len(e.Judgements) == 0 {
		return nil
	}
	ctx := context.Background() // short, and the stream may end meanwhile
	return w.store.View(ctx, func(tx *graph.Tx) error {
		for _, id := range e.Judgements {
			nodes, err := judgedNodes(ctx, tx, id)
			if err != nil {
				return err
			}
			for _, n := range nodes {
				if n != 0 && !slices.Contains(e.Nodes, n) {
					e.Nodes = append(e.Nodes, n)
				}
			}
		}
		return nil
	})
}

// judgedNodes returns the nodes that a judgement is about: those that it names, the
// ends of the claim, and for one that takes back another those of the other.
func judgedNodes(ctx context.Context, tx *graph.Tx, id graph.JudgementID) ([]graph.ID, error) {
	for j, err := range tx.Judgements(ctx, id-1) {
		switch {
		case err != nil:
			return nil, err
		case j.ID != id:
			return nil, nil
		case j.Verdict == graph.Undo && j.Undoes < id:
			return judgedNodes(ctx, tx, j.Undoes)
		case j.Claim.Article == 0:
			return j.Nodes, nil
		}
		c, err := tx.Claim(j.Claim)
		if errors.Is(err, graph.ErrNotFound) {
			return nil, nil
		}
		return []graph.ID{c.From, c.To}, err
	}
	return nil, nil
}

func (w *watch) wants(e *graph.Watched) bool {
	if len(w.kinds) > 0 && !slices.ContainsFunc(e.Nodes, func(id graph.ID) bool { return slices.Contains(w.kinds, id.Kind()) }) {
		return false
	}
	return len(w.ids) == 0 || slices.ContainsFunc(e.Nodes, func(id graph.ID) bool { return slices.Contains(w.ids, id) })
}

// LoadProgress is how far a load is.
type LoadProgress struct {
	Done    int // articles that are stored
	Skipped int // known already, or not to be read
	Total   int // 0 if it is not known
	Ended   bool
}

// Progress tells subscribers how far loads are. The zero Progress is ready; it is
// safe for concurrent use.
type Progress struct {
	mu     sync.Mutex
	last   *LoadProgress                // of a load that runs; guarded by mu
	listen map[*progressStream]struct{} // guarded by mu
}

// Report tells all subscribers. One that is slow gets the newest only.
func (p *Progress) Report(l LoadProgress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = &l
	if l.Ended {
		p.last = nil
	}
	for s := range p.listen {
		s.put(l)
	}
}

// progressStream holds the newest report for one subscriber.
type progressStream struct {
	of     *Progress
	events chan LoadProgress // of one
	done   chan struct{}
	once   sync.Once
}

func (s *progressStream) put(l LoadProgress) {
	select {
	case <-s.events: // only Report fills it, under the lock
	default:
	}
	s.events <- l
}

func (s *progressStream) Next() (any, error) {
	select {
	case l := <-s.events:
		return &l, nil
	case <-s.done:
		return nil, io.EOF
	}
}

func (s *progressStream) Close() {
	s.once.Do(func() {
		s.of.mu.Lock()
		defer s.of.mu.Unlock()
		delete(s.of.listen, s)
		close(s.done)
	})
}

func (p *Progress) subscribe() *progressStream {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &progressStream{of: p, events: make(chan LoadProgress, 1), done: make(chan struct{})}
	if p.last != nil {
		s.events <- *p.last
	}
	if p.listen == nil {
		p.listen = map[*progressStream]struct{}{}
	}
	p.listen[s] = struct{}{}
	return s
}

func (b *builder) progressField() *def.Field {
	type progress = LoadProgress
	num := func(name, description string, get func(*progress) int) *def.Field {
		return &def.Field{Name: name, Type: def.Required(def.Int), Description: description,
			Leaf: def.Leaf(func(p *progress) def.Value { return def.Num(get(p)) })}
	}
	object := b.object("LoadProgress", "How far a load is.", []*def.Field{
		num("articlesDone", "How many articles are stored.", func(p *progress) int { return p.Done }),
		num("articlesSkipped", "How many were known already or could not be read.", func(p *progress) int { return p.Skipped }),
		{Name: "articlesTotal", Type: def.Int, Description: "How many there are, if that is known.",
			Leaf: def.Leaf(func(p *progress) def.Value {
				if p.Total == 0 {
					return def.Value{}
				}
				return def.Num(p.Total)
			})},
		{Name: "isDone", Type: def.Required(def.Boolean), Description: "Whether the load has ended.",
			Leaf: def.Leaf(func(p *progress) def.Value { return def.Bool(p.Ended) })},
	})
	return &def.Field{Name: "loadProgress", Type: def.Required(object), Description: "How far the loads of this server are: the one that runs now, and those to come.",
		Resolve: self,
		Subscribe: func(c *def.Call) (def.Stream, error) {
			p := c.Source.(*edit).server.options.Progress
			if p == nil {
				return nil, errors.New("schema: internal error: no progress")
			}
			s := p.subscribe()
			context.AfterFunc(c.Context, s.Close)
			return s, nil
		}}
}
