package schema_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema"
)

// payload is what the tests read of any mutation.
type payload struct {
	UserErrors []struct {
		Code, Message string
		Field         []string
	}
	Judgement *struct{ ID, Kind, By, Note string }
	Entity    *struct {
		ID, Name string
		Aliases  []string
	}
	Split            *struct{ ID, Name string }
	Claim            *struct{ Rejected bool }
	Article          *struct{ ID, Title string }
	Unchanged        bool
	RetractedID      string
	ClientMutationID string
}

const judgementFields = ` judgement { id kind by note } userErrors { code message field } `

// change runs one mutation.
func change(t *testing.T, s *schema.Server, name, results string, input map[string]any) payload {
	t.Helper()
	var out struct{ P payload }
	ask(t, s, fmt.Sprintf(`mutation($input: %sInput!) { p: %s(input: $input) { %s } }`, strings.ToUpper(name[:1])+name[1:], name, results), map[string]any{"input": input}, &out)
	return out.P
}

// idOf returns the id of a node by its name.
func idOf(t *testing.T, s *schema.Server, field, name string) string {
	t.Helper()
	var out map[string]*struct{ ID string }
	ask(t, s, fmt.Sprintf(`query($n: String) { %s(name: $n) { id } }`, field), map[string]any{"n": name}, &out)
	if out[field] == nil {
		return ""
	}
	return out[field].ID
}

func TestMergeAndUndo(t *testing.T) {
	s := newServer(t, schema.Options{})
	a, b := idOf(t, s, "marketplace", "AlphaBay"), idOf(t, s, "marketplace", "Hansa")
	p := change(t, s, "mergeEntities", "entity { id name aliases } clientMutationId"+judgementFields, map[string]any{"ids": []any{a, b}, "note": "a test", "clientMutationId": "7"})
	if len(p.UserErrors) > 0 || p.Entity == nil || p.Judgement == nil || p.Judgement.Kind != "SAME" || p.Judgement.By != "test" || p.Judgement.Note != "a test" || p.ClientMutationID != "7" {
		t.Fatalf("merge gives %+v", p)
	}
	if idOf(t, s, "marketplace", "Hansa") != p.Entity.ID || idOf(t, s, "marketplace", "AlphaBay") != p.Entity.ID {
		t.Error("after the merge the two names are not one node")
	}
	var out struct {
		First, Second struct{ ID string }
		Judgements    struct {
			Nodes []struct {
				ID       string
				Undone   bool
				Entities []struct{ ID string }
			}
		}
	}
	ask(t, s, `query($a: ID!, $b: ID!) { first: node(id: $a) { id } second: node(id: $b) { id } judgements { nodes { id undone entities { id } } } }`, map[string]any{"a": a, "b": b}, &out)
	if out.First.ID != p.Entity.ID || out.Second.ID != p.Entity.ID {
		t.Errorf("the old ids answer with %+v, want %s", out, p.Entity.ID)
	}
	if len(out.Judgements.Nodes) != 1 || out.Judgements.Nodes[0].ID != p.Judgement.ID {
		t.Errorf("the log has %+v", out.Judgements.Nodes)
	}
	undone := change(t, s, "undoJudgement", judgementFields, map[string]any{"id": p.Judgement.ID})
	if len(undone.UserErrors) > 0 || undone.Judgement == nil {
		t.Fatalf("undo gives %+v", undone)
	}
	if idOf(t, s, "marketplace", "AlphaBay") != a || idOf(t, s, "marketplace", "Hansa") != b {
		t.Error("after undo the two are not as before")
	}
}

// What is judged to be two is neither proposed nor can it be merged until that is undone.
func TestDistinguish(t *testing.T) {
	s := newServer(t, schema.Options{})
	ids := []any{idOf(t, s, "marketplace", "AlphaBay"), idOf(t, s, "marketplace", "Hansa")}
	p := change(t, s, "distinguishEntities", judgementFields, map[string]any{"ids": ids, "note": "two markets"})
	if len(p.UserErrors) > 0 || p.Judgement == nil || p.Judgement.Kind != "DIFFERENT" || p.Judgement.Note != "two markets" {
		t.Fatalf("distinguishEntities gives %+v", p)
	}
	if merged := change(t, s, "mergeEntities", judgementFields, map[string]any{"ids": ids}); len(merged.UserErrors) != 1 || merged.UserErrors[0].Code != "CONFLICT" {
		t.Errorf("merging what was judged to be two gives %+v", merged)
	}
	change(t, s, "undoJudgement", judgementFields, map[string]any{"id": p.Judgement.ID})
	if merged := change(t, s, "mergeEntities", judgementFields, map[string]any{"ids": ids}); len(merged.UserErrors) > 0 {
		t.Errorf("merging after undo gives %+v", merged.UserErrors)
	}
}

