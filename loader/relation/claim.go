package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// claim enters the edge that rule u makes of two entities at trigger t, or adds
// the sentence to it as further evidence.
func (r *reader) claim(u *rule, t *trigger, i int, from, to filler, s stance) {
	if from.entity == to.entity {
		return
	}
	attributes := u.fixed
	for a, taken := range u.taken {
		if taken && t != nil && attributes[a] == "" {
			attributes[a] = t.value
		}
	}
	if u.edge == ontology.ParticipatedIn && u.from.wide() && t.value != "" && (r.listedBehind(i, from.mention) || r.listedBefore(i, from.mention)) {
		attributes[ontology.Role] = t.value
	}
	if u.edge.Attribute(ontology.ArrestDate) != nil {
		attributes[ontology.ArrestDate] = r.dateAt(i).String()
	}
	var why strings.Builder
	why.WriteString("“" + r.tree.form(i) + "”")
	r.explain(&why, from)
	r.explain(&why, to)
	if s.by != "" && (s.alleged || s.claimed) {
		why.WriteString("; alleged by “" + s.by + "”")
	}
	if u.name == closer && t.value == ontology.Investigated {
		r.inquirers = append(r.inquirers, edgeKey{u.edge, from.entity, to.entity})
	}
	r.enter(u.edge, from.entity, to.entity, statement{
		rule: u.name, why: why.String(), attributes: attributes, sentence: r.tree.Sentence(i),
		alleged: s.alleged || s.claimed && u.crime,
	})
}

// explain says how a word led to its entity.
func (r *reader) explain(why *strings.Builder, f filler) {
	name := r.doc.Entities[f.entity].Name
	how := f.how
	if f.mention >= 0 {
		m := &r.doc.Mentions[f.mention]
		if m.Form != text.Proper {
			why.WriteString("; “" + r.doc.Form(m.Span) + "” -> " + name)
			if m.Why != "" {
				how = because(how, m.Why)
			}
		} else if how == "" {
			return
		} else {
			why.WriteString("; " + name)
		}
	} else {
		why.WriteString("; " + name)
	}
	if how != "" {
		why.WriteString(" (" + how + ")")
	}
}

// statement is what one sentence says about an edge.
type statement struct {
	rule, why  string
	attributes [ontology.AttributeCount]string
	sentence   int
	alleged    bool
}

// enter adds a statement to the claim of its edge.
func (r *reader) enter(kind ontology.EdgeKind, from, to int, s statement) {
	d := r.doc
	evidence := d.Sentences[s.sentence].Span
	key := edgeKey{kind, from, to}
	at, ok := r.made[key]
	if !ok {
		r.made[key] = len(d.Claims)
		d.Claims = append(d.Claims, text.Claim{
			Edge: kind, From: from, To: to, Attributes: s.attributes, Alleged: s.alleged,
			Evidence: []text.Span{evidence}, Rule: s.rule, Why: s.why,
		})
		return
	}
	c := &d.Claims[at]
	c.Alleged = c.Alleged && s.alleged
	for a, v := range s.attributes {
		if v == "" {
			continue
		}
		if c.Attributes[a] == "" || stronger(kind, ontology.Attribute(a), v, c.Attributes[a]) {
			c.Attributes[a] = v
		} else if c.Attributes[a] == ontology.Administrator && (v == ontology.Owner || c.Rule == "ran" && s.rule == "post") {
			c.Attributes[a] = v // "ran" says less than "moderator"
		}
	}
	if last := c.Evidence[len(c.Evidence)-1]; last.Start < evidence.Start {
		c.Evidence = append(c.Evidence, evidence)
	}
}

// stronger reports whether value v of an attribute says more than old. Of dates
// the more exact one does; of outcomes the one that is told first, as it is what
// the article holds for the news.
func stronger(kind ontology.EdgeKind, a ontology.Attribute, v, old string) bool {
	t := kind.Attribute(a)
	if t == nil {
		return false
	}
	if t.Type == ontology.PartialDate {
		return len(v) > len(old) && strings.HasPrefix(v, old)
	}
	if v == ontology.Administrator && old == ontology.Owner {
		return false
	}
	return t.Type == ontology.Enum && a != ontology.Outcome && t.Rank(v) < t.Rank(old)
}

// accordingTo reports whether the sentence of token i tells what accusers say:
// "according to the indictment, X ran it".
func (r *reader) accordingTo(i int) bool {
	s := r.tree.sentence(i)
	for k := s.First; k+2 < s.Last; k++ {
		switch {
		case r.lower[k] == "according" && r.lower[k+1] == "to":
			for n := k + 2; n < s.Last && n < k+7 && r.tree.form(n) != ","; n++ {
				if r.lists.is("accuser", r.tree.Lemma(n)) {
					return true
				}
			}
		case r.lower[k] == "it" && r.lower[k+1] == "is" && r.tree.Lemma(k+2) == "allege":
			return true
		}
	}
	return false
}
