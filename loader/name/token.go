package name

import (
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A token is what the features say of a token by itself.
type token struct {
	feature.Word
	tag     uint64 // XPOS
	lists   uint64 // two bits a list, see lists.mark
	capital bool
	small   bool // has no capital
	word    bool // has a letter or a digit

	writing int32 // in reader.writings, of a word

	// What the document says of the word elsewhere.
	caps  uint64 // how it is written where no capital is needed: see writing
	first uint64 // the word that most often stands before it in a run of capitals
	last  uint64 // and behind it
}

// A reader makes the features of documents. It belongs to one goroutine.
type reader struct {
	lists    *lists
	words    *feature.Reader
	tokens   []token
	numbers  map[uint64]int32 // of words, by their Lower, in writings
	writings []writing
	features []uint64
	rows     []int32 // numbers of features
	buffer   neural.Buffer
	scores   []float32 // of the net
}

func newReader() *reader {
	return &reader{words: new(feature.Reader), lists: loadLists(), numbers: make(map[uint64]int32)}
}

// edge stands for what is before the first token of a sentence and behind the
// last one.
var edge = token{Word: feature.Word{Form: 1, Lower: 1, Shape: 1}, tag: 1}

// read fills r.tokens from a document.
func (r *reader) read(d *text.Doc) {
	r.tokens = r.tokens[:0]
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := d.Form(t.Span)
		c, _ := utf8.DecodeRuneInString(form)
		tok := token{
			Word:    r.words.Read(form),
			capital: unicode.IsUpper(c),
			small:   unicode.IsLower(c),
			word:    unicode.IsLetter(c) || unicode.IsDigit(c),
		}
		if t.XPOS != "" {
			tok.tag = feature.HashString(t.XPOS)
		}
		r.tokens = append(r.tokens, tok)
	}
	for _, s := range d.Sentences {
		r.lists.mark(r.tokens[s.First:s.Last])
	}
	r.readWriting(d)
}

// writing counts how a word is written in a document, in sentences where
// capitals say something.
type writing struct {
	capital, small int
	before, behind tallest
}

// How a word is written where it need not have a capital.
const (
	capsNever uint64 = iota
	capsSometimes
	capsAlways
	capsUnknown
)

// readWriting fills what the document says of its words.
func (r *reader) readWriting(d *text.Doc) {
	clear(r.numbers)
	r.writings = r.writings[:0]
	for _, s := range d.Sentences {
		sentence := r.tokens[s.First:s.Last]
		telling := mixed(sentence)
		for i := range sentence {
			t := &sentence[i]
			if !t.word {
				continue
			}
			n, ok := r.numbers[t.Lower]
			if !ok {
				n = int32(len(r.writings))
				r.numbers[t.Lower] = n
				r.writings = append(r.writings, writing{})
			}
			t.writing = n
			r.writings[n].count(sentence, i, telling)
		}
	}
	for i := range r.tokens {
		if t := &r.tokens[i]; t.word {
			w := &r.writings[t.writing]
			t.caps, t.first, t.last = w.caps(), w.before.key, w.behind.key
		}
	}
}

func (w *writing) count(sentence []token, i int, telling bool) {
	t := &sentence[i]
	if t.small {
		w.small++
	}
	if !t.capital || !telling {
		return
	}
	if i > 0 && sentence[i-1].word {
		w.capital++
	}
	if i > 0 && sentence[i-1].capital {
		w.before.add(sentence[i-1].Lower)
	}
	if i+1 < len(sentence) && sentence[i+1].capital {
		w.behind.add(sentence[i+1].Lower)
	}
}

func (w *writing) caps() uint64 {
	switch {
	case w.capital > 0 && w.small > 0:
		return capsSometimes
	case w.capital > 0:
		return capsAlways
	case w.small == 0:
		return capsUnknown
	}
	return capsNever
}

// tallest finds what was added most often, in one pass and little memory (Boyer
// and Moore, 1981): exact where one thing is more than half of all.
type tallest struct {
	key   uint64
	count int
}

func (t *tallest) add(key uint64) {
	switch {
	case t.count == 0:
		t.key, t.count = key, 1
	case t.key == key:
		t.count++
	default:
		t.count--
	}
}

// mixed reports whether capitals say something in a sentence: at least half of
// its words are without.
func mixed(sentence []token) bool {
	capital, small := 0, 0
	for i := range sentence {
		if sentence[i].capital {
			capital++
		} else if sentence[i].small {
			small++
		}
	}
	return small >= capital
}

var properTags = [...]uint64{feature.HashString("NNP"), feature.HashString("NNPS")}

// likely reports whether token i of a sentence may be part of a name: it has a
// capital, the tagger says so, it is a number beside what looks like a name, or it
// stands between two such words, as "of the" does.
func likely(sentence []token, i int) bool {
	t := &sentence[i]
	if t.capital || t.proper() {
		return true
	}
	before, behind := nameLike(sentence, i-1), nameLike(sentence, i+1)
	if t.word && !t.small {
		return before || behind
	}
	return (before || nameLike(sentence, i-2)) && (behind || nameLike(sentence, i+2))
}

// nameLike reports whether token i of a sentence has a capital that it does not
// owe to its place.
func nameLike(sentence []token, i int) bool {
	return i >= 0 && i < len(sentence) && sentence[i].capital && (i > 0 || sentence[i].proper())
}

func (t *token) proper() bool { return t.tag == properTags[0] || t.tag == properTags[1] }
