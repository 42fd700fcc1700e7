package tag

import (
	"cmp"
	"slices"
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
	return examples
}
