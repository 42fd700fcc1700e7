package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// reader reads one document.
type reader struct {
	doc   *text.Doc
	tree  *trees
	lists *tables

	heads    []int32 // of each token: the first mention that it heads, -1 for none
	nextHead []int32 // of each mention: the next one with the same head
	starts   []int32 // of each token: the longest mention that begins there, -1 for none
	cover    []int32 // of each token: the shortest mention that it is in, -1 for none
	names    []int   // of each entity: how often the document has its name

	runs         []run
	runHasAgency bool    // an agency is in the run that is being read
	firstRun     []int   // of each sentence: its first run, and one more for the end
	runOf        []int32 // of each mention: its run, -1 for none

	namedAs []bool    // of each run: a group is named so
	lower   []string  // of each token: its form in lower case, with plain apostrophes
	word    []int32   // of each token: the number of its word in the vocabulary of patterns, -1 for none
	titled  []bool    // of each token: it is in the title of a person
	begins  []int32   // the patterns that may begin at the token that is being read
	open    []int32   // the patterns that may begin at any token of the sentence that is being read
	matched []matched // the patterns that are yet to be applied

	asVerb    bool // the trigger that is being read is a verb, whatever its tag
	args      []argument
	found     []*trigger
	dates     dates
	entry     []calendar.Date // of each sentence: that of the entry of a timeline
	story     *story
	arrests   []arrest
	inquirers []edgeKey       // those who investigated
	accused   []int32         // a mention of each suspect, nil until they are asked for
	made      map[edgeKey]int // claim of each edge, index in doc.Claims
}

// edgeKey tells edges of a document apart.
type edgeKey struct {
	kind     ontology.EdgeKind
	from, to int
}

func newReader(d *text.Doc, l *tables) *reader {
	r := &reader{doc: d, tree: plant(d), lists: l, made: map[edgeKey]int{}}
	n, m := len(d.Tokens), len(d.Mentions)
	space := make([]int32, 3*n+m)
	for i := range space {
		space[i] = -1
	}
	r.heads, r.starts, r.cover, r.nextHead = space[:n:n], space[n:2*n:2*n], space[2*n:3*n:3*n], space[3*n:]
	r.names = make([]int, len(d.Entities))
	for i := m - 1; i >= 0; i-- {
		mention := &d.Mentions[i]
		if mention.Entity < 0 || mention.Entity >= len(d.Entities) || mention.First < 0 || mention.Last > n || mention.First >= mention.Last {
			continue
		}
		if mention.Form == text.Proper {
			r.names[mention.Entity]++
		}
		if h := mention.Head; h >= mention.First && h < mention.Last {
			r.nextHead[i], r.heads[h] = r.heads[h], int32(i)
		}
		if s := r.starts[mention.First]; s < 0 || d.Mentions[s].Last < mention.Last {
			r.starts[mention.First] = int32(i)
		}
		for t := mention.First; t < mention.Last; t++ {
			if c := r.cover[t]; c < 0 || d.Mentions[c].Last-d.Mentions[c].First > mention.Last-mention.First {
				r.cover[t] = int32(i)
			}
		}
	}
	return r
}

// read adds the claims.
func (r *reader) read() {
	r.findRuns()
	r.findNamed()
	r.findPatterns()
	r.dates = readDates(r.doc)
	r.readEntries()
	r.story = r.tell()
	r.operations()
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			deed := false
			for _, t := range r.triggersAt(i) {
				deed = deed || t.class == closing || t.class == "act" || acting[t.class]
				r.apply(t, i)
			}
			if !deed {
				r.does(i)
			}
			r.applyPatterns(i)
			r.nationality(i)
			r.origin(i)
			r.based(i)
		}
	}
	r.sayArrests()
	r.duties()
	r.seats()
	r.rolls()
	r.employers()
	r.listGoods()
	r.fillLead()
	r.withParents()
	r.settleOutcomes()
}

// withParents lets the parent of a unit take part in what the unit took part in.
func (r *reader) withParents() {
	for k := range r.doc.Claims {
		part := &r.doc.Claims[k]
		if part.Edge != ontology.PartOf || r.doc.Entities[part.To].Kind != ontology.Agency {
			continue
		}
		for _, op := range r.story.ops {
			at, ok := r.made[edgeKey{ontology.ParticipatedIn, part.From, op}]
			if !ok {
				continue
			}
			c := r.doc.Claims[at]
			key := edgeKey{ontology.ParticipatedIn, part.To, op}
			if _, ok := r.made[key]; ok || part.To == op {
				continue
			}
			r.made[key] = len(r.doc.Claims)
			c.From, c.Rule, c.Why = part.To, "parent", "its unit "+r.doc.Entities[part.From].Name+" took part: "+c.Why
			c.Evidence = append([]text.Span(nil), c.Evidence...)
			r.doc.Claims = append(r.doc.Claims, c)
		}
	}
}

