package schema

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// numberedEntry is an entry of a list that is read forward, at a place that a few
// numbers tell.
type numberedEntry struct {
	item  any
	place []uint64
	page  *page
}

// cursor encodes the place: the first number as the id, the others as keys.
func (e *numberedEntry) cursor() string {
	c := cursor{spec: e.page.spec, id: graph.ID(e.place[0])}
	for _, n := range e.place[1:] {
		c.keys = append(c.keys, sortKey{known: true, text: strconv.FormatUint(n, 10)})
	}
	return c.encode()
}

// forwardList holds the arguments of such a list.
type forwardList struct {
	first int
	after []uint64 // nil at the beginning
	spec  uint32
	args  def.Args
}

func forwardSize(args any) int { return args.(*forwardList).first }

// parseForward reads the arguments of a list whose places have n numbers.
func parseForward(field string, n int, decisive ...string) func(def.Args) (any, error) {
	return func(a def.Args) (any, error) {
		f := &forwardList{first: defaultPage, args: a, spec: specOf(field, a, decisive...)}
		if a.Has("first") {
			first, err := boundedFirst(a, "first", maxIDs)
			if err != nil {
				return nil, err
			}
			f.first = first
		}
		if !a.Has("after") {
			return f, nil
		}
		c, err := decodeCursor(a.Str("after"), f.spec)
		if err != nil || len(c.keys) != n-1 {
			return nil, errForeignCursor
		}
		f.after = []uint64{uint64(c.id)}
		for _, k := range c.keys {
			number, err := strconv.ParseUint(k.text, 10, 64)
			if err != nil {
				return nil, errForeignCursor
			}
			f.after = append(f.after, number)
		}
		return f, nil
	}
}

// pageOf takes a page from a sequence that begins after the cursor.
func (f *forwardList) pageOf(c *def.Call, all iter.Seq2[*numberedEntry, error]) (*page, error) {
	p := &page{spec: f.spec, total: -1, before: f.after != nil}
	for e, err := range all {
		if err == nil {
			err = c.Budget.TakeSteps(1)
		}
		if err != nil {
			return nil, err
		}
		if len(p.entries) == f.first {
			p.next = true
			break
		}
		e.page = p
		p.entries = append(p.entries, e)
	}
	return p, nil
}

// count counts a whole sequence.
func count[T any](c *def.Call, all iter.Seq2[T, error]) (int, error) {
	n := 0
	for _, err := range all {
		if err == nil {
			err = c.Budget.TakeSteps(1)
		}
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// forwardConnection makes a connection whose entries are numbered.
func (b *builder) forwardConnection(name string, node *def.Object, about string) *def.Object {
	edge := b.object(name+"Edge", "An entry of a list.", []*def.Field{
		{Name: "cursor", Type: def.Required(def.String), Description: "The entry's place in the list, for after. It is opaque.",
			Leaf: def.Leaf(func(e *numberedEntry) def.Value { return def.Str(e.cursor()) })},
		{Name: "node", Type: def.Required(node), Description: about,
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					out.One(p.(*numberedEntry).item)
				}
				return nil
			}},
	})
	return b.connection(name, edge, node, func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			for _, e := range p.(*page).entries {
				out.Add(e.(*numberedEntry).item)
			}
			out.EndList()
		}
		return nil
	})
}

// forwardField makes the field of such a connection. List yields what comes after
// a place, nil for all of it.
func forwardField(f *def.Field, list func(c *def.Call, a *forwardList, after []uint64) iter.Seq2[*numberedEntry, error]) *def.Field {
	f.Args = append(f.Args, forwardArgs()...)
	f.Size = forwardSize
	f.Resolve = func(c *def.Call, parents []any, out *def.Out) error {
		a := c.Args.(*forwardList)
		for range parents {
			p, err := a.pageOf(c, list(c, a, a.after))
			if err != nil {
				return err
			}
			if c.Wants("totalCount") {
				if p.total, err = count(c, list(c, a, nil)); err != nil {
					return err
				}
			}
			out.One(p)
		}
		return nil
	}
	return f
}

