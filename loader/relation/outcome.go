package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// What was done to a target is told in several ways by one article: its servers are
// seized, which takes it off the net, after it had been run undercover. The outcome is
// what most of that speaks for.

// verdict weighs the outcomes, in the order of the ontology.
type verdict []int

// outcomes is the attribute that a verdict is about.
var outcomes = ontology.Targeted.Attribute(ontology.Outcome)

func (v verdict) add(outcome string, weight int) {
	if rank := outcomes.Rank(outcome); rank < len(v) {
		v[rank] += weight
	}
}

// best returns the outcome with the most weight, the strongest of several; "" if none
// has any.
func (v verdict) best() string {
	best, most := "", 0
	for rank, weight := range v {
		if weight > most {
			best, most = outcomes.Values[rank].Name, weight
		}
	}
	return best
}

// What speaks for an outcome.
const (
	saidOfSite  = 6 // what is said of the target itself
	saidOfParts = 4 // of its servers and domains, or by a noun
	saidOfNone  = 2 // of something that is not named
	asUsual     = 1 // most targets are shut down, most malware is disrupted
)

// settleOutcomes gives each target its outcome.
func (r *reader) settleOutcomes() {
	type key struct{ op, site int }
	told := map[key]verdict{}
	for _, e := range r.story.events {
		for _, f := range e.targets {
			k := key{e.act.entity, f.entity}
			if told[k] == nil {
				told[k] = make(verdict, len(outcomes.Values))
			}
			told[k].add(e.trigger.value, weighs(e, f))
		}
	}
	var loose verdict
	for i := range r.doc.Claims {
		c := &r.doc.Claims[i]
		if c.Edge != ontology.Targeted {
			continue
		}
		v := told[key{c.From, c.To}]
		done := v != nil
		if !done {
			v = make(verdict, len(outcomes.Values))
		}
		if c.From == r.story.op {
			if loose == nil {
				loose = r.looseVerdict()
			}
			for rank, weight := range loose {
				v[rank] += weight
			}
		}
		if !done && v.best() == "" && r.doc.Entities[c.From].Unnamed {
			v.add(ontology.Investigated, 1) // there were arrests
		}
		if v.best() != ontology.Investigated {
			usual := ontology.ShutDown
			if v.best() == "" && r.isMalware(c.To) {
				usual = ontology.Disrupted
			}
			v.add(usual, asUsual)
		}
		c.Attributes[ontology.Outcome] = v.best()
	}
}

// weighs returns how much event e says of the outcome for target f.
func weighs(e *event, f filler) int {
	switch {
	case e.trigger.value == ontology.Investigated:
		return 1 // an inquiry is no outcome where anything else is told
	case f.how != "" && f.mention < 0 || !e.trigger.verb:
		return saidOfParts
	}
	return saidOfSite
}

// looseVerdict weighs what the article says was done to things that it does not name, in
// the operation that it is about.
func (r *reader) looseVerdict() verdict {
	v := make(verdict, len(outcomes.Values))
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if t.class != closing || t.value == "" || t.actor || r.story.actOf[i] != nil || apart(r.dateAt(i), r.dates.own) {
					continue
				}
				if st := r.stance(i); st.denied || st.unreal || st.able || st.future {
					continue
				}
				v.add(t.value, r.weighsLoosely(t, i))
			}
		}
	}
	return v
}

// weighsLoosely returns how much trigger t at token i says of the outcome for a site: of
// what is seized, money and phones say nothing.
func (r *reader) weighsLoosely(t *trigger, i int) int {
	switch t.value {
	case ontology.Investigated:
		return 0
	case ontology.Infiltrated:
		return saidOfNone // "read the messages"
	}
	r.asVerb = t.verb
	object := false
	for _, a := range r.frame(i, t) {
		if a.slot != patient && !(a.slot == marked && a.prep == "of") {
			continue
		}
		object = true
		if r.kindNoun(a.token) {
			return saidOfNone
		}
		if l := r.lists.lenses[r.tree.Lemma(a.token)]; l != nil && l.kinds&sites != 0 {
			return saidOfNone
		}
	}
	if object || t.value == ontology.SeizedSite {
		return 0
	}
	return saidOfNone
}

// isMalware reports whether the text calls a service malware of some sort, close to one
// of its names.
func (r *reader) isMalware(e int) bool {
	if r.doc.Entities[e].Kind != ontology.Service {
		return false
	}
	for _, m := range r.doc.Entities[e].Mentions {
		mention := &r.doc.Mentions[m]
		if mention.First >= len(r.doc.Tokens) || r.tree.Sentence(mention.First) < 0 {
			continue
		}
		s := r.tree.sentence(mention.First)
		for k := max(s.First, mention.First-2*closeBy); k < min(s.Last, mention.Last+closeBy); k++ {
			if r.lists.is("malware", r.tree.Lemma(k)) {
				return true
			}
		}
	}
	return false
}
