package graph

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// A contradiction is a question with answers that do not go together, given by
// different articles: an article that says both does not think that they rival.
// Nothing is kept for them but counts at their nodes, so that only nodes with several
// answers to something are looked at.

// oneEnd are the kinds of edges of which a node has only one, as a rule.
var oneEnd = []ontology.EdgeKind{ontology.DiedIn, ontology.ArrestedIn}

// together are values of an attribute that say no other value is wrong: the weaker of
// a scale, or the parts of one action.
var together = map[ontology.Attribute][][]string{
	ontology.Role: {{ontology.Participated, ontology.Led, ontology.Coordinated, ontology.Supported},
		{ontology.Administrator, ontology.Founder, ontology.Owner, ontology.Moderator, ontology.Developer},
		{ontology.Founder, ontology.Owner, ontology.Developer}, {ontology.Staff, ontology.Moderator, ontology.Developer}},
	ontology.Outcome: {{ontology.Investigated, ontology.ShutDown, ontology.SeizedSite, ontology.TakenOver, ontology.Infiltrated, ontology.Disrupted},
		{ontology.Infiltrated, ontology.ShutDown, ontology.SeizedSite, ontology.TakenOver, ontology.Disrupted},
		{ontology.ShutDown, ontology.SeizedSite, ontology.TakenOver}},
}

// valuesAgree reports whether two values of an attribute go together. The first of a
// list of together goes with each of the others.
func valuesAgree(t *ontology.AttributeType, a, b string) bool {
	switch t.Type {
	case ontology.Enum:
		for _, list := range together[t.Attribute] {
			if a == list[0] && slices.Contains(list, b) || b == list[0] && slices.Contains(list, a) {
				return true
			}
		}
		return a == b
	case ontology.PartialDate:
		return datesAgree(a, b, 0)
	}
	return true // titles are said in many ways
}

// datesAgree reports whether two dates may be one: as exact as both are, they are no
// more than some days apart.
func datesAgree(a, b string, days int) bool {
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return true
	}
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	return err1 == nil && err2 == nil && x.Sub(y).Abs() <= time.Duration(days)*24*time.Hour
}

// actionDays is how far apart the days of one operation may be: it is carried out on
// some, and announced on another.
const actionDays = 7

// factsAgree reports whether two values of a fact go together.
func factsAgree(key ontology.FactKey, a, b Value) bool {
	switch key.Type().Type {
	case ontology.PartialDate:
		days := 0
		if key == ontology.Date {
			days = actionDays
		}
		return datesAgree(a.Text, b.Text, days)
	case ontology.Amount:
		if key == ontology.Seized || a.Currency != b.Currency || Fold(a.What) != Fold(b.What) {
			return true // many things are seized
		}
	case ontology.Text:
		return Fold(a.Text) == Fold(b.Text)
	}
	if a.Number > b.Number {
		a, b = b, a
	}
	switch {
	case a.Number == b.Number, a.Bound == ontology.Min, b.Bound == ontology.Max:
		return true
	case a.Bound == ontology.Approx || b.Bound == ontology.Approx:
		return b.Number-a.Number <= 0.1*math.Abs(b.Number)
	case key == ontology.Age:
		return b.Number-a.Number <= 1 // a birthday may lie between
	}
	return false
}

