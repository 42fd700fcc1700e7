package schema_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"testing"

	"onymous/graph"
	"onymous/schema"
	"onymous/schema/serve"
)

// openSample returns a store that holds the articles of testdata/articles.jsonl.
func openSample(tb testing.TB) *graph.Store {
	tb.Helper()
	ctx := context.Background()
	store, err := graph.Open(ctx, graph.Options{Dir: tb.TempDir()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	f, err := os.Open("testdata/articles.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	err = store.Update(ctx, func(tx *graph.Tx) error {
		id, err := tx.BeginLoad("test", "testdata/articles.jsonl")
		if err != nil {
			return err
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			d := new(graph.Document)
			if err := json.Unmarshal(lines.Bytes(), d); err != nil {
				return err
			}
			if _, err := tx.Put(ctx, d); err != nil {
				return err
			}
		}
		if err := lines.Err(); err != nil {
			return err
		}
		return tx.EndLoad(id)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return store
}

// newServer returns a server over the sample at which everyone is an editor.
func newServer(tb testing.TB, o schema.Options) *schema.Server {
	tb.Helper()
	o.HTTP.Tokens.Anonymous = serve.Editor
	s, err := schema.New(openSample(tb), o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// ask executes a query and decodes the data of the answer into out. Errors in the
// answer fail the test.
func ask(tb testing.TB, s *schema.Server, query string, variables map[string]any, out any) {
	tb.Helper()
	body, ok := s.Query(context.Background(), query, "", variables, schema.Requester{Editor: true, Name: "test"})
	if !ok {
		tb.Fatalf("%s\nanswered %s", query, body)
	}
	var answer struct{ Data json.RawMessage }
	if err := json.Unmarshal(body, &answer); err != nil {
		tb.Fatal(err)
	}
	if err := json.Unmarshal(answer.Data, out); err != nil {
		tb.Fatalf("%s\nanswered %s: %v", query, body, err)
	}
}