// reviewFields are the lists that a person looks through: contradictions,
// possible duplicates, and the judgements made so far.
func (b *builder) reviewFields() []*def.Field {
	return []*def.Field{
		forwardField(&def.Field{Name: "contradictions", Type: def.Required(b.forwardConnection("Contradiction", b.contradiction(), "The contradiction.")),
			Description: "Where articles disagree.",
			Args:        []*def.Input{in("entity", def.ID, "Only about this node.")},
			Parse:       parseForward("contradictions", 2, "entity")}, listContradictions),
		forwardField(&def.Field{Name: "duplicates", Type: def.Required(b.forwardConnection("Duplicate", b.duplicate(), "The two nodes.")),
			Description: "Pairs of nodes that may be one and that no one has judged.",
			Args:        []*def.Input{in("kinds", listIn(b.nodeKind), "Only nodes of these kinds.")},
			Parse:       parseForward("duplicates", 2, "kinds")}, listDuplicates),
		forwardField(&def.Field{Name: "judgements", Type: def.Required(b.forwardConnection("Judgement", b.judgement, "The judgement.")),
			Description: "What people have judged, the newest first.",
			Parse:       parseForward("judgements", 1)}, listJudgements),
	}
}

func (b *builder) contradiction() *def.Object {
	type contradiction = graph.Contradiction
	side := b.object("ContradictionSide", "One of the answers, and who gives it.", []*def.Field{
		{Name: "value", Type: def.Required(def.String), Description: "The answer: a value, or the name of the other node.",
			Leaf: def.Leaf(func(s *graph.Side) def.Value { return def.Str(s.Value) })},
		{Name: "fact", Type: b.fact, Description: "The fact, where values of a fact rival.",
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					if f := p.(*graph.Side).Fact; f != nil {
						out.One(&fact{*f})
					} else {
						out.Null()
					}
				}
				return nil
			}},
		{Name: "entity", Type: b.entity, Description: "The node, where nodes rival.", Resolve: nodeResolver(func(s *graph.Side) graph.ID { return s.Node })},
		{Name: "articles", Type: def.Required(def.Int), Description: "How many articles say so.",
			Leaf: def.Leaf(func(s *graph.Side) def.Value { return def.Num(s.Articles) })},
		{Name: "independentArticles", Type: def.Required(def.Int), Description: "How many of these articles are no copies of each other.",
			Leaf: def.Leaf(func(s *graph.Side) def.Value { return def.Num(s.Independent) })},
		{Name: "firstDate", Type: b.partialDate, Description: "The date of the earliest of the articles, as far as dates are known.",
			Resolve: dateResolver(func(s *graph.Side) string { return s.First })},
		{Name: "lastDate", Type: b.partialDate, Description: "The date of the latest of the articles.",
			Resolve: dateResolver(func(s *graph.Side) string { return s.Last })},
		{Name: "claims", Type: def.ListOf(b.claim), Description: "What the articles say, each with its sentence.",
			Args:  []*def.Input{{Name: "first", Type: def.Int, Default: 10, Description: "At most so many claims, 100 at most."}},
			Parse: parseClaimArgs(100), Size: claimSize,
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					claims, err := snapshotOf(c).claimsOf(c, p.(*graph.Side).Claims, c.Args.(claimArgs).first)
					if err != nil {
						return err
					}
					for _, cl := range claims {
						out.Add(cl)
					}
					out.EndList()
				}
				return nil
			}},
	})
	return b.object("Contradiction", "A question that articles answer differently.", []*def.Field{
		{Name: "entity", Type: def.Required(b.entity), Description: "The node that the question is about.", Resolve: nodeResolver(func(c *contradiction) graph.ID { return c.Node })},
		{Name: "factKey", Type: b.factKey, Description: "The fact that has rival values, or null.",
			Leaf: def.Leaf(func(c *contradiction) def.Value { return optFactKey(c.Fact) })},
		{Name: "edgeKind", Type: b.edgeKind, Description: "The kind of the edge that has a rival attribute or rival ends, or null.",
			Leaf: def.Leaf(func(c *contradiction) def.Value { return optEdgeKind(c.Edge.Kind) })},
		{Name: "attribute", Type: def.String, Description: "The attribute of the edge that has rival values, or null.",
			Leaf: def.Leaf(func(c *contradiction) def.Value {
				if c.Edge.Kind == 0 || c.Edge.To == 0 {
					return def.Value{}
				}
				if t := c.Edge.Kind.Attribute(c.Attribute); t != nil {
					return def.Str(t.Name)
				}
				return def.Value{}
			})},
		{Name: "other", Type: b.entity, Description: "The other end of the edge, where an attribute has rival values.",
			Resolve: nodeResolver(func(c *contradiction) graph.ID {
				if c.Edge.To == c.Node {
					return c.Edge.From
				}
				return c.Edge.To
			})},
		{Name: "sides", Type: def.ListOf(side), Description: "The answers, the best supported first.",
			Size: sizeOf(3), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					sides := p.(*contradiction).Sides
					for i := range sides {
						out.Add(&sides[i])
					}
					out.EndList()
				}
				return nil
			}},
	})
}