// Contradictions yields the questions that articles answer differently about
// nodes after an id, in order of the nodes; of one node rival facts first, then rival
// ends of edges, then rival attributes.
func (tx *Tx) Contradictions(ctx context.Context, after ID) iter.Seq2[Contradiction, error] {
	return func(yield func(Contradiction, error) bool) {
		if err := tx.synced(ctx); err != nil {
			yield(Contradiction{}, err)
			return
		}
		rg := disk.Range{Prefix: []byte{'f'}, From: formKey(after + 1)}
		for e, err := range tx.r.Scan(ctx, rg) {
			var list []Contradiction
			if err == nil {
				list, err = tx.contradictionsOf(ctx, e)
			}
			if err != nil {
				yield(Contradiction{}, err)
				return
			}
			for _, c := range list {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

func (tx *Tx) contradictionsOf(ctx context.Context, e disk.Entry) ([]Contradiction, error) {
	id, err := parseIDKey('f', e.Key)
	if err != nil {
		return nil, err
	}
	f, err := decodeForm(id, e.Value)
	if err != nil || f.head == nil {
		return nil, err
	}
	var list []Contradiction
	add := func(c Contradiction, err error) error {
		if err == nil && len(c.Sides) > 1 {
			list = append(list, c)
		}
		return err
	}
	for _, t := range ontology.FactTypes() {
		if f.head.degree(factCode(t.Key)) > 1 {
			if err := add(tx.rivalFacts(ctx, id, t.Key)); err != nil {
				return nil, err
			}
		}
	}
	for _, kind := range oneEnd {
		if f.head.degree(edgeCode(kind, Out)) > 1 {
			if err := add(tx.rivalEnds(ctx, id, kind)); err != nil {
				return nil, err
			}
		}
	}
	for _, t := range ontology.EdgeTypes() {
		if f.head.degree(rivalCode(t.Kind)) == 0 {
			continue
		}
		for edge, err := range tx.storedEdges(ctx, id, t.Kind, Out, 0) {
			if err != nil {
				return nil, err
			}
			for i := range t.Attributes {
				if err := add(tx.rivalValues(ctx, edge.EdgeKey, &t.Attributes[i])); err != nil {
					return nil, err
				}
			}
		}
	}
	return list, nil
}

// answer is a side in the making.
type answer struct {
	side     Side
	articles map[ID]bool
}

// maxAnswerClaims bounds the claims of one answer that are read: the first ones.
const maxAnswerClaims = 500

// answer adds a claim to the side that it is of.
func (a *answer) add(c ClaimID) {
	if a.articles == nil {
		a.articles = map[ID]bool{}
	}
	if len(a.side.Claims) < maxAnswerClaims {
		a.side.Claims = append(a.side.Claims, c)
		a.articles[c.Article] = true
	}
}

// rivals leaves of some answers those that rival another, the best supported first.
func (tx *Tx) rivals(answers []*answer, agree func(i, j int) bool) ([]Side, error) {
	rival := make([]bool, len(answers))
	for i, a := range answers {
		for j, b := range answers[:i] {
			if !agree(i, j) && !sayBoth(a, b) {
				rival[i], rival[j] = true, true
			}
		}
	}
	var sides []Side
	for i, a := range answers {
		if rival[i] {
			if err := tx.weigh(a); err != nil {
				return nil, err
			}
			sides = append(sides, a.side)
		}
	}
	slices.SortStableFunc(sides, func(a, b Side) int {
		return cmp.Or(b.Independent-a.Independent, b.Articles-a.Articles)
	})
	return sides, nil
}

func sayBoth(a, b *answer) bool {
	for id := range a.articles {
		if b.articles[id] {
			return true
		}
	}
	return false
}

// weigh counts the articles of a side and finds when they are from.
func (tx *Tx) weigh(a *answer) error {
	voices := map[ID]bool{}
	for id := range a.articles {
		v, err := tx.voiceOf(id)
		if err != nil {
			return err
		}
		voices[v] = true
		h, err := tx.articleHead(id)
		if err != nil {
			return err
		}
		if h == nil {
			return corruptf("article %s, which makes a claim, has no record", id)
		}
		if h.Date == "" {
			continue
		}
		if a.side.First == "" || h.Date < a.side.First {
			a.side.First = h.Date
		}
		a.side.Last = max(a.side.Last, h.Date)
	}
	a.side.Articles, a.side.Independent = len(a.articles), len(voices)
	return nil
}

func (tx *Tx) rivalFacts(ctx context.Context, id ID, key ontology.FactKey) (Contradiction, error) {
	facts, err := tx.facts(ctx, id, factPrefix(id, key))
	if err != nil {
		return Contradiction{}, err
	}
	answers := make([]*answer, len(facts))
	for i := range facts {
		a := &answer{side: Side{Value: facts[i].Value.String(), Fact: &facts[i]}}
		for _, c := range facts[i].Claims {
			a.add(c)
		}
		answers[i] = a
	}
	sides, err := tx.rivals(answers, func(i, j int) bool { return factsAgree(key, facts[i].Value, facts[j].Value) })
	return Contradiction{Node: id, Fact: key, Sides: sides}, err
}

func (tx *Tx) rivalEnds(ctx context.Context, id ID, kind ontology.EdgeKind) (Contradiction, error) {
	var answers []*answer
	for e, err := range tx.storedEdges(ctx, id, kind, Out, 0) {
		if err != nil {
			return Contradiction{}, err
		}
		n, err := tx.Node(e.To)
		if err != nil {
			return Contradiction{}, err
		}
		a := &answer{side: Side{Value: n.Name, Node: n.ID}}
		if err := tx.eachClaim(ctx, e.EdgeKey, a.add); err != nil {
			return Contradiction{}, err
		}
		answers = append(answers, a)
	}
	sides, err := tx.rivals(answers, func(int, int) bool { return false })
	return Contradiction{Node: id, Edge: EdgeKey{From: id, Kind: kind}, Sides: sides}, err
}

func (tx *Tx) eachClaim(ctx context.Context, key EdgeKey, fn func(ClaimID)) error {
	n := 0
	for c, err := range tx.statementClaims(ctx, outKey(key), ClaimID{}) {
		if err != nil {
			return err
		}
		fn(c.ClaimID)
		if n++; n == maxAnswerClaims {
			break
		}
	}
	return nil
}

func (tx *Tx) rivalValues(ctx context.Context, key EdgeKey, t *ontology.AttributeType) (Contradiction, error) {
	byValue := map[string]*answer{}
	var answers []*answer
	var failed error
	err := tx.eachClaim(ctx, key, func(id ClaimID) {
		c, err := tx.Claim(id)
		if err != nil {
			failed = err
			return
		}
		v := c.Attributes[t.Attribute]
		if v == "" {
			return
		}
		if byValue[v] == nil {
			byValue[v] = &answer{side: Side{Value: v}}
			answers = append(answers, byValue[v])
		}
		byValue[v].add(id)
	})
	if err = cmp.Or(err, failed); err != nil || len(answers) < 2 {
		return Contradiction{}, err
	}
	slices.SortFunc(answers, func(a, b *answer) int { return strings.Compare(a.side.Value, b.side.Value) })
	sides, err := tx.rivals(answers, func(i, j int) bool { return valuesAgree(t, answers[i].side.Value, answers[j].side.Value) })
	return Contradiction{Node: key.From, Edge: key, Attribute: t.Attribute, Sides: sides}, err
}
