package coref

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// window is how many sentences back a description or a pronoun looks.
const window = 4

// best returns the likeliest of the groups that are mentioned in the window before
// mention i and of which fits holds, and how likely it is; -1 if there is none.
func (r *reader) best(i int, fits func(root int) bool) (int, float64) {
	d := r.doc
	at := d.Mentions[i].First
	s := r.trees.Sentence(at)
	if s < 0 {
		return -1, 0
	}
	scores := map[int]float64{}
	best, top := -1, 0.0
	steps := 0
	for j := i - 1; j >= 0 && steps < 120; j-- {
		m := &d.Mentions[j]
		if m.Last > at {
			continue
		}
		steps++
		sm := r.trees.Sentence(m.First)
		if s-sm > window {
			break
		}
		root := r.root(j)
		if !r.anchored[root] || !fits(root) {
			continue
		}
		score := 10 - 2.5*float64(s-sm)
		if d.Sentences[sm].Paragraph != d.Sentences[s].Paragraph {
			score--
		}
		if r.subject(m.Head) {
			score += 2
		}
		if d.Sentences[sm].Kind == text.Heading || d.Sentences[sm].Kind == text.Caption {
			score -= 2
		}
		score += min(float64(r.times[root])*0.4, 3)
		if have, ok := scores[root]; ok {
			// Each further mention in the window adds a little.
			score = max(score, have) + 0.5
		}
		scores[root] = score
		if score > top || best < 0 {
			best, top = root, score
		}
	}
	return best, top
}

// subject reports whether token i is the subject of its clause.
func (r *reader) subject(i int) bool {
	_, rel := r.trees.Governor(i)
	return rel == "nsubj" || rel == "nsubj:pass"
}

// kindOf returns the kind of a group.
func (r *reader) kindOf(root int) ontology.NodeKind { return r.doc.Mentions[root].Kind }