// listContradictions yields contradictions after a place: the node, and how many
// of its own come before.
func listContradictions(c *def.Call, a *forwardList, after []uint64) iter.Seq2[*numberedEntry, error] {
	return func(yield func(*numberedEntry, error) bool) {
		s := snapshotOf(c)
		var only graph.ID
		if id := a.args.Str("entity"); id != "" {
			n, err := s.mustFind("entity", id)
			if err != nil {
				yield(nil, err)
				return
			}
			only = n.ID
		}
		var begin graph.ID // the store goes on after an id: ask from the one before
		skip := uint64(0)
		switch {
		case after != nil:
			begin, skip = graph.ID(after[0])-1, after[1]+1
		case only != 0:
			begin = only - 1
		}
		var at graph.ID
		number := uint64(0)
		for contradiction, err := range s.tx.Contradictions(c.Context, begin) {
			if err != nil {
				yield(nil, err)
				return
			}
			if contradiction.Node != at {
				at, number = contradiction.Node, 0
			} else {
				number++
			}
			if only != 0 && at != only {
				return
			}
			if after != nil && uint64(at) == after[0] && number < skip {
				continue
			}
			if !yield(&numberedEntry{item: &contradiction, place: []uint64{uint64(at), number}}, nil) {
				return
			}
		}
	}
}

func (b *builder) duplicate() *def.Object {
	type proposal = graph.Proposal
	return b.object("Duplicate", "Two nodes that may be one.", []*def.Field{
		{Name: "first", Type: def.Required(b.entity), Description: "One node.", Resolve: nodeResolver(func(p *proposal) graph.ID { return p.A })},
		{Name: "second", Type: def.Required(b.entity), Description: "The other node.", Resolve: nodeResolver(func(p *proposal) graph.ID { return p.B })},
		{Name: "score", Type: def.Required(def.Float), Description: "How likely it is, from 0 to 1.",
			Leaf: def.Leaf(func(p *proposal) def.Value { return def.Real(p.Score) })},
		{Name: "explanation", Type: def.Required(def.String), Description: "Why they may be one.",
			Leaf: def.Leaf(func(p *proposal) def.Value { return def.Str(p.Why) })},
	})
}

func listDuplicates(c *def.Call, a *forwardList, after []uint64) iter.Seq2[*numberedEntry, error] {
	return func(yield func(*numberedEntry, error) bool) {
		kinds := nodeKindsOf(a.args.Strs("kinds"))
		var from [2]graph.ID
		if after != nil {
			from = [2]graph.ID{graph.ID(after[0]), graph.ID(after[1])}
		}
		for p, err := range snapshotOf(c).tx.Proposals(c.Context, from[0], from[1]) {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(kinds) > 0 && !slices.Contains(kinds, p.A.Kind()) && !slices.Contains(kinds, p.B.Kind()) {
				continue
			}
			if !yield(&numberedEntry{item: &p, place: []uint64{uint64(p.A), uint64(p.B)}}, nil) {
				return
			}
		}
	}
}

// verdictNames are the names of verdicts as clients see them.
var verdictNames = map[graph.Verdict]string{graph.Same: "SAME", graph.Different: "DIFFERENT", graph.Reject: "REJECT", graph.Accept: "ACCEPT", graph.Rename: "RENAME", graph.Undo: "UNDO"}

