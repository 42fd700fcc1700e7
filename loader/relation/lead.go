package relation

import "onymous/graph/ontology"

// fillLead makes the one agency that brought the site down the one that led the
// operation if others took part and the text names no other leader.
func (r *reader) fillLead() {
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
			if c.Rule != "closer" {
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
