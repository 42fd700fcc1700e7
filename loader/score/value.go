package score

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

// sameValue reports whether a predicted value answers the gold one. Amounts may
// differ by half a percent, currencies must agree, what is counted must share a
// word. A date may be more exact than the gold, or less by one step.
func sameValue(key string, gold, predicted any) bool {
	if g, ok := gold.(map[string]any); ok {
		p, ok := predicted.(map[string]any)
		return ok && sameAmount(g, p)
	}
	g, p := literal(gold), literal(predicted)
	k, known := ontology.ParseFactKey(key)
	if known && k.Type().Type == ontology.PartialDate {
		return strings.HasPrefix(p, g) || len(p) >= 4 && strings.HasPrefix(g, p) && len(p) >= len(g)-3
	}
	a, aok := number(gold)
	b, bok := number(predicted)
	if aok && bok {
		return a == b
	}
	if foldName(g) == foldName(p) {
		return true
	}
	return k == ontology.Sentence && overlap(words(g), words(p)) > 0
}

func sameAmount(gold, predicted map[string]any) bool {
	a, aok := number(gold["amount"])
	b, bok := number(predicted["amount"])
	if !aok || !bok || math.Abs(a-b) > 0.005*math.Max(math.Abs(a), 1) {
		return false
	}
	gc, pc := text(gold["currency"]), text(predicted["currency"])
	if gc != "" || pc != "" {
		return strings.EqualFold(gc, pc)
	}
	what := text(gold["what"])
	return what == "" || overlap(stems(what), stems(text(predicted["what"]))) > 0
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return literal(v)
}

func literal(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func number(v any) (float64, bool) {
	if v == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.ReplaceAll(literal(v), ",", "")), 64)
	return f, err == nil
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(foldName(s)) {
		m[w] = true
	}
	return m
}

func stems(s string) map[string]bool {
	m := map[string]bool{}
	for w := range words(s) {
		m[strings.TrimRight(w, "s")] = true
	}
	return m
}
