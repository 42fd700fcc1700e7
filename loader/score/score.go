// Package score compares what was extracted from articles with what a careful
// reader annotated, article by article.
//
// A predicted node answers a gold node if both have the same kind and share a
// name or alias; an operation may also answer by a shared target. An edge is
// right if both its ends and its kind are, a fact if its node, key and value
// are. What the gold calls optional is right if given and no fault if missing.
// Precision, recall and F1 are micro-averaged over all articles; an article
// without a prediction has found nothing.
package score

import (
	"encoding/json"
	"fmt"

	"onymous/graph/ontology"
)

// Graph is what one article says, as annotated or as extracted.
type Graph struct {
	Nodes []Node `json:"nodes"`
	Edges []Edge `json:"edges"`
	Facts []Fact `json:"facts"`
}

// Node is a named thing. Its ID is local to the Graph.
type Node struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Optional bool     `json:"optional"`
}

// Edge is a tie between two nodes.
type Edge struct {
	From     string `json:"from"`
	Kind     string `json:"kind"`
	To       string `json:"to"`
	Role     string `json:"role"`
	Outcome  string `json:"outcome"`
	Alleged  bool   `json:"alleged"`
	Optional bool   `json:"optional"`
	Rule     string `json:"rule"`
}

// Fact is a value of a node: a number, a text, or an object with what, amount
// and currency.
type Fact struct {
	Node     string `json:"node"`
	Key      string `json:"key"`
	Value    any    `json:"value"`
	Optional bool   `json:"optional"`
	Rule     string `json:"rule"`
}

// Tally counts right answers, wrong answers and misses.
type Tally struct{ Right, Wrong, Missed int }

// Precision is the share of the answers that are right, 0 if there are none.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Wrong) }

// Recall is the share of what was to be found that was, 0 if there is nothing.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return share(2*t.Right, 2*t.Right+t.Wrong+t.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (t *Tally) add(o Tally) {
	t.Right += o.Right
	t.Wrong += o.Wrong
	t.Missed += o.Missed
}

// Layers of a graph, the first half of the keys of Report.Kinds.
const (
	LayerNode = "node"
	LayerEdge = "edge"
	LayerFact = "fact"
)

// Key names what a Tally counts: a layer and a kind of it.
type Key struct{ Layer, Kind string }

// Report gathers the comparison of many articles. The zero Report is empty and
// ready to use. It is not safe for concurrent use.
type Report struct {
	Articles, Absent int
	Kinds            map[Key]Tally    // by layer and kind
	Rules            map[Key]Tally    // by layer and rule; misses belong to no rule
	Attributes       map[string]Tally // by attribute: right or wrong on edges that are right
	Errors           []string         // every miss and every wrong answer
}

// Total sums the kinds of a layer.
func (r *Report) Total(layer string) Tally {
	var sum Tally
	for k, t := range r.Kinds {
		if k.Layer == layer {
			sum.add(t)
		}
	}
	return sum
}

func (r *Report) count(layer, kind, rule string, t Tally) {
	bump(&r.Kinds, Key{layer, kind}, t)
	if rule != "" {
		bump(&r.Rules, Key{layer, rule}, t)
	}
}

func bump[K comparable](m *map[K]Tally, key K, t Tally) {
	if *m == nil {
		*m = map[K]Tally{}
	}
	sum := (*m)[key]
	sum.add(t)
	(*m)[key] = sum
}

var (
	right  = Tally{Right: 1}
	wrong  = Tally{Wrong: 1}
	missed = Tally{Missed: 1}
)

func verdict(ok bool) Tally {
	if ok {
		return right
	}
	return wrong
}

// Add compares the prediction for the article called name with its gold. A nil
// prediction counts as absent.
func (r *Report) Add(name string, gold, predicted *Graph) {
	r.Articles++
	if predicted == nil {
		r.Absent++
		predicted = &Graph{}
	}
	c := comparison{Report: r, article: name, gold: gold, predicted: predicted, answer: Match(gold, predicted),
		goldNode: byID(gold.Nodes), predictedNode: byID(predicted.Nodes)}
	c.nodes()
	c.edges()
	c.facts()
}

func byID(nodes []Node) map[string]*Node {
	m := make(map[string]*Node, len(nodes))
	for i := range nodes {
		m[nodes[i].ID] = &nodes[i]
	}
	return m
}

// comparison is the state of one Add.
type comparison struct {
	*Report
	article                 string
	gold, predicted         *Graph
	answer                  map[string]string // predicted node to gold node
	goldNode, predictedNode map[string]*Node
}

func (c *comparison) fault(format string, args ...any) {
	c.Errors = append(c.Errors, c.article+": "+fmt.Sprintf(format, args...))
}