// triggersAt returns the triggers that begin at token i. A phrase hides those
// of fewer words: "seize control of" is no "seize".
func (r *reader) triggersAt(i int) []*trigger {
	r.found = r.found[:0]
	switch r.tree.token(i).UPOS {
	case text.VERB, text.NOUN, text.ADJ, text.PROPN, text.AUX, text.ADP, text.ADV:
	default:
		return nil
	}
	if c := r.cover[i]; c >= 0 && r.doc.Mentions[c].Form == text.Proper && (bodies | kindsOf(ontology.Person, ontology.Place)).has(r.kind(int(c))) {
		return nil // a word of a name: "Criminal Investigation Department"
	}
	r.findTriggers(i, r.tree.Lemma(i))
	if len(r.found) == 0 && (r.participle(i) || r.tree.token(i).UPOS == text.VERB && strings.HasSuffix(r.tree.form(i), "ed")) {
		for _, lemma := range baseForms(strings.ToLower(r.tree.form(i))) {
			r.findTriggers(i, lemma)
		}
	}
	return r.found
}

func (r *reader) findTriggers(i int, lemma string) {
	for _, t := range r.lists.triggers[lemma] {
		if len(r.found) > 0 && len(t.needs) < len(r.found[0].needs) {
			break
		}
		if t.holds(r, i) {
			r.found = append(r.found, t)
		}
	}
}

// apply makes the claims of trigger t at token i.
func (r *reader) apply(t *trigger, i int) {
	r.asVerb = t.verb
	args := append([]argument(nil), r.frame(i, t)...)
	if t.of != "" {
		args = r.objectAfter(args, i, t.of)
	}
	if t.verb {
		args = r.alsoDid(args, i)
		args = r.didWith(args, t)
	}
	if t.class == "post" && r.ofAnother(args, i) || acting[t.class] && (r.titled[i] || r.leadsElse(t, args) || r.rewarded(i)) {
		return
	}
	var s stance
	known := false
	var from, to []filler
	for _, u := range r.lists.rules[t.class] {
		if u.edge == ontology.Targeted || u.edge == ontology.Administered && (r.titled[i] || t.class == "run" && r.stall(i)) {
			continue // said by the events; "Acting Administrator of the DEA"; "ran a shop on X"
		}
		from = r.end(from[:0], args, i, &u.from, u.plain)
		if len(from) == 0 {
			continue
		}
		to = r.end(to[:0], args, i, &u.to, u.plain)
		if len(to) == 0 {
			continue
		}
		if !known {
			s, known = r.stance(r.said(t, i)), true
			s.claimed = s.claimed || r.accordingTo(i)
		}
		if s.denied || s.unreal || s.able && !u.able || s.future && !u.future {
			continue
		}
		if u.edge == ontology.Administered && t.class != "run" && r.looselyOf(args, i) {
			to = r.ofLast(to, i)
		}
		if u.single {
			from, to = from[:1], to[:1]
		} else if t.class == "citizen" && !r.plural(i) {
			from = r.nearestBefore(from, i)
		}
		if r.waits(u, t, i, args, from, to, s) {
			continue
		}
		for _, f := range from {
			for _, o := range to {
				if u.allows(r, i, f, o) {
					r.claim(u, t, i, f, o, s)
				}
			}
		}
	}
	if t.class == arresting {
		r.gapped(t, i)
	}
}

// stall reports whether what verb i has for its object is a vendor's place in a
// market: "ran a shop on X".
func (r *reader) stall(i int) bool {
	last := r.tree.sentence(i).Last
	for k := i + 1; k+1 < last && k < i+closeBy; k++ {
		switch r.tree.Lemma(k) {
		case "account", "shop", "store", "stall", "storefront", "profile":
			form := r.tree.form(k + 1)
			return form == "on" || form == "at"
		}
	}
	return false
}

