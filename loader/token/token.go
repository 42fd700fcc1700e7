// Package token divides sentences into tokens.
//
// A token is a syntactic word as Universal Dependencies' English treebanks
// divide them, because the tagger and the parser were trained on those:
//
//	don't             do n't                  cannot        can not
//	Cazes's           Cazes 's                users'        users '
//	26-year-old       26 - year - old         co-founder    co-founder
//	$1.3m             $ 1.3 m                 9am           9 am
//	20%               20 %                    and/or        and / or
//	U.S.              U.S.                    J. Doe        J. Doe
//	AT&T              AT&T                    a@b.org       a@b.org
//
// # What can surprise
//
// Tokens never cross a sentence and never overlap; between them lie only white
// space and control characters. The full stop of an abbreviation at the end of a
// sentence stays with it, so that such a sentence has no final stop of its own.
// A token is at most 200 bytes long: what is longer is cut.
package token

import (
	"onymous/loader/text"
)

// Stage fills Doc.Tokens and the token ranges of Doc.Sentences.
var Stage = text.Stage{Name: "token", Needs: text.Sentences, Gives: text.Tokens, Apply: apply}

func apply(d *text.Doc) error {
	// English has about five bytes to a token, white space included; the slice
	// is made once instead of grown by copying.
	s := scanner{text: d.Text, tokens: make([]text.Token, 0, len(d.Text)/5+8)}
	for i := range d.Sentences {
		sent := &d.Sentences[i]
		sent.First = len(s.tokens)
		s.sentence(sent.Span)
		sent.Last = len(s.tokens)
	}
	d.Tokens = s.tokens
	return nil
}
