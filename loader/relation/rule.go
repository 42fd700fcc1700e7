package relation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// rule says which edge a trigger of a class makes of the words in its slots.
type rule struct {
	name     string
	class    string
	from, to end
	edge     ontology.EdgeKind
	fixed    [ontology.AttributeCount]string // attributes that the rule sets
	taken    [ontology.AttributeCount]bool   // attributes that are the trigger's value
	able     bool                            // "can be reached" is enough
	future   bool                            // "will be extradited" is enough
	crime    bool                            // what the police say of a suspect is an allegation
	last     bool                            // only if nothing else is said of the kind
	plain    bool                            // only trees lead to the ends
	single   bool                            // the ends are one each, not lists
	coin     bool                            // the second end must be money
	network  bool                            // the second end must be a network
	hidden   bool                            // the second end must be a network that hides its sites
}

// end is the slots that may hold an end of an edge, best first, and the kinds
// of nodes that it may be.
type end struct {
	slots []place
	kinds kindSet
}

type place struct {
	slot  slot
	prep  string
	reach int // of slot around, in tokens
}

var slotNames = map[string]slot{
	"agent": agent, "patient": patient, "holder": holder, "possessor": possessor, "compound": compound, "self": self,
	"operation": operation, "focus": focus, "topic": topic, "closest": closest,
}

// wideSlots are followed by a number of tokens.
var wideSlots = map[string]slot{"around": around, "authorities": authorities}

func parseEnd(column string) (e end, err error) {
	slots, kinds, ok := strings.Cut(column, " ")
	if !ok {
		return e, fmt.Errorf("%q: want slots and kinds", column)
	}
	for _, s := range strings.Split(slots, ",") {
		if slot, ok := slotNames[s]; ok {
			e.slots = append(e.slots, place{slot: slot})
		} else if name, far, ok := strings.Cut(s, ":"); ok {
			reach, err := strconv.Atoi(far)
			if err != nil || wideSlots[name] == none {
				return e, fmt.Errorf("%q: want around or authorities and a number of tokens", s)
			}
			e.slots = append(e.slots, place{slot: wideSlots[name], reach: reach})
		} else {
			e.slots = append(e.slots, place{slot: marked, prep: s})
		}
	}
	e.kinds, err = parseKinds(kinds)
	return e, err
}

func (l *tables) readRule(c []string) (err error) {
	u := &rule{name: c[0], class: c[1]}
	edge, ok := ontology.ParseEdgeKind(c[3])
	if !ok {
		return fmt.Errorf("%q is no kind of edge", c[3])
	}
	u.edge = edge
	if u.from, err = parseEnd(c[2]); err != nil {
		return err
	}
	if u.to, err = parseEnd(c[4]); err != nil {
		return err
	}
	for _, word := range strings.Fields(c[5]) {
		if err := u.set(word); err != nil {
			return err
		}
	}
	l.rules[u.class] = append(l.rules[u.class], u)
	return nil
}

// set takes a word of the last column: a flag or an attribute.
func (u *rule) set(word string) error {
	switch word {
	case "able":
		u.able = true
		return nil
	case "future":
		u.future = true
		return nil
	case "crime":
		u.crime = true
		return nil
	case "last":
		u.last = true
		return nil
	case "plain":
		u.plain = true
		return nil
	case "single":
		u.single = true
		return nil
	case "coin":
		u.coin = true
		return nil
	case "network":
		u.network = true
		return nil
	case "hidden":
		u.hidden = true
		return nil
	}
	name, value, _ := strings.Cut(word, "=")
	for _, a := range u.edge.Type().Attributes {
		if a.Name != name {
			continue
		}
		if value == "trigger" {
			u.taken[a.Attribute] = true
			return nil
		}
		if !a.Allows(value) {
			return fmt.Errorf("%s: %q is no %s", u.name, value, name)
		}
		u.fixed[a.Attribute] = value
		return nil
	}
	return fmt.Errorf("%s: %q is neither a flag nor an attribute of %s", u.name, word, u.edge)
}

// allows reports whether the ends are what the rule wants beyond their kinds.
func (u *rule) allows(r *reader, i int, from, to filler) bool {
	if u.edge == ontology.ParticipatedIn {
		switch u.name {
		case "doer":
			if !r.isDoer(from) {
				return false
			}
		case "thanked":
			if from.mention < 0 || r.doc.Mentions[from.mention].First < i {
				return false // who thanks
			}
		}
		return r.mayTakePart(from) && !(u.from.wide() && r.actsElsewhere(from, to))
	}
	if (u.edge == ontology.LivedIn || u.edge == ontology.ArrestedIn && !u.last && !r.atBorder(to)) && r.isAdjective(to) {
		return false
	}
	if u.edge == ontology.ArrestedBy && r.doc.Entities[to.entity].Kind == ontology.Place {
		return r.isCountry(to.entity)
	}
	if u.edge == ontology.LocatedIn && from.mention >= 0 && !r.lastOfRow(i, from.mention) {
		return false
	}
	switch name := r.doc.Entities[to.entity].Name; {
	case u.coin:
		return r.lists.is("coin", name)
	case u.network:
		return !r.lists.is("coin", name) && !r.lists.is("software", name)
	case u.hidden:
		return r.lists.is("hidden", name)
	}
	return true
}

// atBorder reports whether the adjective of a country says where a place is: "at the
// Polish border".
func (r *reader) atBorder(f filler) bool {
	if f.mention < 0 {
		return false
	}
	next := r.doc.Mentions[f.mention].Last
	if next >= len(r.lower) {
		return false
	}
	switch r.lower[next] {
	case "border", "frontier", "side", "capital", "airport", "port", "coast", "city", "town", "village", "resort", "island", "prison", "embassy":
		return true
	}
	return false
}

