package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A person is a full name: where it stands first, and how often it does.
type person struct {
	at    int // mention
	words []string
	times int
}

// people joins the forms of people's names: "Steven Chase" with "Steven W. Chase",
// "Cazes" with the Cazes that the article is about.
func (r *reader) people() {
	d := r.doc
	var full []*person
	var single []int
	seen := map[string]*person{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != ontology.Person || m.Form != text.Proper {
			continue
		}
		key := naming.Key(d.Form(m.Span))
		w := strings.Fields(key)
		if len(w) < 2 {
			single = append(single, i)
			continue
		}
		if p := seen[key]; p != nil {
			p.times++
			continue
		}
		p := &person{i, w, 1}
		seen[key] = p
		full = append(full, p)
	}
	if len(full) > 2000 {
		return
	}
	for x, p := range full {
		for _, q := range full[:x] {
			if r.root(p.at) != r.root(q.at) && (within(p.words, q.words) || within(q.words, p.words)) {
				r.join(p.at, q.at, "the same first and last name")
				q.times += p.times
				break
			}
		}
	}
	byWord := index(full)
	for _, i := range single {
		key := naming.Key(d.Form(d.Mentions[i].Span))
		address := r.address(i)
		var best *person
		for _, p := range byWord[key] {
			if address != unknown && r.genderAt(p) != unknown && r.genderAt(p) != address {
				continue
			}
			if best == nil || lastIs(p.words, key) && !lastIs(best.words, key) || p.times > best.times && lastIs(p.words, key) == lastIs(best.words, key) {
				best = p
			}
		}
		if best == nil && len(byWord[key]) > 0 {
			if best = byWord[key][0]; r.spouse(i, single, best) {
				continue
			}
		}
		if best != nil {
			r.join(i, best.at, "part of the name")
			best.times++
		}
	}
}

// plurals takes what looks like a name and is the plural of a surname of several people for
// no name: "the Mathers".
func (r *reader) plurals() {
	times := map[string]int{}
	full := map[string]bool{}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if form := r.doc.Form(m.Span); m.Kind == ontology.Person && m.Form == text.Proper && m.Last-m.First > 1 && !full[form] {
			full[form] = true
			times[r.word(m.Last-1)+"s"]++
		}
	}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Form == text.Proper && m.Last-m.First == 1 && times[r.word(m.First)] > 1 {
			m.Kind = 0
		}
	}
}

// genderAt returns the gender of the given name of p.
func (r *reader) genderAt(p *person) gender { return givenGender(r.word(r.doc.Mentions[p.at].First)) }

// address returns the gender that the form of address before mention i says.
func (r *reader) address(i int) gender {
	switch r.word(r.doc.Mentions[i].First - 1) {
	case "Mr", "Mr.", "Sir", "Herr":
		return male
	case "Ms", "Ms.", "Mrs", "Mrs.", "Miss", "Dame", "Frau":
		return female
	}
	return unknown
}

// givenGender returns the gender of a given name.
func givenGender(name string) gender {
	switch g, _ := lexicon.GivenNames().Get(name); {
	case g.Female && !g.Male:
		return female
	case g.Male && !g.Female:
		return male
	}
	return unknown
}

// spouse joins surname i, which the form of address keeps from person p, with the relative
// of whom the text has the given name only: "John Mather and his wife Colette", "Mrs
// Mather". It reports whether there is one.
func (r *reader) spouse(i int, single []int, p *person) bool {
	at := r.doc.Mentions[p.at].Last
	for _, j := range single {
		m := &r.doc.Mentions[j]
		if m.First > at && m.First < at+9 && kin(r.word(m.First-1)) {
			r.join(i, j, "of the same family")
			r.family[r.root(i)] = r.doc.Form(r.doc.Mentions[i].Span)
			return true
		}
	}
	return false
}

// index returns the people by their last and first names, and by what stands between
// where no other is called so: "Ferreira" for Daniel Ferreira Pinto.
func index(full []*person) map[string][]*person {
	byWord := map[string][]*person{}
	for _, p := range full {
		byWord[p.words[len(p.words)-1]] = append(byWord[p.words[len(p.words)-1]], p)
		byWord[p.words[0]] = append(byWord[p.words[0]], p)
	}
	for _, p := range full {
		for _, w := range p.words[1 : len(p.words)-1] {
			if len(w) > 3 && byWord[w] == nil {
				byWord[w] = []*person{p}
			}
		}
	}
	return byWord
}

func lastIs(words []string, w string) bool { return words[len(words)-1] == w }

// within reports whether the shorter name a begins and ends as b does, with
// nothing that b has not: "Steven Chase" and "Steven W. Chase".
func within(a, b []string) bool {
	if len(a) > len(b) || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	at := 0
	for _, w := range b {
		if at < len(a) && w == a[at] {
			at++
		}
	}
	return at == len(a)
}
