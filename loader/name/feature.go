package name

import (
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// A view is a token of a sentence with what stands around it, ready for its
// features to be read.
type view struct {
	sentence []token
	words    []text.Token // of the sentence
	before   int          // tokens of the document before the sentence
	i        int
	mixed    uint64 // whether capitals say something
	template uint64
	out      []uint64
}

// at returns the token that many places from the one in view.
func (v *view) at(distance int) *token {
	if i := v.i + distance; i >= 0 && i < len(v.sentence) {
		return &v.sentence[i]
	}
	return &edge
}

// add appends a feature of the next template.
func (v *view) add(values ...uint64) {
	v.template++
	v.out = append(v.out, feature.Hash(v.template, values...))
}

// view returns token i of a sentence of a document, ready for its features.
func (r *reader) view(d *text.Doc, s text.Sentence, i int, mixed bool) view {
	return view{sentence: r.tokens[s.First:s.Last], words: d.Tokens[s.First:s.Last], before: s.First, i: i, mixed: bit(mixed), out: r.features[:0]}
}

// featuresOf returns the features of token i of a sentence in which capitals say
// something if mixed. The slice is used again by the next call.
func (r *reader) featuresOf(d *text.Doc, s text.Sentence, i int, mixed bool) []uint64 {
	v := r.view(d, s, i, mixed)
	v.spelling()
	v.neighbours()
	v.tags()
	v.lists()
	v.document()
	first, last := v.run()
	v.tree(first, last)
	r.features = v.out
	return v.out
}

func (v *view) spelling() {
	t := v.at(0)
	v.add()
	v.add(t.Form)
	v.add(t.Lower)
	v.add(t.Shape)
	for _, s := range t.Suffix[1:] {
		v.add(s)
	}
	for _, p := range t.Prefix[1:] {
		v.add(p)
	}
}

func (v *view) neighbours() {
	t, p, n := v.at(0), v.at(-1), v.at(1)
	v.add(p.Lower)
	v.add(n.Lower)
	v.add(v.at(-2).Lower)
	v.add(v.at(2).Lower)
	v.add(p.Shape, t.Shape)
	v.add(t.Shape, n.Shape)
	v.add(p.Shape, t.Shape, n.Shape)
	v.add(p.Lower, t.Lower)
	v.add(t.Lower, n.Lower)
	v.add(p.Lower, t.Shape)
	v.add(n.Lower, t.Shape)
	v.add(bit(p == &edge), bit(n == &edge), t.Shape)
	for k := 3; k <= 4; k++ {
		v.add(v.at(-k).Lower, t.Shape)
		v.add(v.at(k).Lower, t.Shape)
	}
}

func (v *view) tags() {
	t, p, n := v.at(0).tag, v.at(-1).tag, v.at(1).tag
	v.add(t)
	v.add(p)
	v.add(n)
	v.add(p, t)
	v.add(t, n)
	v.add(v.at(-2).tag, p)
	v.add(n, v.at(2).tag)
}

func (v *view) lists() {
	t, p, n := v.at(0), v.at(-1), v.at(1)
	v.add(t.lists, t.Shape)
	v.add(p.lists, t.lists, bit(t.capital))
	v.add(t.lists, n.lists, bit(t.capital))
	template := v.template
	for k := range len(listNames) {
		for d, o := range [...]*token{t, p, n} {
			if b := o.lists >> (2 * k) & 3; b != 0 {
				v.template = template
				v.add(uint64(k), uint64(d), b, bit(t.capital))
			}
		}
	}
	v.template = template + 1
}

func (v *view) document() {
	t := v.at(0)
	v.add(t.caps, t.Shape)
	v.add(t.caps, t.Shape, bit(v.i == 0), v.mixed)
	v.add(t.first)
	v.add(t.last)
}

// longestRun bounds how far the ends of a run of capitalised words are looked
// for.
const longestRun = 8

// run adds the features of the run of capitalised words that the token is in, and
// returns its first and last token.
func (v *view) run() (first, last int) {
	first, last = v.i, v.i
	for v.i-first < longestRun && first > 0 && v.sentence[first].capital && v.sentence[first-1].capital {
		first--
	}
	for last-v.i < longestRun && last+1 < len(v.sentence) && v.sentence[last].capital && v.sentence[last+1].capital {
		last++
	}
	f, l, capital := &v.sentence[first], &v.sentence[last], bit(v.at(0).capital)
	v.add(f.Lower, capital)
	v.add(l.Lower, capital)
	v.add(v.at(first-v.i-1).Lower, capital)
	v.add(v.at(last-v.i+1).Lower, capital)
	return first, last
}

// tree adds what the tree says of the run of capitalised words from first to last:
// on what it depends and how, by which preposition, and what stands in apposition
// to it.
func (v *view) tree(first, last int) {
	top := v.i
	for range last - first {
		h := v.words[top].Head - v.before
		if h < first || h > last {
			break
		}
		top = h
	}
	capital := bit(v.at(0).capital)
	relation, governor := feature.HashString(v.words[top].Rel), &edge
	if h := v.words[top].Head; h >= 0 {
		governor = &v.sentence[h-v.before]
	}
	v.add(relation, governor.Lower, capital)
	v.add(relation, governor.tag, capital)
	preposition := &edge
	for k := first - 1; k >= max(0, first-longestRun); k-- {
		if w := &v.words[k]; w.Head-v.before == top && w.Rel == "case" {
			preposition = &v.sentence[k]
		}
	}
	v.add(preposition.Lower, relation, capital)
	v.add(preposition.Lower, governor.Lower, capital)
	apposition := &edge
	for k := last + 1; k < min(len(v.words), last+longestRun); k++ {
		if w := &v.words[k]; w.Head-v.before == top && w.Rel == "appos" {
			apposition = &v.sentence[k]
			break
		}
	}
	v.add(apposition.Lower, capital)
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