// isAdjective reports whether a country is only named by its adjective, which says
// of people that they are its citizens: "of Polish nationality".
func (r *reader) isAdjective(f filler) bool {
	if f.mention < 0 {
		return false
	}
	d, ok := lexicon.Demonyms().Get(r.tree.form(r.doc.Mentions[f.mention].Head))
	return ok && d.Place.Type == lexicon.Country
}

// wide reports whether an end takes whatever stands around the trigger.
func (e *end) wide() bool { return len(e.slots) > 0 && e.slots[0].slot == authorities }

// actsElsewhere reports whether what stands closest to f in its sentence is an
// event of another operation than op.
func (r *reader) actsElsewhere(f, op filler) bool {
	if f.mention < 0 {
		return false
	}
	at := r.doc.Mentions[f.mention].Head
	s := r.tree.sentence(at)
	for d := 1; d < closeEvent; d++ {
		for _, k := range [2]int{at - d, at + d} {
			if a := r.story.actOf[k]; a != nil && k >= s.First && k < s.Last {
				return a.entity != op.entity
			}
		}
	}
	return false
}

// closeEvent is how close to an agency an event must stand to be its, in tokens.
const closeEvent = 8

// mayTakePart reports whether an agency or a place can take part in operations:
// courts judge later, and only countries have authorities of their own.
func (r *reader) mayTakePart(f filler) bool {
	e := &r.doc.Entities[f.entity]
	if e.Kind != ontology.Place {
		for _, word := range strings.Fields(e.Name) {
			switch word {
			case "Court", "Tribunal", "Parliament":
				return false
			}
		}
		return f.mention < 0 || strings.HasPrefix(f.how, "relative clause") || !r.inTitle(f.mention)
	}
	if f.mention >= 0 && (r.isOnePerson(f.mention) || strings.HasPrefix(f.how, "nearby") && (r.partOfCountry(f.mention) || r.isAdjective(f) && !r.isAuthority(f.mention)) || r.isOfOffice(f.mention)) {
		return false
	}
	return r.isCountry(f.entity)
}

// isOfOffice reports whether mention m of a country stands before the office of a single
// person: "the U.S. attorney for Maryland".
func (r *reader) isOfOffice(m int) bool {
	next := r.doc.Mentions[m].Last
	if next >= r.tree.sentence(r.doc.Mentions[m].First).Last {
		return false
	}
	n, ok := lexicon.PersonNouns().Get(r.lower[next])
	return ok && n.Post && !n.Plural
}

// partOfCountry reports whether mention m of a country only says which part of it is
// meant: "across the north of England".
func (r *reader) partOfCountry(m int) bool {
	first := r.doc.Mentions[m].First
	if first < 2 || r.lower[first-1] != "of" {
		return false
	}
	switch r.lower[first-2] {
	case "north", "south", "east", "west", "part", "parts", "rest", "most", "centre", "center":
		return true
	}
	return false
}

// isOnePerson reports whether mention m of a place is a word for a single person
// from there: "a Russian". "The Dutch" are more.
func (r *reader) isOnePerson(m int) bool {
	h := r.doc.Mentions[m].Head
	form := r.tree.form(h)
	d, ok := lexicon.Demonyms().Get(form)
	if !ok || !d.People || r.modifies(h) || r.tree.token(h).Rel == "amod" {
		return false
	}
	if r.tree.Dep(h, "nummod") >= 0 {
		return true // "eleven Americans" act for themselves, too
	}
	_, countable := lexicon.Demonyms().Get(form + "s")
	return countable
}

// isCountry reports whether a place has authorities that take part in
// operations: "Spain" does, "Barcelona" does not.
func (r *reader) isCountry(e int) bool {
	p, ok := lexicon.Places().Get(r.doc.Entities[e].Name)
	return ok && p.Type == lexicon.Country
}

// check holds the rules against the ontology and against the triggers.
func (l *tables) check() error {
	values := map[string][]string{} // of the triggers of a class
	for _, triggers := range l.triggers {
		for _, t := range triggers {
			values[t.class] = append(values[t.class], t.value)
			if l.rules[t.class] == nil {
				return fmt.Errorf("relation: trigger %s: no rule uses class %q", t.lemma, t.class)
			}
		}
		// The phrase with the most words is tried first.
		slices.SortStableFunc(triggers, func(a, b *trigger) int { return len(b.needs) - len(a.needs) })
	}
	for class, rules := range l.rules {
		if values[class] == nil {
			return fmt.Errorf("relation: rule %s: class %q has no triggers", rules[0].name, class)
		}
		for _, u := range rules {
			if err := u.check(values[class]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (u *rule) check(values []string) error {
	for from := range kindCount {
		for to := range kindCount {
			f, t := ontology.NodeKind(from), ontology.NodeKind(to)
			if u.from.kinds.has(f) && u.to.kinds.has(t) && !u.edge.Joins(f, t) {
				return fmt.Errorf("relation: rule %s: %s does not join %s to %s", u.name, u.edge, f, t)
			}
		}
	}
	for a, taken := range u.taken {
		if !taken {
			continue
		}
		attribute := u.edge.Attribute(ontology.Attribute(a))
		for _, v := range values {
			if v != "" && !attribute.Allows(v) {
				return fmt.Errorf("relation: rule %s: a trigger of class %s gives %q, which is no %s", u.name, u.class, v, attribute.Name)
			}
		}
	}
	return nil
}

// kindCount is one more than the largest code of a kind of nodes.
var kindCount = len(ontology.NodeTypes()) + 1
