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
	if !ok || int(s.cut) > len(base) || int(s.cut) == len(base) && s.add == "" {
		return base
	}
	if s.add == "" {
		return base[:len(base)-int(s.cut)]
	}
	return base[:len(base)-int(s.cut)] + s.add
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

// newScript returns the script that makes lemma from base, if one does.
func newScript(base, lemma string) (script, bool) {
	n := 0
	for n < len(base) && n < len(lemma) && base[n] == lemma[n] {
		n++
	}
	for n > 0 && n < len(base) && !utf8.RuneStart(base[n]) {
		n--
	}
	if len(base)-n > 20 || len(lemma)-n > 20 {
		return script{}, false
	}
	return script{uint8(len(base) - n), lemma[n:]}, true
}

// example is how often a form with a tag had a script.
type example struct {
	base, xpos string
	script     script
	count      int
}

// learnLemmas makes rules from examples: for each suffix the script that most
// forms with it take, left out where a shorter suffix says the same already, and
// then each form that the rules get wrong.
func learnLemmas(examples []example) *lemmas {
	votes := map[rule]map[script]int{}
	for _, e := range examples {
		for k := 0; k <= min(maxSuffix, len(e.base)); k++ {
			r := rule{e.xpos, e.base[len(e.base)-k:]}
			if votes[r] == nil {
				votes[r] = map[script]int{}
			}
			votes[r][e.script]++ // types, not tokens: unseen words are like rare ones
		}
	}
	l := &lemmas{rules: map[rule]uint16{}}
	index := map[script]uint16{}
	set := func(r rule, s script) {
		i, ok := index[s]
		if !ok {
			i = uint16(len(l.scripts))
			index[s] = i
			l.scripts = append(l.scripts, s)
		}
		l.rules[r] = i
	}
	rules := make([]rule, 0, len(votes))
	for r := range votes {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b rule) int {
		return cmp.Or(len(a.suffix)-len(b.suffix), cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.suffix, b.suffix))
	})
	for _, r := range rules {
		best, n, total := winner(votes[r])
		if old, ok := l.find(r.suffix, r.xpos); (ok && old == best) || total < 2 || n*3 < total*2 && r.suffix != "" {
			continue
		}
		set(r, best)
	}
	whole := map[rule]map[script]int{}
	for _, e := range examples {
		r := rule{e.xpos, "^" + e.base}
		if whole[r] == nil {
			whole[r] = map[script]int{}
		}
		whole[r][e.script] += e.count
	}
	forms := make([]rule, 0, len(whole))
	for r := range whole {
		forms = append(forms, r)
	}
	slices.SortFunc(forms, func(a, b rule) int {
		return cmp.Or(cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.suffix, b.suffix))
	})
	for _, r := range forms {
		best, _, _ := winner(whole[r])
		if old, ok := l.find(r.suffix[1:], r.xpos); !ok || old != best {
			set(r, best)
		}
	}
	return l
}

// winner returns the script with the most votes, the first in order of those.
func winner(votes map[script]int) (best script, n, total int) {
	for s, v := range votes {
		total += v
		if v > n || v == n && cmp.Or(cmp.Compare(s.cut, best.cut), cmp.Compare(s.add, best.add)) < 0 {
			best, n = s, v
		}
	}
	return best, n, total
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
