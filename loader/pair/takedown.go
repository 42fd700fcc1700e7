package pair

import (
	"math"
	"slices"
	"strconv"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/internal/classifier"
	"onymous/loader/text"
)

const (
	// surely is the score that an operation needs of which no rule has found anything.
	surely = 2.5

	maxLooks = 8 // mentions of a site that are looked at
)

// site is a market or service.
type site struct {
	entity   int
	mentions []int
	targeted bool // a rule says that an operation was aimed at it
}

// sites returns the sites of an article.
func (r *reader) sites() []site {
	var out []site
	for e := range r.doc.Entities {
		switch r.doc.Entities[e].Kind {
		case ontology.Marketplace, ontology.Service:
		default:
			continue
		}
		targeted := slices.ContainsFunc(r.claims[e], func(c side) bool { return c.kind == ontology.Targeted })
		if n := len(r.of[e]); n > 0 {
			out = append(out, site{e, r.of[e][:min(n, maxLooks)], targeted})
		}
	}
	return out
}

// takedownFeatures returns what there is to know of one mention of a site. The slice
// is good until the next call.
func (r *reader) takedownFeatures(mention int) []uint64 {
	r.out = r.out[:0]
	m := &r.doc.Mentions[mention]
	s := r.sentence(mention)
	kind := uint64(r.doc.Entities[m.Entity].Kind)
	r.see(ofKinds, kind)
	r.see(ofForms, uint64(m.Form))
	r.see(ofSentence, uint64(r.doc.Sentences[s].Kind), classifier.Size(s))
	r.see(ofRank, classifier.Size(r.rank[m.Entity]), classifier.Size(r.count[ontology.NodeKind(kind)]))
	r.see(ofRank, classifier.Size(r.rank[m.Entity]), classifier.Size(r.count[ontology.Operation]))
	r.see(ofCount, classifier.Size(len(r.of[m.Entity])))
	for _, f := range r.end(mention) {
		r.see(ofEnd, f)
	}
	for i, x := range r.up(m.Head) {
		if i > 0 && i <= maxPath {
			r.see(ofWay, r.seen[x])
		}
	}
	r.around(0, 0, s)
	for _, c := range r.claims[m.Entity] {
		if c.kind == ontology.Targeted {
			continue // what is asked is no answer
		}
		r.see(ofClaim, uint64(c.kind), classifier.Bit(c.to))
	}
	slices.Sort(r.out)
	r.out = slices.Compact(r.out)
	return r.out
}

// takedowns adds an operation for each site that the model says was acted against, one
// for those of one sentence.
func (r *reader) takedowns(scorer *classifier.Scorer) (added bool) {
	out := edgeOutput(ontology.Targeted)
	ops := map[int]int{} // sentence -> entity
	for _, s := range r.sites() {
		if s.targeted {
			continue
		}
		best, most, alleged := -1, float32(surely), false
		var attributes [ontology.AttributeCount]string
		for _, m := range s.mentions {
			if scores := scorer.Score(r.takedownFeatures(m)); scores[out] > most {
				best, most, alleged = m, scores[out], scores[allegedOutput] > 0
				attributes = attributesOf(ontology.Targeted, scores)
			}
		}
		if best < 0 {
			continue
		}
		at := r.sentence(best)
		op, ok := ops[at]
		if !ok {
			op = r.operation(s.entity, best)
			ops[at] = op
		}
		r.target(op, best, attributes, alleged, most)
		added = true
	}
	return added
}

// target claims that an operation was aimed at the site of a mention.
func (r *reader) target(op, mention int, attributes [ontology.AttributeCount]string, alleged bool, score float32) {
	d := r.doc
	d.Claims = append(d.Claims, text.Claim{
		Edge: ontology.Targeted, From: op, To: d.Mentions[mention].Entity, Attributes: attributes, Alleged: alleged,
		Evidence: []text.Span{d.Sentences[r.sentence(mention)].Span}, Rule: "takedown",
		Why: "what stands around “" + d.Form(d.Mentions[mention].Span) + "”, likely by " + percent(score),
	})
}

func percent(score float32) string {
	return strconv.Itoa(int(100/(1+math.Exp(-float64(score))))) + " %"
}

// operation makes the entity of an operation that the article does not name, of which
// a mention of its target stands for a mention.
func (r *reader) operation(target, mention int) int {
	d := r.doc
	own, _ := calendar.Parse(d.Date)
	var when calendar.Date
	for _, e := range calendar.Find(d.Form(d.Sentences[r.sentence(mention)].Span), own) {
		if e.Range == calendar.NoRange && len(e.Date.String()) > len(when.String()) {
			when = e.Date
		}
	}
	name := d.Entities[target].Name + " takedown"
	year := when.Year
	if when.IsZero() {
		year = own.Year
	}
	if year > 0 {
		name += " (" + calendar.Date{Year: year}.String() + ")"
	}
	op := len(d.Entities)
	m := d.Mentions[mention]
	m.Form, m.Kind, m.Entity, m.Why = text.Nominal, ontology.Operation, op, "what was done to a site"
	d.Mentions = append(d.Mentions, m)
	d.Entities = append(d.Entities, text.Entity{
		Kind: ontology.Operation, Name: name, Unnamed: true, When: when.String(), Mentions: []int{len(d.Mentions) - 1},
	})
	return op
}
