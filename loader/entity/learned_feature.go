package entity

import (
	"math"
	"slices"
	"strings"

	"onymous/loader/internal/classifier"
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// The templates of features.
const (
	ofTopic uint64 = iota + 1
	ofCount
	ofLength
	ofSpelling
	ofVote
	ofVerdict
	ofSum
	ofSpan
	ofRelation
	ofDeterminer
	ofGovernor
	ofSecondGovernor
	ofDependent
	ofBefore
	ofBehind
	ofAround
	ofRecognised
	ofSentence
)

const (
	maxSighted = 8  // spans of a name that are looked at
	around     = 10 // words on either side of a span
)

// A sighter sees what a network may know of names.
type sighter struct {
	*witness
	seen []uint64 // of each token
	out  []uint64
}

func newSighter(w *witness) *sighter {
	s := &sighter{witness: w, seen: classifier.Sights(w.doc)}
	for _, sp := range w.spans {
		for i := sp.first; i < sp.last; i++ {
			s.seen[i] = classifier.Named(sp.kind)
		}
	}
	return s
}

func (s *sighter) see(template uint64, values ...uint64) {
	s.out = append(s.out, feature.Hash(template, values...))
}

// features returns what there is to know of a name: what rules hold it for and why, how
// it is spelled, and the words around it, wherever it stands. The slice is the caller's.
func (s *sighter) features(it *name) []uint64 {
	s.out = nil
	t := s.topic
	s.see(ofTopic, classifier.Bit(t.crime), classifier.Bit(t.story), classifier.Bit(t.police), classifier.Bit(t.war), classifier.Bit(t.services))
	s.see(ofTopic, classifier.Bit(t.crime), classifier.Bit(t.story))
	s.see(ofCount, classifier.Size(len(it.spans)))
	s.spelling(it)
	s.see(ofVerdict, uint64(it.kind))
	for _, v := range it.ballot.votes {
		s.see(ofVote, uint64(v.kind), feature.HashString(v.why))
	}
	sum, _ := it.ballot.scores()
	for k, v := range sum {
		if v != 0 {
			s.see(ofSum, uint64(k), classifier.Size(int(2*math.Abs(v))), classifier.Bit(v > 0))
		}
	}
	for _, i := range it.spans[:min(len(it.spans), maxSighted)] {
		s.span(s.spans[i])
	}
	slices.Sort(s.out)
	return slices.Compact(s.out)
}

func (s *sighter) spelling(it *name) {
	words := strings.Fields(strings.ToLower(it.form))
	if len(words) == 0 {
		return
	}
	s.see(ofLength, classifier.Size(len(words)))
	low := strings.Join(words, " ")
	s.see(ofSpelling, 1, feature.HashString(words[0]))
	s.see(ofSpelling, 2, feature.HashString(words[len(words)-1]))
	s.see(ofSpelling, 3, feature.HashString(low[max(0, len(low)-3):]))
	s.see(ofSpelling, 4, feature.HashString(low[:min(3, len(low))]))
	s.see(ofSpelling, 5, classifier.Bit(strings.Contains(low, ".")), classifier.Bit(strings.ContainsAny(low, "0123456789")))
	s.see(ofSpelling, 6, uint64(s.shape[s.spans[it.spans[0]].first]), classifier.Size(len(words)))
	s.see(ofSpelling, 7, classifier.Bit(s.lowered(low)))
}

// span adds one place where the name stands.
func (s *sighter) span(sp span) {
	d := s.doc
	s.see(ofSpan, uint64(sp.kind))
	s.see(ofSpan, uint64(sp.kind), classifier.Bit(sp.title), classifier.Bit(sp.post), classifier.Bit(sp.alias), classifier.Bit(sp.second), classifier.Bit(sp.weak))
	s.see(ofSentence, uint64(d.Sentences[s.sentence[sp.first]].Kind))
	for _, n := range s.recognisedIn(sp) {
		s.see(ofRecognised, uint64(n.Type), classifier.Bit(n.First == sp.first && n.Last == sp.last))
	}
	s.tree(sp)
	s.neighbours(sp)
}

// recognisedIn returns the names of the recogniser that overlap a span.
func (s *sighter) recognisedIn(sp span) []text.Name {
	names := s.doc.Names
	first, _ := slices.BinarySearchFunc(names, sp.first, func(n text.Name, at int) int { return n.Last - 1 - at })
	last := first
	for last < len(names) && names[last].First < sp.last {
		last++
	}
	return names[first:last]
}

// tree adds what the span hangs on and what hangs on it.
func (s *sighter) tree(sp span) {
	tokens := s.doc.Tokens
	head := headOf(tokens, sp.first, sp.last)
	relation := feature.HashString(tokens[head].Rel)
	preposition := classifier.Nothing
	for c := range s.trees.Deps(head) {
		if c >= sp.first && c < sp.last {
			continue
		}
		switch rel := tokens[c].Rel; rel {
		case "case":
			preposition = s.seen[c]
		case "det":
			s.see(ofDeterminer, s.seen[c])
		default:
			s.see(ofDependent, feature.HashString(rel), s.seen[c])
		}
	}
	s.see(ofRelation, relation)
	s.see(ofRelation, relation, preposition)
	up := s.trees.Head(head)
	if up < 0 {
		return
	}
	s.see(ofGovernor, s.seen[up])
	s.see(ofGovernor, s.seen[up], relation, preposition)
	if upper := s.trees.Head(up); upper >= 0 {
		s.see(ofSecondGovernor, s.seen[upper], feature.HashString(tokens[up].Rel))
	}
}

// neighbours adds the words before and behind the span.
func (s *sighter) neighbours(sp span) {
	first, last := s.bounds(sp.first)
	at := func(i int) uint64 {
		if i < first || i >= last {
			return classifier.Nothing
		}
		return s.seen[i]
	}
	for n := range 3 {
		before, behind := at(sp.first-1-n), at(sp.last+n)
		s.see(ofBefore, uint64(n), before)
		s.see(ofBefore, 9, before)
		s.see(ofBehind, uint64(n), behind)
		s.see(ofBehind, 9, behind)
	}
	s.see(ofBefore, 8, at(sp.first-2), at(sp.first-1))
	s.see(ofBehind, 8, at(sp.last), at(sp.last+1))
	for i := max(first, sp.first-around); i < min(last, sp.last+around); i++ {
		if i >= sp.first && i < sp.last {
			continue
		}
		switch s.doc.Tokens[i].UPOS {
		case text.NOUN, text.VERB, text.ADJ:
			s.see(ofAround, s.seen[i])
		}
	}
}
