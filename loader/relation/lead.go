package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// closer is the rule by which those who brought a site down took part.
const closer = "closer"

// leadsElse reports whether what verb t says is led is no operation: "ran a market",
// "led him out of his flat".
func (r *reader) leadsElse(t *trigger, args []argument) bool {
	if t.class != "lead" || !t.verb {
		return false
	}
	official := t.lemma != "run" && r.byAuthority(args)
	for _, a := range args {
		if a.slot != patient || official && r.tree.token(a.token).UPOS == text.PRON {
			continue // "it was led by the FBI", whatever "it" was taken for
		}
		if r.mentionAt(a.token, kindsOf(ontology.Operation)) >= 0 || r.lists.is("action", r.tree.Lemma(a.token)) {
			continue
		}
		if r.kindNoun(a.token) || r.isPersonNoun(a.token) || r.mentionAt(a.token, sites|kindsOf(ontology.Person)) >= 0 ||
			t.lemma == "run" && r.tree.token(a.token).UPOS == text.NOUN {
			return true
		}
	}
	return false
}

// byAuthority reports whether an agency or a country does what a verb with these arguments
// says.
func (r *reader) byAuthority(args []argument) bool {
	for _, a := range args {
		if (a.slot == agent || a.slot == marked && a.prep == "by") && r.mentionAt(a.token, actors) >= 0 {
			return true
		}
	}
	return false
}

// fillLead makes the one agency that brought the site down the one that led the
// operation if others took part and the text names no other leader, and those who
// investigated where nobody is said to have led.
func (r *reader) fillLead() {
	defer r.leadInquiries()
	r.helpers()
	for _, op := range r.story.ops {
		alone, led, others := -1, false, false
		for k := range r.doc.Claims {
			c := &r.doc.Claims[k]
			if c.Edge != ontology.ParticipatedIn || c.To != op {
				continue
			}
			if role := c.Attributes[ontology.Role]; role == ontology.Led || role == ontology.Coordinated {
				led = true
			}
			if c.Rule != closer {
				others = true
				continue
			}
			if alone >= 0 {
				led = true // several did it together
			}
			alone = k
		}
		if alone >= 0 && others && !led {
			r.doc.Claims[alone].Attributes[ontology.Role] = ontology.Led
		}
	}
}

// leadInquiries makes those who investigated lead the operations that nobody else is
// said to have led.
func (r *reader) leadInquiries() {
	led := map[int]bool{}
	for k := range r.doc.Claims {
		if c := &r.doc.Claims[k]; c.Edge == ontology.ParticipatedIn && c.Attributes[ontology.Role] == ontology.Led {
			led[c.To] = true
		}
	}
	for _, key := range r.inquirers {
		at, ok := r.made[key]
		if !ok || led[key.to] {
			continue
		}
		if c := &r.doc.Claims[at]; c.Attributes[ontology.Role] == ontology.Participated {
			c.Attributes[ontology.Role] = ontology.Led
		}
	}
}

// helpers lets the bodies that only ever help the police of several countries have done
// so where the text says no more than that they took part.
func (r *reader) helpers() {
	for k := range r.doc.Claims {
		c := &r.doc.Claims[k]
		if c.Edge == ontology.ParticipatedIn && c.Attributes[ontology.Role] == ontology.Participated && r.lists.is("helper", r.doc.Entities[c.From].Name) {
			c.Attributes[ontology.Role] = ontology.Supported
		}
	}
}
