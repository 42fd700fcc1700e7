package schema

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// reviewFields are the lists that a person looks through: contradictions,
// possible duplicates, and the judgements made so far.
func (b *builder) reviewFields() []*def.Field {
	return []*def.Field{
		b.logField(&def.Field{Name: "contradictions", Type: def.Required(b.logConnection("Contradiction", b.contradiction(), "The contradiction.")),
			Description: "Where articles disagree.",
			Args:        []*def.Input{in("entity", def.ID, "Only about this node.")},
			Parse:       parseLog("contradictions", 2, "entity")}, listContradictions),
		b.logField(&def.Field{Name: "duplicates", Type: def.Required(b.logConnection("Duplicate", b.duplicate(), "The two nodes.")),
			Description: "Pairs of nodes that may be one and that no one has judged.",
			Args:        []*def.Input{in("kinds", listIn(b.nodeKind), "Only nodes of these kinds.")},
			Parse:       parseLog("duplicates", 2, "kinds")}, listDuplicates),
		b.logField(&def.Field{Name: "judgements", Type: def.Required(b.logConnection("Judgement", b.judgement, "The judgement.")),
			Description: "What people have judged, the newest first.",
			Parse:       parseLog("judgements", 1)}, listJudgements),
	}
}

func (b *builder) contradictionSide() *def.Object {
	return b.object("ContradictionSide", "One of the answers, and who gives it.", []*def.Field{
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
}

func (b *builder) contradiction() *def.Object {
	type contradiction = graph.Contradiction
	side := b.contradictionSide()
	b.contradictions.Fields = []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the question by the node and what is asked about it.",
			Leaf: def.Leaf(func(c *contradiction) def.Value { return def.Str(contradictionID(c)) })},
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
			Size: sizeOf(3), Resolve: listOf(func(c *contradiction) []graph.Side { return c.Sides })},
		{Name: "explanation", Type: def.Required(def.String), Description: "The question and its answers in words.",
			Leaf: def.Leaf(func(c *contradiction) def.Value { return def.Str(explainContradiction(c)) })},
		{Name: "claims", Type: def.ListOf(b.claim), Description: "What the articles say, side by side, each with its sentence.",
			Args:  []*def.Input{{Name: "first", Type: def.Int, Default: 10, Description: "At most so many claims of each side, 100 at most."}},
			Parse: parseClaimArgs(100), Size: claimSize, Resolve: resolveContradictionClaims},
	}
	return b.contradictions
}

// contradictionID identifies a question: x, the node, and the fact or the edge.
func contradictionID(c *graph.Contradiction) string {
	id := "x" + c.Node.String()
	if c.Fact != 0 {
		return id + "-f" + strconv.Itoa(int(c.Fact))
	}
	return id + "-" + c.Edge.String() + "-" + strconv.Itoa(int(c.Attribute))
}

// contradiction returns the contradiction of an id, or nil.
func (s *snapshot) contradiction(c *def.Call, id string) (*graph.Contradiction, error) {
	owner, _, _ := strings.Cut(strings.TrimPrefix(id, "x"), "-")
	of, err := graph.ParseID(owner)
	if err != nil {
		return nil, nil
	}
	for found, err := range s.tx.Contradictions(c.Context, of-1) {
		if err != nil || found.Node != of {
			return nil, err
		}
		if contradictionID(&found) == id {
			return &found, nil
		}
	}
	return nil, nil
}

// explainContradiction says what the articles disagree about.
func explainContradiction(c *graph.Contradiction) string {
	question := c.Fact.String()
	if c.Fact == 0 {
		question = c.Edge.Kind.Type().Field
		if t := c.Edge.Kind.Attribute(c.Attribute); t != nil && c.Edge.To != 0 {
			question = t.Name + " of " + question
		}
	}
	var answers []string
	for i := range c.Sides {
		side := &c.Sides[i]
		articles := "articles say"
		if side.Articles == 1 {
			articles = "article says"
		}
		value := side.Value
		if side.Fact != nil {
			value = display(side.Fact.Key, side.Fact.Value)
		}
		answers = append(answers, fmt.Sprintf("%d %s %s", side.Articles, articles, value))
	}
	return question + ": " + strings.Join(answers, ", ")
}

