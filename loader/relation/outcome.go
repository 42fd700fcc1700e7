package relation

import "onymous/graph/ontology"

// settleOutcomes gives each target the outcome that most of the events tell, the
// first one where several are told as often.
func (r *reader) settleOutcomes() {
	type key struct{ op, site int }
	votes := map[key]map[string]int{}
	for _, e := range r.story.events {
		if v := e.trigger.value; v == "" || v == ontology.Investigated {
			continue // an inquiry is no outcome where anything else is told
		}
		for _, f := range e.targets {
			k := key{e.act.entity, f.entity}
			if votes[k] == nil {
				votes[k] = map[string]int{}
			}
			votes[k][e.trigger.value]++
		}
	}
	for i := range r.doc.Claims {
		c := &r.doc.Claims[i]
		if c.Edge != ontology.Targeted {
			continue
		}
		first := c.Attributes[ontology.Outcome]
		best := first
		for v, n := range votes[key{c.From, c.To}] {
			most := votes[key{c.From, c.To}][best]
			if n > most || n == most && best != first && v < best {
				best = v
			}
		}
		c.Attributes[ontology.Outcome] = best
	}
}

// fillOutcomes gives the operation that the article is about the outcome that the
// text tells elsewhere where no word about its target does.
func (r *reader) fillOutcomes() {
	likely := ""
	for k := range r.doc.Claims {
		c := &r.doc.Claims[k]
		if c.Edge != ontology.Targeted || c.Attributes[ontology.Outcome] != "" || c.From != r.story.op {
			continue
		}
		if likely == "" {
			likely = r.likelyOutcome()
		}
		c.Attributes[ontology.Outcome] = likely
	}
}
