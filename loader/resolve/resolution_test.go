package resolve_test

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader/resolve"
)

var (
	more    = flag.String("more", "", "another folder of articles with gold annotations to load with the project's")
	verbose = flag.Bool("pairs", false, "print the pairs of mentions that are wrongly joined or kept apart")
)

// gold is what a person says that an article says.
type gold struct {
	Nodes []struct {
		ID, Kind, Name string
		Aliases        []string
		Unnamed        bool
	}
	Edges []map[string]any
	Facts []struct {
		Node, Key string
		Value     json.RawMessage
		Bound     string
	}
}

// goldDocuments reads the annotated articles of a folder as documents: each claim's
// evidence is the whole text, because the annotations have none.
func goldDocuments(t testing.TB, folder string) []*graph.Document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.gold.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no annotations in %s (err %v)", folder, err)
	}
	var docs []*graph.Document
	for _, file := range files {
		docs = append(docs, goldDocument(t, file))
	}
	return docs
}

func goldDocument(t testing.TB, file string) *graph.Document {
	t.Helper()
	text, err := os.ReadFile(strings.TrimSuffix(file, ".gold.json") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	body := strings.ToValidUTF8(string(text), "?")
	evidence := []any{map[string]any{"start": 0, "end": len(body)}}
	line := map[string]any{"article": map[string]any{"id": filepath.Base(file), "text": body}}
	var nodes, facts []any
	for _, n := range g.Nodes {
		nodes = append(nodes, map[string]any{"id": n.ID, "kind": n.Kind, "name": n.Name, "aliases": n.Aliases, "unnamed": n.Unnamed})
	}
	for _, e := range g.Edges {
		e["evidence"] = evidence
	}
	for _, f := range g.Facts {
		facts = append(facts, map[string]any{"node": f.Node, "key": f.Key, "value": f.Value, "bound": f.Bound, "evidence": evidence})
	}
	line["nodes"], line["edges"], line["facts"] = nodes, g.Edges, facts
	encoded, err := json.Marshal(line)
	if err != nil {
		t.Fatal(err)
	}
	d := new(graph.Document)
	if err := json.Unmarshal(encoded, d); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return d
}

// load puts documents into a new store in memory.
func load(t testing.TB, docs []*graph.Document) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Options{Resolver: resolve.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Check(context.Background()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	sum, err := resolve.Load(t.Context(), s, each(docs), resolve.Options{Batch: 7, Skipped: func(d *graph.Document, err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	if sum.New != len(docs) {
		t.Fatalf("%d articles loaded of %d", sum.New, len(docs))
	}
	return s
}

func each(docs []*graph.Document) func(func(*graph.Document, error) bool) {
	return func(yield func(*graph.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// mention is one node of the gold, and the node of the graph that it became.
type mention struct {
	file  string
	kind  ontology.NodeKind
	truth int
	label string
	node  graph.ID
	why   string
}

// TestResolutionOfGold loads what people annotated and compares which mentions of
// different articles became one node with which have one name in the gold, or are
// connected by names and aliases.
func TestResolutionOfGold(t *testing.T) {
	docs := goldDocuments(t, "../testdata/articles")
	if *more != "" {
		docs = append(docs, goldDocuments(t, *more)...)
	}
	s := load(t, docs)
	mentions := goldMentions(t, s, docs)
	names, operations := &pairs{}, &pairs{}
	for i, a := range mentions {
		for _, b := range mentions[:i] {
			if a.file == b.file || a.kind != b.kind {
				continue
			}
			p := names
			if a.kind == ontology.Operation {
				p = operations
			}
			p.count(t, a, b)
		}
	}
	t.Logf("names: %s; operations: %s", names, operations)
	if p, r := names.precision(), names.recall(); p < 0.99 || r < 0.93 {
		t.Errorf("names: %s, want precision 0.99 and recall 0.93", names)
	}
	if p, r := operations.precision(), operations.recall(); p < 0.9 || r < 0.7 {
		t.Errorf("operations: %s, want precision 0.9 and recall 0.7", operations)
	}
}

// pairs counts pairs of mentions of different articles.
type pairs struct{ right, joined, same int }

func (p *pairs) count(t *testing.T, a, b mention) {
	same, joined := a.truth == b.truth, a.node == b.node
	if same {
		p.same++
	}
	if joined {
		p.joined++
	}
	if same && joined {
		p.right++
	}
	if same != joined && *verbose {
		t.Logf("same %v joined %v: %s %q (%s, %s) and %q (%s, %s)", same, joined, a.kind, a.label, a.file, a.why, b.label, b.file, b.why)
	}
}

func (p *pairs) precision() float64 { return float64(p.right) / float64(max(1, p.joined)) }
func (p *pairs) recall() float64    { return float64(p.right) / float64(max(1, p.same)) }
func (p *pairs) String() string {
	return fmt.Sprintf("precision %.3f recall %.3f of %d pairs", p.precision(), p.recall(), p.same)
}

func goldMentions(t *testing.T, s *graph.Store, docs []*graph.Document) []mention {
	t.Helper()
	truth := truths(t, docs)
	var out []mention
	err := s.View(t.Context(), func(tx *graph.Tx) error {
		for _, d := range docs {
			stored, err := tx.ArticleMentions(graph.ArticleID(d.Article.Key))
			if err != nil {
				return err
			}
			for i, m := range stored {
				out = append(out, mention{d.Article.Key, m.Kind, truth[d.Article.Key][i], m.Name, m.Node, m.Why})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// truths numbers what the mentions of each article are: mentions of one kind are one
// thing if they have the same name, or if one's name is an alias of the other.
func truths(t *testing.T, docs []*graph.Document) map[string][]int {
	parent := []int{}
	var find func(int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	oneAction := sameOperations(t)
	byName := map[string]int{}
	out := map[string][]int{}
	for _, d := range docs {
		for _, m := range d.Mentions {
			n := len(parent)
			parent = append(parent, n)
			out[d.Article.Key] = append(out[d.Article.Key], n)
			key := m.Kind.String() + "\x00" + cmp.Or(oneAction[m.Name], m.Name)
			if first, ok := byName[key]; ok {
				parent[find(n)] = find(first)
			} else {
				byName[key] = n
			}
		}
	}
	for _, d := range docs {
		for i, m := range d.Mentions {
			for _, a := range m.Aliases {
				if first, ok := byName[m.Kind.String()+"\x00"+a]; ok {
					parent[find(out[d.Article.Key][i])] = find(first)
				}
			}
		}
	}
	for _, list := range out {
		for i := range list {
			list[i] = find(list[i])
		}
	}
	return out
}

// sameOperations reads which names the articles give to one action.
func sameOperations(t *testing.T) map[string]string {
	t.Helper()
	table, err := os.ReadFile("testdata/operations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for line := range strings.Lines(string(table)) {
		if name, as, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			names[name] = as
		}
	}
	return names
}
