package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/text"
)

// people joins the forms of people's names: "Steven Chase" with "Steven W. Chase",
// "Cazes" with the Cazes that the article is about.
func (r *reader) people() {
	d := r.doc
	type person struct {
		at    int // first mention
		words []string
		times int
	}
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
	byWord := map[string][]*person{}
	for _, p := range full {
		byWord[p.words[len(p.words)-1]] = append(byWord[p.words[len(p.words)-1]], p)
		byWord[p.words[0]] = append(byWord[p.words[0]], p)
	}
	for _, i := range single {
		key := naming.Key(d.Form(d.Mentions[i].Span))
		var best *person
		for _, p := range byWord[key] {
			if best == nil || lastIs(p.words, key) && !lastIs(best.words, key) || p.times > best.times && lastIs(p.words, key) == lastIs(best.words, key) {
				best = p
			}
		}
		if best != nil {
			r.join(i, best.at, "part of the name")
			best.times++
		}
	}
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

// aliases joins handles with the person whom they are said to belong to.
func (r *reader) aliases() {
	d := r.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != ontology.Person || m.Form != text.Proper || m.Why != "introduced as an alias" {
			continue
		}
		if r.root(i) != i && d.Mentions[r.root(i)].Why != m.Why {
			continue
		}
		if o := r.owner(i); o >= 0 {
			r.join(i, o, "said to be an alias")
		}
	}
}

// owner returns the person in the sentence of alias i that it belongs to.
func (r *reader) owner(i int) int {
	d := r.doc
	m := &d.Mentions[i]
	s := max(r.trees.Sentence(m.First), 0)
	best := -1
	for j := i - 1; j >= 0 && d.Mentions[j].First >= d.Sentences[s].First; j-- {
		o := &d.Mentions[j]
		if o.Kind == ontology.Person && o.Form == text.Proper && o.Why != m.Why {
			best = j
			break
		}
	}
	if best >= 0 {
		return best
	}
	for j := i + 1; j < len(d.Mentions) && d.Mentions[j].First < d.Sentences[s].Last; j++ {
		o := &d.Mentions[j]
		if o.Kind == ontology.Person && o.Form == text.Proper && o.Why != m.Why {
			return j
		}
	}
	return -1
}
