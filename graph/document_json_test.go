package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
)

const line = `{"article": {"id": "a", "title": "T\u00e9 \ud83d\ude00 \"x\"", "date": "2017-07", "text": "A took part in B. C has 17."}, "other": [1, {"a": null}],
 "nodes": [{"id": "n0", "kind": "Agency", "name": "A", "aliases": ["a"], "spans": [[0, 1]]}, {"id": "n1", "kind": "Operation", "name": "B", "aliases": null}],
 "edges": [{"from": "n0", "kind": "PARTICIPATED_IN", "to": "n1", "role": "LED", "alleged": true, "evidence": [{"start": 0, "end": 17, "quote": "A took part in B."}], "rule": "r"}],
 "facts": [{"node": "n1", "key": "arrests", "value": 17, "bound": "MIN", "evidence": [{"start": 18, "end": 27, "quote": "C has 17."}], "rule": "r"},
  {"node": "n1", "key": "seized", "value": {"what": "Bitcoin", "amount": 1.5e6, "currency": "USD"}, "evidence": [{"start": 18, "end": 27}]}]}`

func TestDocumentThereAndBack(t *testing.T) {
	var d, back graph.Document
	if err := json.Unmarshal([]byte(line), &d); err != nil {
		t.Fatal(err)
	}
	if d.Article.Title != `Té 😀 "x"` || len(d.Claims) != 3 || d.Claims[2].Value.Number != 1.5e6 {
		t.Errorf("decoded %+v", d)
	}
	b, err := json.Marshal(&d)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, back); diff != "" {
		t.Errorf("there and back: %s", diff)
	}
}

// FuzzDocument checks that what decodes encodes, to the same, and that nothing makes
// the parser panic or accept what is no JSON.
func FuzzDocument(f *testing.F) {
	f.Add([]byte(line))
	f.Add([]byte(`{"article": {"id": "\ud800"}, "nodes": [[]]}`))
	f.Add([]byte(`{"article": {"id": "a"}, "x": [[[[1e5]]]], "nodes": [{"spans": [[1], [1, 2, 3]]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d, back graph.Document
		if err := d.UnmarshalJSON(data); err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is no JSON and was read as %+v", data, d)
		}
		b, err := json.Marshal(&d)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		again, err := json.Marshal(&back)
		if err != nil || string(again) != string(b) {
			t.Fatalf("%s became %s (%v)", b, again, err)
		}
	})
}
