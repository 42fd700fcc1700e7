package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// window is how many sentences back a description or a pronoun looks.
const window = 4

// best returns the likeliest of the groups that are mentioned in the window before
// mention i and of which fits holds, and how likely it is; -1 if there is none.
// likes adds to what speaks for a group; it may be nil.
func (r *reader) best(i int, fits func(root int) bool, likes func(root int) float64) (int, float64) {
	d := r.doc
	at := d.Mentions[i].First
	s := r.trees.Sentence(at)
	if s < 0 {
		return -1, 0
	}
	scores, more := map[int]float64{}, map[int]int{}
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
		if r.refers[j] >= 0 && (r.isSite(r.group(j)) || m.Kind == ontology.Person) {
			root = r.group(j)
		}
		if !r.anchored[root] || !fits(root) {
			continue
		}
		score := 10 - 2.5*float64(s-sm)
		if d.Sentences[sm].Paragraph != d.Sentences[s].Paragraph {
			score--
		}
		score += r.prominence(m.Head)
		if d.Sentences[sm].Kind == text.Heading || d.Sentences[sm].Kind == text.Caption {
			score -= 2
		}
		score += min(float64(r.times[root])*0.4, 2)
		if likes != nil {
			score += likes(root)
		}
		if have, ok := scores[root]; ok {
			// Further mentions in the window add a little.
			more[root]++
			score = max(score, have)
			if more[root] == 1 {
				score += 0.5
			}
		}
		scores[root] = score
		if score > top || best < 0 {
			best, top = root, score
		}
	}
	return best, top
}

// prominence returns how much the place of token i in its sentence speaks for what it
// stands for: most as the subject, less as that of a clause beside the main one
// ("after X had closed").
func (r *reader) prominence(i int) float64 {
	verb, rel := r.trees.Governor(i)
	if verb < 0 || rel != "nsubj" && rel != "nsubj:pass" {
		return 0
	}
	for range 3 {
		head, rel := r.trees.Governor(verb)
		switch {
		case head < 0:
			return 2
		case strings.HasPrefix(rel, "advcl") || strings.HasPrefix(rel, "acl"):
			return 1
		}
		verb = head
	}
	return 2
}

// kindOf returns the kind of a group.
func (r *reader) kindOf(root int) ontology.NodeKind { return r.doc.Mentions[root].Kind }