func TestRejectedClaimsLeaveTheEdge(t *testing.T) {
	s := newServer(t, schema.Options{})
	const query = `{ person(name: "DeSnake") { administered { edges { claims { id } node { name } } } } }`
	var out struct {
		Person struct {
			Administered struct {
				Edges []struct{ Claims []struct{ ID string } }
			}
		}
	}
	ask(t, s, query, nil, &out)
	edges := out.Person.Administered.Edges
	if len(edges) != 1 || len(edges[0].Claims) != 1 {
		t.Fatalf("the sample has %+v", edges)
	}
	id := edges[0].Claims[0].ID
	p := change(t, s, "judgeClaim", "claim { rejected }"+judgementFields, map[string]any{"id": id, "accept": false})
	if p.Claim == nil || !p.Claim.Rejected {
		t.Fatalf("judgeClaim gives %+v", p)
	}
	ask(t, s, query, nil, &out)
	if len(out.Person.Administered.Edges) != 0 {
		t.Errorf("the edge is still there: %+v", out.Person.Administered.Edges)
	}
	change(t, s, "undoJudgement", judgementFields, map[string]any{"id": p.Judgement.ID})
	ask(t, s, query, nil, &out)
	if len(out.Person.Administered.Edges) != 1 {
		t.Error("after undo the edge is not back")
	}
}

func TestRename(t *testing.T) {
	s := newServer(t, schema.Options{})
	id := idOf(t, s, "agency", "Europol")
	p := change(t, s, "renameEntity", "entity { id name aliases }"+judgementFields, map[string]any{"id": id, "name": "European Police Office"})
	if p.Entity == nil || p.Entity.ID != id || p.Entity.Name != "European Police Office" || !strings.Contains(strings.Join(p.Entity.Aliases, "|"), "Europol") {
		t.Fatalf("rename gives %+v", p)
	}
	if idOf(t, s, "agency", "European Police Office") != id || idOf(t, s, "agency", "Europol") != id {
		t.Error("the node is not found by both names")
	}
}

func TestSplit(t *testing.T) {
	s := newServer(t, schema.Options{})
	id := idOf(t, s, "agency", "Europol")
	var out struct {
		Node struct {
			MentionedIn struct{ Nodes []struct{ ID string } }
		}
	}
	ask(t, s, `query($id: ID!) { node(id: $id) { ... on Agency { mentionedIn { nodes { id } } } } }`, map[string]any{"id": id}, &out)
	article := out.Node.MentionedIn.Nodes[0].ID
	p := change(t, s, "splitEntity", "entity { id } split { id name }"+judgementFields, map[string]any{"id": id, "articles": []any{article}})
	if len(p.UserErrors) > 0 || p.Entity == nil || p.Split == nil || p.Split.ID == p.Entity.ID || p.Entity.ID != id {
		t.Fatalf("split gives %+v", p)
	}
}

func TestRetract(t *testing.T) {
	s := newServer(t, schema.Options{})
	var out struct {
		Articles struct{ Nodes []struct{ ID string } }
		Stats    struct{ Articles int }
	}
	ask(t, s, `{ articles(first: 1) { nodes { id } } stats { articles } }`, nil, &out)
	before := out.Stats.Articles
	if p := change(t, s, "retractArticle", "retractedId userErrors { code }", map[string]any{"id": out.Articles.Nodes[0].ID}); p.RetractedID != out.Articles.Nodes[0].ID {
		t.Fatalf("retract gives %+v", p)
	}
	ask(t, s, `{ stats { articles } }`, nil, &out)
	if out.Stats.Articles != before-1 {
		t.Errorf("%d articles are left of %d", out.Stats.Articles, before)
	}
}

// What is wrong with the input is told as a user error, and nothing is done.
func TestUserErrors(t *testing.T) {
	s := newServer(t, schema.Options{})
	a, b := idOf(t, s, "marketplace", "AlphaBay"), idOf(t, s, "agency", "Europol")
	for _, tt := range []struct {
		name, mutation, results string
		input                   map[string]any
		code                    string
	}{
		{"MergeOfOne", "mergeEntities", "", map[string]any{"ids": []any{a}}, "INVALID"},
		{"MergeOfKinds", "mergeEntities", "", map[string]any{"ids": []any{a, b}}, "INVALID"},
		{"MergeOfNobody", "mergeEntities", "", map[string]any{"ids": []any{a, "nobody"}}, "NOT_FOUND"},
		{"RenameToNothing", "renameEntity", "", map[string]any{"id": a, "name": ""}, "INVALID"},
		{"RenameToMuch", "renameEntity", "", map[string]any{"id": a, "name": strings.Repeat("x", 301)}, "INVALID"},
		{"JudgeNoClaim", "judgeClaim", "", map[string]any{"id": a, "accept": true}, "NOT_FOUND"},
		{"UndoNothing", "undoJudgement", "", map[string]any{"id": "j99"}, "NOT_FOUND"},
		{"RetractANode", "retractArticle", "", map[string]any{"id": a}, "NOT_FOUND"},
		{"LoadWithoutLoader", "loadArticle", "", map[string]any{"article": map[string]any{"text": "x"}}, "LOADER_UNAVAILABLE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := change(t, s, tt.mutation, "userErrors { code message field }", tt.input)
			if len(p.UserErrors) != 1 || p.UserErrors[0].Code != tt.code {
				t.Errorf("user errors %+v, want %s", p.UserErrors, tt.code)
			}
		})
	}
}

