package score

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// Layers returns the layers in the order in which reports show them.
func Layers() []string { return []string{LayerNode, LayerEdge, LayerFact} }

// WriteText writes the figures as a table, first by kind, then in all.
func (r *Report) WriteText(w io.Writer) error {
	p := printer{w: w}
	p.printf("%d articles, %d without an answer\n", r.Articles, r.Absent)
	for _, k := range sortedKeys(r.Kinds) {
		p.row(k.Layer+" "+k.Kind, r.Kinds[k])
	}
	for _, layer := range Layers() {
		p.row("ALL "+layer+"s", r.Total(layer))
	}
	for _, name := range slices.Sorted(maps.Keys(r.Attributes)) {
		t := r.Attributes[name]
		p.printf("attribute %-18s right %.3f of %d\n", name, t.Precision(), t.Right+t.Wrong)
	}
	return p.err
}

// WriteRules writes how often each rule was right, least precise first.
func (r *Report) WriteRules(w io.Writer) error {
	p := printer{w: w}
	keys := sortedKeys(r.Rules)
	slices.SortStableFunc(keys, func(a, b Key) int { return cmp.Compare(r.Rules[a].Precision(), r.Rules[b].Precision()) })
	for _, k := range keys {
		t := r.Rules[k]
		p.printf("%-40s right %.3f of %d\n", k.Layer+" "+k.Kind, t.Precision(), t.Right+t.Wrong)
	}
	return p.err
}

// MarshalJSON encodes the figures, rounded to four places.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := map[string]any{"articles": r.Articles, "absent": r.Absent}
	for _, layer := range Layers() {
		out[layer] = figures(r.Total(layer))
	}
	kinds, rules, attributes := map[string]any{}, map[string]any{}, map[string]any{}
	for k, t := range r.Kinds {
		kinds[k.Layer+" "+k.Kind] = figures(t)
	}
	for k, t := range r.Rules {
		rules[k.Layer+" "+k.Kind] = figures(t)
	}
	for name, t := range r.Attributes {
		attributes[name] = round(t.Precision())
	}
	out["kinds"], out["rules"], out["attributes"] = kinds, rules, attributes
	return json.Marshal(out)
}

func figures(t Tally) map[string]any {
	return map[string]any{"precision": round(t.Precision()), "recall": round(t.Recall()), "f1": round(t.F1()),
		"tp": t.Right, "fp": t.Wrong, "fn": t.Missed}
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func sortedKeys(m map[Key]Tally) []Key {
	return slices.SortedFunc(maps.Keys(m), func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.Kind, b.Kind))
	})
}

// printer keeps the first error of a series of writes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) row(label string, t Tally) {
	p.printf("%-28s P %.3f  R %.3f  F1 %.3f   right %4d wrong %4d missed %4d\n", label, t.Precision(), t.Recall(), t.F1(), t.Right, t.Wrong, t.Missed)
}
