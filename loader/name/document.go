package name

import (
	"onymous/loader/text"
)

// A spelling is what occurrences of one name share in a document.
type spelling struct {
	total [types + 1]int32 // 0 is for being no name
	found int
}

// agree decides the names of a document together: what is spelled alike is of
// one type, or no name, everywhere in the document.
func agree(d *text.Doc, tokens []token, score [][labels]int32, found []text.Name) []text.Name {
	if len(found) == 0 {
		return nil
	}
	spellings := make(map[string]*spelling)
	lengths := make(map[uint64]int) // longest spelling by its first word
	for _, n := range found {
		key := spell(d, n.First, n.Last)
		s := spellings[key]
		if s == nil {
			s = &spelling{}
			spellings[key] = s
		}
		s.found++
		first := tokens[n.First].Form
		lengths[first] = max(lengths[first], n.Last-n.First)
	}
	inName := make([]int, len(tokens)) // 1 + index in found of the name that a token is in
	for i, n := range found {
		for k := n.First; k < n.Last; k++ {
			inName[k] = i + 1
		}
	}
	var places []text.Name // all occurrences
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			for n := min(lengths[tokens[i].Form], s.Last-i); n > 0; n-- {
				sp := spellings[spell(d, i, i+n)]
				if sp == nil || !alone(found, inName, i, i+n) {
					continue
				}
				sp.add(score[i : i+n])
				places = append(places, text.Name{First: i, Last: i + n})
				i += n - 1
				break
			}
		}
	}
	var out []text.Name
	for _, p := range places {
		if p.Type = spellings[spell(d, p.First, p.Last)].best(); p.Type != 0 {
			out = append(out, p)
		}
	}
	return out
}

// alone reports whether the tokens [first, last) are one of the names found, or
// touch none.
func alone(found []text.Name, inName []int, first, last int) bool {
	for k := first; k < last; k++ {
		if i := inName[k]; i != 0 && (found[i-1].First != first || found[i-1].Last != last) {
			return false
		}
	}
	return true
}

func spell(d *text.Doc, first, last int) string {
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

// steadiness bounds what one occurrence says against a type, so that one odd
// sentence does not outweigh the others.
const steadiness = 100

// add adds what the model says of one occurrence.
func (s *spelling) add(score [][labels]int32) {
	var sum [types + 1]int32
	for i := range score {
		sum[0] += score[i][outside]
	}
	ls := make([]label, len(score))
	top := int32(never)
	for t := text.PersonName; int(t) <= types; t++ {
		mark(ls, t)
		for i, l := range ls {
			sum[t] += score[i][l]
		}
	}
	for _, v := range sum {
		top = max(top, v)
	}
	for t, v := range sum {
		s.total[t] += max(v-top, -steadiness)
	}
}

func (s *spelling) best() text.NameType {
	best := 0
	for t, v := range s.total {
		if v > s.total[best] {
			best = t
		}
	}
	return text.NameType(best)
}