func TestReadersCannotChange(t *testing.T) {
	s := newServer(t, schema.Options{})
	body, ok := s.Query(context.Background(), `mutation { undoJudgement(input: {id: "j1"}) { userErrors { code } } }`, "", nil, schema.Requester{})
	if ok || !strings.Contains(string(body), "FORBIDDEN") {
		t.Errorf("answered %s, want FORBIDDEN", body)
	}
}

// reader is a loader that finds one agency in any text.
type reader struct{ store *graph.Store }

func (r reader) Extract(_ context.Context, d schema.Draft) (*graph.Document, error) {
	if d.Text == "" {
		return nil, fmt.Errorf("%w: no text", graph.ErrInvalid)
	}
	return &graph.Document{
		Article:  graph.Article{Key: d.URL, URL: d.URL, Title: d.Title, Date: d.Date, Text: d.Text},
		Mentions: []graph.Mention{{Kind: ontology.Agency, Name: "Europol", Spans: []graph.Span{{Start: 0, End: len(d.Text)}}}},
	}, nil
}

func (r reader) Load(ctx context.Context, d schema.Draft) (result graph.PutResult, err error) {
	doc, err := r.Extract(ctx, d)
	if err != nil {
		return graph.PutResult{}, err
	}
	err = r.store.Update(ctx, func(tx *graph.Tx) error {
		result, err = tx.Put(ctx, doc)
		return err
	})
	return result, err
}

func TestLoadAndExtract(t *testing.T) {
	store := openSample(t)
	s, err := schema.New(store, schema.Options{Loader: reader{store}, MaxArticleBytes: 100})
	if err != nil {
		t.Fatal(err)
	}
	article := map[string]any{"text": "Europol spoke.", "title": "New", "url": "https://news.example/1", "date": "2020-01-02"}
	p := change(t, s, "loadArticle", "article { id title } unchanged userErrors { code }", map[string]any{"article": article})
	if p.Article == nil || p.Article.Title != "New" || p.Unchanged {
		t.Fatalf("load gives %+v", p)
	}
	if p := change(t, s, "loadArticle", "unchanged userErrors { code }", map[string]any{"article": article}); !p.Unchanged {
		t.Errorf("the second load gives %+v", p)
	}
	if p := change(t, s, "loadArticle", "unchanged userErrors { code message }", map[string]any{"article": map[string]any{"text": strings.Repeat("x", 101)}}); len(p.UserErrors) != 1 || !strings.Contains(p.UserErrors[0].Message, "limit article-bytes") {
		t.Errorf("a long article gives %+v", p)
	}
	var out struct {
		ExtractText struct {
			Text     string
			Mentions []struct {
				Kind, Name string
				Known      *struct{ ID string }
			}
		}
	}
	ask(t, s, `query($a: ArticleInput!) { extractText(article: $a) { text mentions { kind name known { id } } claims { rule } } }`, map[string]any{"a": article}, &out)
	if m := out.ExtractText.Mentions; len(m) != 1 || m[0].Known == nil || m[0].Known.ID != idOf(t, s, "agency", "Europol") {
		t.Errorf("extractText gives %+v", out)
	}
}

// Errors of the store that are not for clients are masked, and name the request.
func TestFaultsAreMasked(t *testing.T) {
	store := openSample(t)
	s, err := schema.New(store, schema.Options{Loader: broken{}})
	if err != nil {
		t.Fatal(err)
	}
	body, _ := s.Query(context.Background(), `{ extractText(article: {text: "x"}) { text } stats { nodes } }`, "", nil, schema.Requester{})
	var out struct {
		Data struct {
			ExtractText *struct{}
			Stats       struct{ Nodes int }
		}
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Errors) != 1 || strings.Contains(out.Errors[0].Message, "/var/secret") || out.Data.Stats.Nodes == 0 {
		t.Errorf("answered %s", body)
	}
}

// broken is a loader whose disk is gone.
type broken struct{}

func (broken) Extract(context.Context, schema.Draft) (*graph.Document, error) {
	return nil, errors.New("open /var/secret: input/output error")
}

func (broken) Load(context.Context, schema.Draft) (graph.PutResult, error) {
	return graph.PutResult{}, errors.New("open /var/secret: input/output error")
}
