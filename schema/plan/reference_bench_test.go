package plan_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"onymous/schema/def"
	"onymous/schema/guard"
	"onymous/schema/plan"
	"onymous/schema/serve"
)

// thing is an object of the reference query: six scalars and five things of the
// same sort below.
type thing struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Articles int      `json:"articles"`
	Score    float64  `json:"score"`
	Alleged  bool     `json:"alleged"`
	Related  []*thing `json:"related,omitempty"`
}

const referenceQuery = `{ things { id name kind articles score alleged related { id name kind articles score alleged } } }`

// things makes the hundred objects of the reference answer.
func things() []*thing {
	list := make([]*thing, 100)
	make1 := func(i, j int) *thing {
		return &thing{ID: fmt.Sprintf("n%d.%d", i, j), Name: fmt.Sprintf("Thing number %d of %d", j, i), Kind: "AGENCY", Articles: i * j, Score: float64(i) / 7, Alleged: i%3 == 0}
	}
	for i := range list {
		list[i] = make1(i, 0)
		for j := range 5 {
			list[i].Related = append(list[i].Related, make1(i, j+1))
		}
	}
	return list
}

// referenceSchema is the schema of the reference query.
func referenceSchema(b *testing.B, list []*thing) *def.Schema {
	b.Helper()
	o := &def.Object{Name: "Thing", Description: "A thing."}
	leaf := func(name string, t def.Type, get func(*thing) def.Value) *def.Field {
		return &def.Field{Name: name, Type: def.Required(t), Description: name, Leaf: def.Leaf(get)}
	}
	give := func(get func(any) []*thing) def.Resolver {
		return func(_ *def.Call, parents []any, out *def.Out) error {
			for _, p := range parents {
				for _, t := range get(p) {
					out.Add(t)
				}
				out.EndList()
			}
			return nil
		}
	}
	o.Fields = []*def.Field{
		leaf("id", def.ID, func(t *thing) def.Value { return def.Str(t.ID) }),
		leaf("name", def.String, func(t *thing) def.Value { return def.Str(t.Name) }),
		leaf("kind", def.String, func(t *thing) def.Value { return def.Str(t.Kind) }),
		leaf("articles", def.Int, func(t *thing) def.Value { return def.Num(t.Articles) }),
		leaf("score", def.Float, func(t *thing) def.Value { return def.Real(t.Score) }),
		leaf("alleged", def.Boolean, func(t *thing) def.Value { return def.Bool(t.Alleged) }),
		{Name: "related", Type: def.ListOf(o), Description: "related", Resolve: give(func(p any) []*thing { return p.(*thing).Related })},
	}
	s := &def.Schema{Query: &def.Object{Name: "Query", Description: "Query.", Fields: []*def.Field{
		{Name: "things", Type: def.ListOf(o), Description: "things", Resolve: give(func(any) []*thing { return list })}}}}
	if err := s.Seal(); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkReference answers a hundred objects of six scalars with five nested ones
// each over HTTP: by a compiled plan with every guard on, by encoding/json in a bare
// handler, and by graphql-go's executor in a bare handler.
func BenchmarkReference(b *testing.B) {
	list := things()
	library, err := plan.NewLibrary(referenceSchema(b, list))
	if err != nil {
		b.Fatal(err)
	}
	engine := &plan.Engine{Documents: plan.NewDocuments(library, guard.Limits{}, 1<<20), MaxCost: 1 << 20, MaxNodes: 1 << 20, MaxSteps: 1, MaxBytes: 1 << 24, Timeout: 1 << 40,
		Read: func(_ context.Context, read func(any) error) error { return read(nil) }}
	o := serve.Options{Engine: engine, Edit: func(serve.Caller) any { return nil }}
	o.Tokens.Anonymous = serve.Reader
	doc, err := library.Parse(referenceQuery, guard.Limits{}.WithDefaults())
	if err != nil {
		b.Fatal(err)
	}
	op, err := doc.Operation("")
	if err != nil {
		b.Fatal(err)
	}
	for _, way := range []struct {
		name    string
		handler http.Handler
	}{
		{"Plan", serve.New(o)},
		{"EncodingJSON", answering(b, func() any { return map[string]any{"data": map[string]any{"things": list}} })},
		{"GraphqlGo", answering(b, func() any {
			return library.Execute(context.Background(), op, nil, &def.Call{Context: context.Background(), Budget: def.NewBudget(1<<30, 1<<30, 1<<30)})
		})},
	} {
		b.Run(way.name, func(b *testing.B) {
			server := httptest.NewServer(way.handler)
			defer server.Close()
			body, err := json.Marshal(map[string]string{"query": referenceQuery})
			if err != nil {
				b.Fatal(err)
			}
			client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
			size := 0
			for b.Loop() {
				answer, err := client.Post(server.URL+"/graphql", "application/json", bytes.NewReader(body))
				if err != nil {
					b.Fatal(err)
				}
				n, err := io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				if err != nil || answer.StatusCode != http.StatusOK {
					b.Fatal(answer.StatusCode, err)
				}
				size = int(n)
			}
			b.ReportMetric(float64(size), "B/answer")
		})
	}
}

// answering is a handler that does nothing but encode.
func answering(b *testing.B, answer func() any) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Query string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			b.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(answer()); err != nil {
			b.Error(err)
		}
	})
}
