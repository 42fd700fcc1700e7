// Package coref says which mentions of an article refer to the same thing, and
// makes an entity of each group.
//
// Names come first: forms of one name, acronyms, surnames, handles. Then
// descriptions ("the site", "the raids") and pronouns look back for what they
// stand for, and those of people whom the text has yet to name ("a Leeds man was
// jailed") look ahead (newcomer.go).
//
// # What can surprise
//
// A description or a pronoun that nothing fits keeps no entity, and is no entity
// by itself. Only the article itself is consulted.
package coref

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/tree"
	"onymous/loader/text"
)

// Stage fills Doc.Entities and Mention.Entity.
var Stage = text.Stage{
	Name:  "coref",
	Needs: text.Tokens | text.Tags | text.Trees | text.Mentions,
	Gives: text.Entities,
	Apply: apply,
}

func apply(d *text.Doc) error {
	r := newReader(d)
	r.plurals()
	r.names()
	r.people()
	r.aliases()
	r.anchor()
	r.learn()
	r.arrive()
	r.descriptions()
	r.orphans()
	r.operations()
	r.finish()
	return nil
}

// A reader resolves the mentions of one article. Groups of mentions that share a
// name are a forest: parent leads to the mention that stands for the group.
type reader struct {
	doc    *text.Doc
	trees  *tree.Trees
	parent []int
	refers []int    // of each mention, the group that it refers to without naming it, -1 for none
	why    []string // of each mention, how it came to its group
	silent []bool   // of each mention, whether it only adds to the name before it: "X, a baker"

	// Of each group, by the mention that stands for it:
	anchored []bool // it has a name
	members  [][]int
	times    []int // how often it is mentioned
	gender   []gender
	ages     []string
	posts    []bool     // holds an office
	called   [][]string // nouns for people beside a name: "Judge Forrest"

	family []string // of those of whom the text has the given name only: the surname

	sorts []sort // of markets and services, what they are called

	heroGroup int // of the person who is named the most, -1 for nobody
	heroKnown bool
	beginner  int // of the person of whom the article tells first, without his name, -1 for nobody

	byHead map[int]int // token -> the mention that it is the head of

	sites    []int // the groups of markets and services, the most mentioned first
	bodies   []int // the groups of agencies, in text order
	arrivals []int // where running text first names each person
}

func newReader(d *text.Doc) *reader {
	n := len(d.Mentions)
	r := &reader{
		doc: d, trees: tree.Plant(d), beginner: -1, parent: make([]int, n), refers: make([]int, n), why: make([]string, n), silent: make([]bool, n),
		anchored: make([]bool, n), members: make([][]int, n), times: make([]int, n), gender: make([]gender, n), ages: make([]string, n), posts: make([]bool, n), called: make([][]string, n), sorts: make([]sort, n), family: make([]string, n),
	}
	for i := range r.parent {
		r.parent[i], r.refers[i] = i, -1
	}
	return r
}

func (r *reader) root(i int) int {
	for r.parent[i] != i {
		r.parent[i] = r.parent[r.parent[i]]
		i = r.parent[i]
	}
	return i
}

// join puts mention i into the group of mention j.
func (r *reader) join(i, j int, why string) {
	a, b := r.root(i), r.root(j)
	if a == b {
		return
	}
	// The earlier mention stands for the group, so that entities keep text order.
	if a < b {
		a, b = b, a
	}
	r.parent[a] = b
	r.why[i] = why
}

// anchor marks the groups that have a name.
func (r *reader) anchor() {
	for i := range r.doc.Mentions {
		if m := &r.doc.Mentions[i]; named(m) {
			r.anchored[r.root(i)] = true
		}
	}
}

// named reports whether a mention names what it refers to. Goods and
// technologies are named by common nouns.
func named(m *text.Mention) bool {
	return m.Form == text.Proper && m.Kind != 0 || m.Form == text.Nominal && (m.Kind == ontology.Commodity || m.Kind == ontology.Technology)
}

// finish makes an entity of each group.
func (r *reader) finish() {
	d := r.doc
	index := map[int]int{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Entity = -1
		root := r.group(i)
		if !r.anchored[root] || r.refers[i] < 0 && !named(m) || r.silent[i] {
			continue
		}
		at, ok := index[root]
		if !ok {
			at = len(d.Entities)
			index[root] = at
			d.Entities = append(d.Entities, text.Entity{Kind: d.Mentions[root].Kind})
		}
		m.Entity = at
		if r.why[i] != "" {
			if m.Why != "" {
				m.Why += ", "
			}
			m.Why += r.why[i]
		}
	}
	r.gather()
	for i := range d.Entities {
		if e := &d.Entities[i]; !e.Unnamed {
			r.nameOf(e)
		}
	}
}

// gather lists the mentions of each entity.
func (r *reader) gather() {
	d := r.doc
	for i := range d.Mentions {
		if e := d.Mentions[i].Entity; e >= 0 {
			d.Entities[e].Mentions = append(d.Entities[e].Mentions, i)
		}
	}
}

// nameOf chooses the name of an entity from its forms.
func (r *reader) nameOf(e *text.Entity) {
	var forms, said []string // said: outside of headlines, where other words have capitals too
	canonical := ""
	for _, i := range e.Mentions {
		m := &r.doc.Mentions[i]
		if !named(m) {
			continue
		}
		if c := canonicalOf(r.doc, m); c != "" {
			canonical = c
		}
		if m.Form == text.Proper && !isDemonym(r.doc, m) {
			forms = append(forms, shown(r.doc, m))
			if !r.inHeading(m) {
				said = append(said, shown(r.doc, m))
			}
		}
	}
	if len(said) == 0 {
		said = forms
	}
	switch e.Kind {
	case ontology.Place, ontology.Technology, ontology.Commodity:
		if canonical != "" {
			e.Name = canonical
		}
	}
	for _, f := range said {
		if better(e.Kind, f, e.Name) && (canonical == "" || e.Kind == ontology.Agency || e.Kind == ontology.Organization) {
			e.Name = f
		}
	}
	if canonical != "" && abbreviation(e.Name) {
		e.Name = canonical
	}
	if e.Name == "" {
		e.Name = canonical
	}
	if family := r.family[r.root(e.Mentions[0])]; family != "" && spaces(e.Name) == 0 {
		forms = slices.DeleteFunc(forms, func(f string) bool { return f == family })
		e.Name = forms[0] + " " + family
	}
	slices.Sort(forms)
	for _, f := range slices.Compact(forms) {
		if f != e.Name {
			e.Aliases = append(e.Aliases, f)
		}
	}
}

// inHeading reports whether a mention stands in a headline.
func (r *reader) inHeading(m *text.Mention) bool {
	s := r.trees.Sentence(m.First)
	return s >= 0 && r.doc.Sentences[s].Kind == text.Heading
}

// better reports whether form a makes a better name than b.
func better(kind ontology.NodeKind, a, b string) bool {
	if b == "" {
		return true
	}
	if strings.HasPrefix(strings.ToLower(a), strings.ToLower(b)+".") {
		return false // "iSpoof.cc" is where iSpoof was
	}
	if kind == ontology.Person {
		// A handle of one word gives way to a full name.
		x, y := spaces(a), spaces(b)
		if (x == 0) != (y == 0) {
			return x > 0
		}
	}
	return len(a) > len(b)
}

func spaces(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] == ' ' {
			n++
		}
	}
	return n
}

// abbreviation reports whether a name has no lower-case letter.
func abbreviation(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return true
}
