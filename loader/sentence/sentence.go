// Package sentence divides a text into sentences and says what kind each is.
//
// # Paragraphs
//
// A paragraph ends at an empty line, and at a line break unless the text was
// broken to a width: then a line that had no room for the next line's first word
// goes on. Offsets never change; a sentence may have a line break inside it.
//
// # Sentences
//
// Headings, captions, items of lists, datelines, labels of speakers and bylines
// are sentences of their own. The mark of an item and the label of a caption
// stand outside of it.
//
// # What can surprise
//
// The spans of sentences do not cover the text. A sentence is at most 3,000 bytes
// long: what is longer is cut at white space, or anywhere if there is none, so
// that later stages may do work that grows faster than a sentence.
package sentence

import (
	"unicode/utf8"

	"onymous/loader/text"
)

// Stage fills Doc.Sentences, but for the ranges of tokens.
var Stage = text.Stage{Name: "sentence", Gives: text.Sentences, Apply: apply}

// maxSentence bounds a sentence in bytes. The longest of the treebanks has 1,300.
const maxSentence = 3000

func apply(d *text.Doc) error {
	paragraphs := paragraphsOf(d.Text)
	label := speakers(d.Text, paragraphs)
	b := builder{doc: d}
	pieces := make([][]piece, len(paragraphs))
	for i, p := range paragraphs {
		pieces[i] = divide(d.Text, p, d.Title)
	}
	rows(d.Text, pieces)
	for i, ps := range pieces {
		b.paragraph = i
		b.add(ps, label)
	}
	return nil
}

// A builder appends the sentences of one paragraph after the other.
type builder struct {
	doc       *text.Doc
	paragraph int
}

// add appends the sentences of the pieces of a paragraph. speakers holds the
// labels that stand before what somebody says.
func (b *builder) add(pieces []piece, speakers map[string]bool) {
	t := b.doc.Text
	for _, piece := range pieces {
		if piece.kind != text.Prose && piece.kind != text.Item && piece.kind != text.Caption {
			b.append(piece.Span, piece.kind)
			continue
		}
		rest := piece.Span
		if n := lead(t[rest.Start:rest.End], speakers); n > 0 && piece.kind == text.Prose {
			b.append(text.Span{Start: rest.Start, End: rest.Start + n}, text.Boiler)
			rest.Start += n
		}
		for rest.Start < rest.End {
			end := boundary(t, rest)
			b.append(text.Span{Start: rest.Start, End: end}, piece.kind)
			rest.Start = end
		}
	}
}

// append adds one sentence, trimmed, or several if it is too long.
func (b *builder) append(s text.Span, kind text.SentenceKind) {
	s = trim(b.doc.Text, s)
	for s.End-s.Start > maxSentence {
		cut := cutBefore(b.doc.Text, s.Start, s.Start+maxSentence)
		b.put(trim(b.doc.Text, text.Span{Start: s.Start, End: cut}), kind)
		s = trim(b.doc.Text, text.Span{Start: cut, End: s.End})
	}
	b.put(s, kind)
}

func (b *builder) put(s text.Span, kind text.SentenceKind) {
	if s.Start < s.End {
		b.doc.Sentences = append(b.doc.Sentences, text.Sentence{Span: s, Kind: kind, Paragraph: b.paragraph})
	}
}

// cutBefore returns the best place to cut in the second half of [start, limit).
func cutBefore(t string, start, limit int) int {
	for i := limit; i > start+(limit-start)/2; i-- {
		if isSpace(t[i]) {
			return i
		}
	}
	for !utf8.RuneStart(t[limit]) {
		limit--
	}
	return limit
}
