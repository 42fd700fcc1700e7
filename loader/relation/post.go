package relation

import (
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// longestPost bounds a post, in tokens.
const longestPost = 9

// post returns how many tokens from i on may be a post: words of a title, of
// which one is a noun for an office.
func (r *reader) post(i, last int) int {
	n := 0
	for ; n < longestPost && i+n < last; n++ {
		tok := r.tree.token(i + n)
		switch tok.UPOS {
		case text.NOUN, text.ADJ, text.PROPN, text.ADP, text.VERB, text.ADV, text.CCONJ, text.X:
		case text.PUNCT:
			if r.tree.form(i+n) != "-" {
				return n
			}
		default:
			return n
		}
		if m := r.starts[i+n]; m >= 0 && r.doc.Mentions[m].Form == text.Proper {
			return n
		}
	}
	return n
}

// isPost reports whether tokens [first, last) are a post.
func (r *reader) isPost(first, last int) bool {
	if up := r.tree.token(first).UPOS; up == text.ADP || up == text.VERB && r.tree.token(first).XPOS != "VBG" || up == text.CCONJ {
		return false
	}
	if up := r.tree.token(last - 1).UPOS; up == text.ADP || up == text.VERB || up == text.PUNCT || up == text.CCONJ {
		return false
	}
	for i := first; i < last; i++ {
		form := r.tree.form(i)
		if n, ok := lexicon.PersonNouns().Get(r.lower[i]); ok && n.Post {
			return true
		}
		if t, ok := lexicon.Titles().Get(form); ok && t.Post {
			return true
		}
	}
	return false
}

// fewest returns how many of the n words of a post element e must match.
func (r *reader) fewest(e *element, n int) int {
	if e.whole {
		return n
	}
	return 1
}