// byName reports whether token i stands for a person who is named beside it: what
// "Attorney X of the District of Georgia" does, Georgia does not.
func (r *reader) byName(i int) bool {
	people := kindsOf(ontology.Person)
	if r.mentionAt(i, people) >= 0 {
		return true
	}
	if !r.isPersonNoun(i) && r.tree.token(i).UPOS != text.PROPN || r.mentionAt(i, actors) >= 0 {
		return false
	}
	for c := range r.tree.Deps(i) {
		if rel := r.tree.token(c).Rel; (rel == "flat" || isRel(rel, "appos")) && r.mentionAt(c, people) >= 0 {
			return true
		}
	}
	return false
}

// objectAfter makes what follows the preposition of a phrase such as "pull the
// plug on" its patient, or, for "agent", who does it: "the site shows a banner".
func (r *reader) objectAfter(args []argument, i int, prep string) []argument {
	kept := args[:0]
	for _, a := range args {
		switch {
		case prep == "agent" && a.slot == agent:
			a.slot = patient
		case prep == "agent" && a.slot == marked && (a.prep == "to" || a.prep == "at" && r.tree.Lemma(a.token) == "hand"):
			a.slot, a.prep = agent, "" // "fell to X", "at the hands of X"
		case a.slot == patient && a.token > i:
			for c := range r.tree.Deps(a.token) {
				if r.tree.Is(c, "nmod") && r.tree.preposition(c) == prep {
					kept = append(kept, argument{slot: patient, token: c})
				}
				if prep == "of" && r.tree.token(c).Rel == "nmod:poss" {
					kept = append(kept, argument{slot: patient, token: c}) // "took its place"
				}
			}
			continue
		case a.slot == marked && a.prep == prep:
			a.slot, a.prep = patient, ""
		}
		kept = append(kept, a)
	}
	return kept
}

// byPerson reports whether a person or a site does what the trigger says.
func (r *reader) byPerson(args []argument) bool {
	for _, a := range args {
		if a.slot == agent && (r.mentionAt(a.token, kindsOf(ontology.Person)|sites) >= 0 || r.kindNoun(a.token) || r.byName(a.token)) {
			return true
		}
	}
	return false
}

// said returns the token whose surroundings tell whether trigger t at token i is
// meant: a preposition says nothing itself.
func (r *reader) said(t *trigger, i int) int {
	if h := r.tree.Head(i); h >= 0 && (t.prep || t.class == "post" && isRel(r.tree.token(i).Rel, "obl") && r.tree.preposition(i) == "as") {
		return h
	}
	return i
}

// end appends the entities that fill the first filled slot of an end. Trees are
// asked first, then, unless the rule is plain, the order of the words.
func (r *reader) end(out []filler, args []argument, i int, e *end, plain bool) []filler {
	before := len(out)
	for _, p := range e.slots {
		if p.slot >= operation {
			continue // none of the frame
		}
		for _, a := range args {
			if a.slot == p.slot && a.prep == p.prep && !(p.slot == self && r.saysAgain(a.token, e.kinds)) && !(a.slot == agent && e.kinds == actors && r.byName(a.token)) {
				out = r.fillFrom(out, a.token, e.kinds, a.how, 0)
				if m := r.mentionAt(a.token, e.kinds); m >= 0 && p.slot == holder && r.plural(i) {
					out = r.wholeRow(out, m, e.kinds, a.how)
				}
			}
		}
		if len(out) > before {
			return out
		}
	}
	for _, p := range e.slots {
		switch p.slot {
		case operation:
			if o, how := r.operationAt(args, i); o >= 0 && e.kinds.has(ontology.Operation) {
				out = append(out, filler{o, -1, how})
				for _, a := range r.story.alsoOf[i] {
					out = put(out, filler{a.entity, -1, "the same verb"})
				}
				return out
			}
		case focus:
			if f, how := r.focusAt(i, e.kinds); f >= 0 && !r.kindNoun(i) && !r.general(args, i) {
				return append(out, filler{f, -1, how})
			}
		case topic:
			if t := r.story.site; t >= 0 && r.story.early && e.kinds.has(r.doc.Entities[t].Kind) && !r.general(args, i) {
				return append(out, filler{t, -1, "the site that the article is about"})
			}
		case around:
			out = r.around(out, i, p.reach, e.kinds)
		case authorities:
			if !r.byPerson(args) {
				out = r.authorities(out, i, p.reach, e.kinds)
			}
		case closest:
			if !r.general(args, i) {
				out = r.closest(out, i, e.kinds)
			}
		default:
			if !plain && !(p.slot == agent && e.kinds == actors && r.byPerson(args)) {
				out = r.nearby(out, i, p, e.kinds)
			}
		}
		if len(out) > before {
			return out
		}
	}
	return out
}
