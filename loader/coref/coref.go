// Package coref says which mentions of an article refer to the same thing, and
// makes an entity of each group.
//
// Names come first: forms of one name, acronyms, surnames, handles. Then
// descriptions ("the site") and pronouns look back for what they stand for. Only
// the article itself is consulted, and the outcome is the same each time.
package coref

import (
	"slices"

	"onymous/graph/ontology"
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
	r.names()
	r.people()
	r.aliases()
	r.finish()
	return nil
}

// A reader resolves the mentions of one article. Groups of mentions are a
// forest: parent leads to the mention that stands for the group.
type reader struct {
	doc    *text.Doc
	parent []int
	why    []string // of each mention, how it came to its group
}

func newReader(d *text.Doc) *reader {
	r := &reader{doc: d, parent: make([]int, len(d.Mentions)), why: make([]string, len(d.Mentions))}
	for i := range r.parent {
		r.parent[i] = i
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

// finish makes an entity of each group of mentions that has a kind.
func (r *reader) finish() {
	d := r.doc
	index := map[int]int{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Entity = -1
		if m.Kind == 0 {
			continue
		}
		root := r.root(i)
		at, ok := index[root]
		if !ok {
			at = len(d.Entities)
			index[root] = at
			d.Entities = append(d.Entities, text.Entity{Kind: d.Mentions[root].Kind})
		}
		m.Entity = at
		d.Entities[at].Mentions = append(d.Entities[at].Mentions, i)
	}
	for i := range d.Entities {
		r.nameOf(&d.Entities[i])
	}
}

// nameOf chooses the name of an entity from its forms.
func (r *reader) nameOf(e *text.Entity) {
	var forms []string
	canonical := ""
	for _, i := range e.Mentions {
		m := &r.doc.Mentions[i]
		if c := canonicalOf(r.doc, m); c != "" {
			canonical = c
		}
		if m.Form == text.Proper && !isDemonym(r.doc, m) {
			forms = append(forms, shown(r.doc, m)...)
		}
	}
	switch e.Kind {
	case ontology.Place, ontology.Technology, ontology.Commodity:
		if canonical != "" {
			e.Name = canonical
		}
	}
	for _, f := range forms {
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
	slices.Sort(forms)
	for _, f := range slices.Compact(forms) {
		if f != e.Name {
			e.Aliases = append(e.Aliases, f)
		}
	}
}

// better reports whether form a makes a better name than b.
func better(kind ontology.NodeKind, a, b string) bool {
	if b == "" {
		return true
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
