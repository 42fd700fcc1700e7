package tag

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"onymous/loader/internal/conllu"
)

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

// votes are how many examples of each rule had each script.
type votes map[rule]map[script]int

func (v votes) add(r rule, s script, n int) {
	if v[r] == nil {
		v[r] = map[script]int{}
	}
	v[r][s] += n
}

// learnLemmas makes rules from examples: for each suffix the script that most
// forms with it take, left out where a shorter suffix says the same already, and
// then each form that the rules get wrong.
func learnLemmas(examples []example) *lemmas {
	suffixes, forms := votes{}, votes{}
	for _, e := range examples {
		forms.add(rule{e.xpos, "^" + e.base}, e.script, 2*e.count+1)
		if e.count == 0 {
			continue // irregular
		}
		for k := 0; k <= min(maxSuffix, len(e.base)); k++ {
			// Forms count once, not as often as they occur: unseen words are like rare ones.
			suffixes.add(rule{e.xpos, e.base[len(e.base)-k:]}, e.script, 1)
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
	for _, r := range shortestFirst(suffixes) {
		best, n, total := winner(suffixes[r])
		if old, ok := l.find(r.suffix, r.xpos); (ok && old == best) || total < 2 || n*3 < total*2 && r.suffix != "" {
			continue
		}
		set(r, best)
	}
	for _, r := range shortestFirst(forms) {
		best, _, _ := winner(forms[r])
		if old, ok := l.find(r.suffix[1:], r.xpos); !ok || old != best {
			set(r, best)
		}
	}
	return l
}

func shortestFirst(v votes) []rule {
	return slices.SortedFunc(maps.Keys(v), func(a, b rule) int {
		return cmp.Or(len(a.suffix)-len(b.suffix), cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.suffix, b.suffix))
	})
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

//go:embed irregular.tsv
var irregular string

// lemmaExamples returns what the corpus shows, and the irregular forms with a count of
// 0, so that they decide only where it shows nothing.
func lemmaExamples(corpus []conllu.Sentence) []example {
	type key struct {
		base, xpos string
		script     script
	}
	index := map[key]int{}
	var examples []example
	for _, s := range corpus {
		for _, w := range s.Words {
			base := lemmaBase(w.Form, class{w.UPOS, w.XPOS})
			sc, ok := newScript(base, w.Lemma)
			if !ok || len(base) > maxWord || w.XPOS == "GW" {
				continue
			}
			k := key{base, w.XPOS, sc}
			if i, ok := index[k]; ok {
				examples[i].count++
				continue
			}
			index[k] = len(examples)
			examples = append(examples, example{base, w.XPOS, sc, 1})
		}
	}
	for line := range strings.Lines(irregular) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		for _, field := range fields[1:] {
			xpos, form, _ := strings.Cut(field, "=")
			if sc, ok := newScript(form, fields[0]); ok {
				examples = append(examples, example{form, xpos, sc, 0})
			}
		}
	}
	return examples
}
