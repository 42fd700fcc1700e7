package tag

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// maxWord is the longest form that has a lemma of its own, in bytes.
const maxWord = 64

// A lemma is made from a form by a script: cut so many bytes off its end, add
// some others. Which script is decided by the longest suffix of the form that is
// known for its XPOS; the whole form, marked by a caret in front, is the longest.
// The form is in lower case unless the word is a proper noun.
type script struct {
	cut uint8
	add string
}

// lemmas chooses scripts.
type lemmas struct {
	scripts []script
	rules   map[rule]uint16 // index in scripts
}

type rule struct{ xpos, suffix string }

const maxSuffix = 6 // bytes of the longest suffix that is no whole form

// lemma returns the lemma of a form. It shares memory with the form where it can.
func (l *lemmas) lemma(form string, c class) string {
	base := lemmaBase(form, c)
	if len(base) > maxWord {
		return base
	}
	s, ok := l.find(base, c.xpos)
	keep := len(base) - int(s.cut)
	if !ok || keep < 0 || keep == 0 && s.add == "" {
		return base
	}
	if keep < len(base) && !utf8.RuneStart(base[keep]) {
		return base // a rule from another word, which would cut through a character
	}
	if s.add == "" {
		return base[:keep]
	}
	return base[:keep] + s.add
}

func (l *lemmas) find(base, xpos string) (script, bool) {
	var whole [maxWord + 1]byte
	whole[0] = '^'
	n := copy(whole[1:], base)
	if i, ok := l.rules[rule{xpos, string(whole[:n+1])}]; ok {
		return l.scripts[i], true
	}
	for k := min(maxSuffix, len(base)); k >= 0; k-- {
		if i, ok := l.rules[rule{xpos, base[len(base)-k:]}]; ok {
			return l.scripts[i], true
		}
	}
	return script{}, false
}

// lemmaBase is what scripts apply to.
func lemmaBase(form string, c class) string {
	form = strings.ReplaceAll(form, "’", "'")
	if c.upos == text.PROPN || c.xpos == "NNP" || c.xpos == "NNPS" {
		return form
	}
	return strings.ToLower(form)
}

// write appends the rules to a model, in order of tag and suffix.
func (l *lemmas) write(w *neural.Writer) {
	w.Number(len(l.scripts))
	for _, s := range l.scripts {
		w.Number(int(s.cut))
		w.String(s.add)
	}
	rules := slices.SortedFunc(maps.Keys(l.rules), func(a, b rule) int {
		return cmp.Or(cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.suffix, b.suffix))
	})
	w.Number(len(rules))
	for _, r := range rules {
		w.String(r.xpos)
		w.String(r.suffix)
		w.Number(int(l.rules[r]))
	}
}

const maxRules = 1 << 20

func readLemmas(r *neural.Reader) *lemmas {
	l := &lemmas{rules: map[rule]uint16{}}
	for range r.Number(maxRules) {
		l.scripts = append(l.scripts, script{uint8(r.Number(maxWord)), r.String()})
	}
	for range r.Number(maxRules) {
		key := rule{r.String(), r.String()}
		l.rules[key] = uint16(r.Number(max(len(l.scripts)-1, 0)))
	}
	return l
}