func (n *Node) String() string {
	if n == nil {
		return "?"
	}
	return fmt.Sprintf("%s %q", n.Kind, n.Name)
}

func (c *comparison) nodes() {
	found := map[string]bool{}
	for _, g := range c.answer {
		found[g] = true
	}
	for i := range c.gold.Nodes {
		g := &c.gold.Nodes[i]
		switch {
		case found[g.ID]:
			c.count(LayerNode, g.Kind, "", right)
		case !g.Optional:
			c.count(LayerNode, g.Kind, "", missed)
			c.fault("missed node %s", g)
		}
	}
	seen := map[string]bool{}
	for i := range c.predicted.Nodes {
		p := &c.predicted.Nodes[i]
		if p.Kind == ontology.Article.String() {
			continue
		}
		g, ok := c.answer[p.ID]
		if !ok || seen[g] {
			what := "wrong"
			if ok {
				what = "duplicate"
			}
			c.count(LayerNode, p.Kind, "", wrong)
			c.fault("%s node %s", what, p)
		}
		seen[g] = true
	}
}

type edgeKey struct{ from, kind, to string }

func (c *comparison) edges() {
	want := map[edgeKey]*Edge{}
	for i := range c.gold.Edges {
		e := &c.gold.Edges[i]
		want[edgeKey{e.From, e.Kind, e.To}] = e
	}
	got := map[edgeKey]bool{}
	for i := range c.predicted.Edges {
		e := &c.predicted.Edges[i]
		if e.Kind == ontology.Mentions.String() {
			continue
		}
		a, aok := c.answer[e.From]
		b, bok := c.answer[e.To]
		key := edgeKey{a, e.Kind, b}
		if !aok || !bok {
			key = edgeKey{"?" + e.From, e.Kind, "?" + e.To}
		}
		if got[key] {
			continue
		}
		got[key] = true
		w := want[key]
		c.count(LayerEdge, e.Kind, e.Rule, verdict(w != nil))
		if w == nil {
			c.fault("wrong edge %s %s %s (%s)", c.predictedNode[e.From], e.Kind, c.predictedNode[e.To], e.Rule)
			continue
		}
		c.attributes(w, e)
	}
	for i := range c.gold.Edges {
		e := &c.gold.Edges[i]
		key := edgeKey{e.From, e.Kind, e.To}
		if want[key] == e && !got[key] && !e.Optional {
			c.count(LayerEdge, e.Kind, "", missed)
			c.fault("missed edge %s %s %s", c.goldNode[e.From], e.Kind, c.goldNode[e.To])
		}
	}
}

func (c *comparison) attributes(want, got *Edge) {
	if want.Role != "" {
		bump(&c.Attributes, "role", verdict(got.Role == want.Role))
	}
	if want.Outcome != "" {
		bump(&c.Attributes, "outcome", verdict(got.Outcome == want.Outcome))
	}
	bump(&c.Attributes, "alleged", verdict(got.Alleged == want.Alleged))
	if want.Role != "" && got.Role != want.Role || want.Outcome != "" && got.Outcome != want.Outcome || got.Alleged != want.Alleged {
		c.fault("wrong attributes of %s %s %s: got role %q outcome %q alleged %t, want %q %q %t (%s)", c.predictedNode[got.From], got.Kind,
			c.predictedNode[got.To], got.Role, got.Outcome, got.Alleged, want.Role, want.Outcome, want.Alleged, got.Rule)
	}
}

func (c *comparison) facts() {
	used := make([]bool, len(c.predicted.Facts))
	find := func(g *Fact) int {
		for i := range c.predicted.Facts {
			p := &c.predicted.Facts[i]
			if node, ok := c.answer[p.Node]; ok && !used[i] && node == g.Node && p.Key == g.Key && sameValue(g.Key, g.Value, p.Value) {
				return i
			}
		}
		return -1
	}
	for i := range c.gold.Facts {
		g := &c.gold.Facts[i]
		if p := find(g); p >= 0 {
			used[p] = true
			c.count(LayerFact, g.Key, c.predicted.Facts[p].Rule, right)
		} else if !g.Optional {
			c.count(LayerFact, g.Key, "", missed)
			c.fault("missed fact %s %s = %s", c.goldNode[g.Node], g.Key, show(g.Value))
		}
	}
	for i := range c.predicted.Facts {
		if p := &c.predicted.Facts[i]; !used[i] {
			c.count(LayerFact, p.Key, p.Rule, wrong)
			c.fault("wrong fact %s %s = %s (%s)", c.predictedNode[p.Node], p.Key, show(p.Value), p.Rule)
		}
	}
}

func show(value any) string {
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(b)
}
