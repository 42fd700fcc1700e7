package score

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"onymous/graph/ontology"
)

// Match maps predicted nodes to gold nodes, many to one: by kind and a shared
// name, then operations by a shared target.
func Match(gold, predicted *Graph) map[string]string {
	answer := map[string]string{}
	goldNames := make([]map[string]bool, len(gold.Nodes))
	for i := range gold.Nodes {
		goldNames[i] = names(&gold.Nodes[i])
	}
	for i := range predicted.Nodes {
		p := &predicted.Nodes[i]
		mine, best, most := names(p), -1, 0
		for j := range gold.Nodes {
			if gold.Nodes[j].Kind != p.Kind {
				continue
			}
			if n := overlap(mine, goldNames[j]); n > most {
				best, most = j, n
			}
		}
		if best >= 0 {
			answer[p.ID] = gold.Nodes[best].ID
		}
	}
	matchOperations(gold, predicted, answer)
	return answer
}

func matchOperations(gold, predicted *Graph, answer map[string]string) {
	operation := ontology.Operation.String()
	for i := range predicted.Nodes {
		p := &predicted.Nodes[i]
		if _, ok := answer[p.ID]; ok || p.Kind != operation {
			continue
		}
		mine := map[string]bool{}
		for t := range targets(predicted, p.ID) {
			if g, ok := answer[t]; ok {
				mine[g] = true
			}
		}
		taken := map[string]bool{}
		for _, g := range answer {
			taken[g] = true
		}
		best, most := "", 0
		for j := range gold.Nodes {
			g := &gold.Nodes[j]
			if g.Kind != operation || taken[g.ID] {
				continue
			}
			n := overlap(mine, targets(gold, g.ID))
			if n > most || n == most && n > 0 && g.ID > best {
				best, most = g.ID, n
			}
		}
		if most > 0 {
			answer[p.ID] = best
		}
	}
}

func targets(g *Graph, id string) map[string]bool {
	m := map[string]bool{}
	for i := range g.Edges {
		if e := &g.Edges[i]; e.From == id && e.Kind == ontology.Targeted.String() {
			m[e.To] = true
		}
	}
	return m
}

func overlap(a, b map[string]bool) int {
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return n
}

func names(n *Node) map[string]bool {
	m := map[string]bool{}
	for _, s := range append([]string{n.Name}, n.Aliases...) {
		if f := foldName(s); f != "" {
			m[f] = true
		}
	}
	return m
}

// foldName reduces a name to what must agree: compatibility form, case folded,
// without possessive endings, punctuation, and a leading article. The full stops of
// an abbreviation go; one before a digit stays.
func foldName(s string) string {
	s = cases.Fold().String(norm.NFKC.String(s))
	s = dropPossessives([]rune(s))
	abbreviated := hasInitials([]rune(s))
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case isWord(r):
			b.WriteRune(r)
		case r == '.' && abbreviated:
		case r == '.' && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	fields := strings.Fields(b.String())
	if len(fields) > 1 && (fields[0] == "the" || fields[0] == "a" || fields[0] == "an") {
		fields = fields[1:]
	}
	return strings.Join(fields, " ")
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func dropPossessives(s []rune) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if (s[i] == '\'' || s[i] == '’') && i+1 < len(s) && s[i+1] == 's' && (i+2 == len(s) || !isWord(s[i+2])) {
			i++
			continue
		}
		b.WriteRune(s[i])
	}
	return b.String()
}

// hasInitials reports whether s holds two or more letters each with a full
// stop, as in "u.s.".
func hasInitials(s []rune) bool {
	for i := 0; i+3 < len(s); i++ {
		if (i == 0 || !isWord(s[i-1])) && isWord(s[i]) && s[i+1] == '.' && isWord(s[i+2]) && s[i+3] == '.' {
			return true
		}
	}
	return false
}