func resolveContradictionClaims(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		for _, side := range p.(*graph.Contradiction).Sides {
			claims, err := snapshotOf(c).claimsOf(c, side.Claims, c.Args.(claimArgs).first)
			if err != nil {
				return err
			}
			for _, cl := range claims {
				out.Add(cl)
			}
		}
		out.EndList()
	}
	return nil
}

// listContradictions yields contradictions after a place: the node, and how many
// of its own come before.
func listContradictions(c *def.Call, a *logArgs, after []uint64) iter.Seq2[*logEntry, error] {
	return func(yield func(*logEntry, error) bool) {
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
			if !yield(&logEntry{item: &contradiction, place: []uint64{uint64(at), number}}, nil) {
				return
			}
		}
	}
}

func (b *builder) duplicate() *def.Object {
	type proposal = graph.Proposal
	b.duplicates.Fields = []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the pair.",
			Leaf: def.Leaf(func(p *proposal) def.Value { return def.Str(duplicateID(p)) })},
		{Name: "first", Type: def.Required(b.entity), Description: "One node.", Resolve: nodeResolver(func(p *proposal) graph.ID { return p.A })},
		{Name: "second", Type: def.Required(b.entity), Description: "The other node.", Resolve: nodeResolver(func(p *proposal) graph.ID { return p.B })},
		{Name: "score", Type: def.Required(def.Float), Description: "How likely it is, from 0 to 1.",
			Leaf: def.Leaf(func(p *proposal) def.Value { return def.Real(p.Score) })},
		{Name: "explanation", Type: def.Required(def.String), Description: "Why they may be one.",
			Leaf: def.Leaf(func(p *proposal) def.Value { return def.Str(p.Why) })},
	}
	return b.duplicates
}

func duplicateID(p *graph.Proposal) string { return "d" + p.A.String() + "-" + p.B.String() }

// duplicate returns the pair of an id, or nil.
func (s *snapshot) duplicate(c *def.Call, id string) (*graph.Proposal, error) {
	first, second, _ := strings.Cut(strings.TrimPrefix(id, "d"), "-")
	a, err1 := graph.ParseID(first)
	b, err2 := graph.ParseID(second)
	if err1 != nil || err2 != nil {
		return nil, nil
	}
	for p, err := range s.tx.Proposals(c.Context, a, b-1) {
		if err != nil || p.A != a || p.B != b {
			return nil, err
		}
		return &p, nil
	}
	return nil, nil
}

func listDuplicates(c *def.Call, a *logArgs, after []uint64) iter.Seq2[*logEntry, error] {
	return func(yield func(*logEntry, error) bool) {
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
			if !yield(&logEntry{item: &p, place: []uint64{uint64(p.A), uint64(p.B)}}, nil) {
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
		{Name: "entity", Type: b.entity, Description: "The first of these nodes, or null for a claim.", Resolve: nodeResolver(judgedNode(0))},
		{Name: "other", Type: b.entity, Description: "The second of these nodes, where there is one.", Resolve: nodeResolver(judgedNode(1))},
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

// judgedNode returns the node of a judgement at a place, or 0.
func judgedNode(i int) func(*graph.Judgement) graph.ID {
	return func(j *graph.Judgement) graph.ID {
		if i < len(j.Nodes) {
			return j.Nodes[i]
		}
		return 0
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
func listJudgements(c *def.Call, _ *logArgs, after []uint64) iter.Seq2[*logEntry, error] {
	return newestFirst(snapshotOf(c).tx.Judgements(c.Context, 0), after, func(j *graph.Judgement) uint64 { return uint64(j.ID) })
}
