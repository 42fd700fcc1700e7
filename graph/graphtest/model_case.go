package graphtest

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/ontology"
)

var modelSeed = flag.Uint64("graphtest.seed", 0, "seed of the random case; 0 chooses one")

// testModel does the same random work on a store and on a map of documents, and
// compares what both say.
func testModel(t *testing.T, s Store) {
	seed := *modelSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-graphtest.seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	m := model{}
	for round := range 12 {
		update(t, s, func(tx *graph.Tx) error {
			for range 1 + rng.IntN(10) {
				key := fmt.Sprintf("article-%d", rng.IntN(25))
				if _, ok := m[key]; ok && rng.IntN(4) == 0 {
					delete(m, key)
					if err := tx.Retract(t.Context(), graph.ArticleID(key)); err != nil {
						return err
					}
					continue
				}
				d := newArticle(rng, key)
				m[key] = d
				if _, err := tx.Put(t.Context(), d); err != nil {
					return err
				}
			}
			return nil
		})
		if diff := gocmp.Diff(strings.Split(m.dump(), "\n"), strings.Split(Dump(t, s), "\n")); diff != "" {
			t.Fatalf("round %d: the model (-) and the store (+) differ:\n%s", round, diff)
		}
	}
}

// model is a store that adds everything up anew whenever it is asked.
type model map[string]*graph.Document

type modelNode struct {
	kind     ontology.NodeKind
	names    map[string]int
	aliases  map[string]int
	articles map[string]bool
	unnamed  bool
}

// key is what the suite's Resolver joins mentions by.
func modelKey(m *graph.Mention) string { return m.Kind.String() + " " + graph.Fold(m.Name) }

// nodes adds up the mentions.
func (m model) nodes() map[string]*modelNode {
	nodes := map[string]*modelNode{}
	for _, article := range slices.Sorted(maps.Keys(m)) {
		for i := range m[article].Mentions {
			mention := &m[article].Mentions[i]
			n := nodes[modelKey(mention)]
			if n == nil {
				n = &modelNode{mention.Kind, map[string]int{}, map[string]int{}, map[string]bool{}, true}
				nodes[modelKey(mention)] = n
			}
			n.names[mention.Name]++
			for _, a := range mention.Aliases {
				n.aliases[a]++
			}
			n.articles[article] = true
			n.unnamed = n.unnamed && mention.Unnamed
		}
	}
	return nodes
}

// label prints a node as Dump does. It goes by a name proper before an acronym, by a
// name before another form, by what most articles use, by the longest.
func (n *modelNode) label() string {
	all := maps.Clone(n.aliases)
	maps.Copy(all, n.names)
	best := slices.MinFunc(slices.Collect(maps.Keys(all)), func(a, b string) int {
		return cmp.Or(acronymLast(a)-acronymLast(b), nameFirst(n.names[a])-nameFirst(n.names[b]), n.names[b]-n.names[a], len(b)-len(a), strings.Compare(a, b))
	})
	delete(all, best)
	return fmt.Sprintf("%s %q %q", n.kind, best, append([]string{}, slices.Sorted(maps.Keys(all))...))
}

func acronymLast(name string) int {
	if strings.ToUpper(name) == name && !strings.Contains(name, " ") && len(name) <= 8 {
		return 1
	}
	return 0
}

func nameFirst(count int) int {
	if count > 0 {
		return 0
	}
	return 1
}

// sum is what claims of one edge or fact add up to.
type sum struct {
	articles map[string]bool
	claims   int
	asserted int
	values   [ontology.AttributeCount]map[string]int
}

func (m model) dump() string {
	nodes := m.nodes()
	var lines []string
	for _, n := range nodes {
		lines = append(lines, fmt.Sprintf("node %s unnamed=%v %d/%d", n.label(), n.unnamed, len(n.articles), len(n.articles)))
	}
	sums := map[modelClaim]*sum{}
	for _, article := range slices.Sorted(maps.Keys(m)) {
		d := m[article]
		title := fmt.Sprintf("%s %q []", ontology.Article, d.Article.Title)
		lines = append(lines, "node "+title+" unnamed=false 1/1")
		seen := map[string]bool{}
		for i := range d.Mentions {
			if key := modelKey(&d.Mentions[i]); !seen[key] {
				seen[key] = true
				lines = append(lines, fmt.Sprintf("edge %s %s %s %q alleged=false 1/1/0", title, ontology.Mentions, nodes[key].label(), [ontology.AttributeCount]string{}))
			}
		}
		for i := range d.Claims {
			c := &d.Claims[i]
			what := modelClaim{from: modelKey(&d.Mentions[c.From]), edge: c.Edge, fact: c.Fact, value: c.Value}
			if c.Fact == 0 {
				what.to = modelKey(&d.Mentions[c.To])
			}
			if what.from == what.to {
				continue
			}
			if sums[what] == nil {
				sums[what] = &sum{articles: map[string]bool{}}
			}
			sums[what].add(article, c)
		}
	}
	for what, s := range sums {
		if what.fact != 0 {
			lines = append(lines, fmt.Sprintf("fact %s %s %s", nodes[what.from].label(), what.fact, what.value)+s.text(0))
			continue
		}
		lines = append(lines, fmt.Sprintf("edge %s %s %s", nodes[what.from].label(), what.edge, nodes[what.to].label())+s.text(what.edge))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// modelClaim is what claims of one edge or fact have in common.
type modelClaim struct {
	from, to string // keys
	edge     ontology.EdgeKind
	fact     ontology.FactKey
	value    graph.Value
}

func (s *sum) add(article string, c *graph.Claim) {
	s.articles[article] = true
	s.claims++
	if !c.Alleged {
		s.asserted++
	}
	for i, v := range c.Attributes {
		if v == "" {
			continue
		}
		if s.values[i] == nil {
			s.values[i] = map[string]int{}
		}
		s.values[i][v]++
	}
}

// text prints the sum as Dump does.
func (s *sum) text(kind ontology.EdgeKind) string {
	tail := fmt.Sprintf(" alleged=%v %d/%d/%d", s.asserted == 0, len(s.articles), len(s.articles), s.claims)
	if kind == 0 {
		return tail
	}
	var strongest [ontology.AttributeCount]string
	for i, values := range s.values {
		t := kind.Attribute(ontology.Attribute(i))
		for _, v := range slices.Sorted(maps.Keys(values)) {
			best := strongest[i]
			switch {
			case best == "", t.Type == ontology.Enum && t.Rank(v) < t.Rank(best),
				t.Type != ontology.Enum && (values[v] > values[best] || values[v] == values[best] && len(v) > len(best)):
				strongest[i] = v
			}
		}
	}
	return fmt.Sprintf(" %q", strongest) + tail
}