func (b *builder) defineJudgement() {
	type judgement = graph.Judgement
	kind := b.enum("JudgementKind", "What a person can judge.",
		def.EnumValue{Name: "SAME", Description: "Nodes are one."},
		def.EnumValue{Name: "DIFFERENT", Description: "Nodes are not one, or some articles mean another node."},
		def.EnumValue{Name: "REJECT", Description: "An article does not say what a claim says."},
		def.EnumValue{Name: "ACCEPT", Description: "An article does say what a claim says."},
		def.EnumValue{Name: "RENAME", Description: "A node has another name."},
		def.EnumValue{Name: "UNDO", Description: "An earlier judgement is taken back."})
	b.judgement.Fields = []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the judgement.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Str(judgementID(j.ID)) })},
		{Name: "kind", Type: def.Required(kind), Description: "What was judged.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Str(verdictNames[j.Verdict]) })},
		{Name: "at", Type: def.Required(b.dateTime), Description: "When.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Str(j.At.UTC().Format(time.RFC3339)) })},
		{Name: "by", Type: def.String, Description: "By whom: the name of the token that was used.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Opt(j.By) })},
		{Name: "note", Type: def.String, Description: "What the person wrote about it.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Opt(j.Note) })},
		{Name: "undone", Type: def.Required(def.Boolean), Description: "Whether it was taken back.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Bool(j.Undone != 0) })},
		{Name: "entities", Type: def.ListOf(b.entity), Description: "The nodes that it is about.",
			Size: sizeOf(2), Resolve: nodesResolver(func(j *judgement) []graph.ID { return j.Nodes })},
		{Name: "articles", Type: def.ListOf(b.kinds[ontology.Article]), Description: "The articles that mean another node, for DIFFERENT.",
			Size: sizeOf(2), Resolve: nodesResolver(func(j *judgement) []graph.ID { return j.Articles })},
		{Name: "claim", Type: b.claim, Description: "The claim of REJECT and ACCEPT, while the graph has it.", Resolve: resolveJudgedClaim},
		{Name: "name", Type: def.String, Description: "The name of RENAME.",
			Leaf: def.Leaf(func(j *judgement) def.Value { return def.Opt(j.Name) })},
		{Name: "undoes", Type: def.ID, Description: "The judgement that UNDO takes back.",
			Leaf: def.Leaf(func(j *judgement) def.Value {
				if j.Undoes == 0 {
					return def.Value{}
				}
				return def.Str(judgementID(j.Undoes))
			})},
	}
}

func resolveJudgedClaim(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		id := p.(*graph.Judgement).Claim
		if id.Article == 0 {
			out.Null()
			continue
		}
		cl, err := snapshotOf(c).claimByID(c, id)
		switch {
		case errors.Is(err, graph.ErrNotFound):
			out.Null()
		case err != nil:
			return err
		default:
			out.One(cl)
		}
	}
	return nil
}

func judgementID(id graph.JudgementID) string { return fmt.Sprintf("j%d", id) }

// judgement returns the judgement of an id, or nil.
func (s *snapshot) judgement(c *def.Call, id string) (*graph.Judgement, error) {
	n, ok := numbered("j", id)
	if !ok || n == 0 {
		return nil, nil
	}
	for j, err := range s.tx.Judgements(c.Context, graph.JudgementID(n-1)) {
		if err != nil || uint64(j.ID) != n {
			return nil, err
		}
		return &j, nil
	}
	return nil, nil
}

// listJudgements yields judgements before a place, the newest first. The log is
// read from its beginning: it holds what people did by hand.
func listJudgements(c *def.Call, _ *forwardList, after []uint64) iter.Seq2[*numberedEntry, error] {
	return newestFirst(snapshotOf(c).tx.Judgements(c.Context, 0), after, func(j *graph.Judgement) uint64 { return uint64(j.ID) })
}

// newestFirst turns round a sequence that is in order of its numbers.
func newestFirst[T any](all iter.Seq2[T, error], after []uint64, number func(*T) uint64) iter.Seq2[*numberedEntry, error] {
	return func(yield func(*numberedEntry, error) bool) {
		var list []*T
		for v, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			if after != nil && number(&v) >= after[0] {
				break
			}
			list = append(list, &v)
		}
		for _, v := range slices.Backward(list) {
			if !yield(&numberedEntry{item: v, place: []uint64{number(v)}}, nil) {
				return
			}
		}
	}
}
