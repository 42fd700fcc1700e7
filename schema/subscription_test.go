package schema_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"onymous/schema"
)

// events follows a subscription over SSE and returns the data of its events.
func events(t *testing.T, base, query string) <-chan json.RawMessage {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, base+"/graphql", strings.NewReader(post(query)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaJSON)
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("status %d", answer.StatusCode)
	}
	out := make(chan json.RawMessage, 16)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && data != "" {
				out <- json.RawMessage(data)
			}
		}
	}()
	return out
}

func next(t *testing.T, events <-chan json.RawMessage, out any) {
	t.Helper()
	select {
	case e, ok := <-events:
		if !ok {
			t.Fatal("the stream has ended")
		}
		if err := json.Unmarshal(e, out); err != nil {
			t.Fatalf("%s: %v", e, err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("no event")
	}
}

func TestChanges(t *testing.T) {
	s := newServer(t, schema.Options{})
	server := httptest.NewServer(s)
	t.Cleanup(server.Close) // after the streams, whose clean-up is registered later
	all := events(t, server.URL, `subscription { changes { stats { judgements } entities { id name } judgements { kind } missed } }`)
	type event struct {
		Data struct {
			Changes struct {
				Stats      struct{ Judgements int }
				Entities   []struct{ ID, Name string }
				Judgements []struct{ Kind string }
			}
		}
	}
	var first, second event
	next(t, all, &first)
	if len(first.Data.Changes.Entities) != 0 || first.Data.Changes.Stats.Judgements != 0 {
		t.Errorf("the first event is %+v", first)
	}
	id := idOf(t, s, "agency", "Europol")
	change(t, s, "renameEntity", judgementFields, map[string]any{"id": id, "name": "European Police Office"})
	next(t, all, &second)
	c := second.Data.Changes
	if len(c.Judgements) != 1 || c.Judgements[0].Kind != "RENAME" || c.Stats.Judgements != 1 {
		t.Errorf("the second event is %+v", second)
	}
	found := false
	for _, e := range c.Entities {
		found = found || e.ID == id && e.Name == "European Police Office"
	}
	if !found {
		t.Errorf("the node is not among %+v", c.Entities)
	}
}

// A subscription to some nodes does not hear of others.
func TestChangesOfSomeNodes(t *testing.T) {
	s := newServer(t, schema.Options{})
	server := httptest.NewServer(s)
	t.Cleanup(server.Close) // after the streams, whose clean-up is registered later
	a, b := idOf(t, s, "marketplace", "AlphaBay"), idOf(t, s, "agency", "Europol")
	some := events(t, server.URL, `subscription { changes(ids: ["`+a+`"]) { entityIds } }`)
	var e struct {
		Data struct{ Changes struct{ EntityIDs []string } }
	}
	next(t, some, &e)
	change(t, s, "renameEntity", judgementFields, map[string]any{"id": b, "name": "European Police Office"})
	change(t, s, "renameEntity", judgementFields, map[string]any{"id": a, "name": "Alpha Bay Market"})
	next(t, some, &e)
	if got := strings.Join(e.Data.Changes.EntityIDs, " "); !strings.Contains(got, a) || strings.Contains(got, b) {
		t.Errorf("heard of %q, want %s and not %s", got, a, b)
	}
}

func TestLoadProgress(t *testing.T) {
	store := openSample(t)
	var o schema.Options
	o.Loader = reader{store}
	o.HTTP.Tokens.Anonymous = 2
	s, err := schema.New(store, o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close) // after the streams, whose clean-up is registered later
	progress := events(t, server.URL, `subscription { loadProgress { articlesDone articlesTotal isDone } }`)
	time.AfterFunc(50*time.Millisecond, func() { // when the stream is open
		s.Query(context.Background(), `mutation { loadArticle(input: {article: {text: "Europol.", url: "https://news.example/2"}}) { unchanged } }`, "", nil, schema.Requester{Editor: true})
	})
	var e struct {
		Data struct {
			LoadProgress struct {
				ArticlesDone, ArticlesTotal int
				IsDone                      bool
			}
		}
	}
	for !e.Data.LoadProgress.IsDone {
		next(t, progress, &e)
	}
	if e.Data.LoadProgress.ArticlesDone != 1 || e.Data.LoadProgress.ArticlesTotal != 1 {
		t.Errorf("the last report is %+v", e)
	}
}

// A connection has so many subscriptions and no more, and the server so many
// connections.
func TestSubscriptionLimits(t *testing.T) {
	var o schema.Options
	o.HTTP.Subscriptions, o.HTTP.Sockets = 2, 2
	server := httptest.NewServer(newServer(t, o))
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	dial := func() (*websocket.Conn, *http.Response, error) {
		return websocket.Dial(ctx, server.URL+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	}
	conn, _, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	write := func(m string) {
		t.Helper()
		if err := conn.Write(ctx, websocket.MessageText, []byte(m)); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"type":"connection_init"}`)
	for _, id := range []string{"1", "2", "3"} {
		write(`{"id":"` + id + `","type":"subscribe","payload":{"query":"subscription { changes { missed } }"}}`)
	}
	refused := ""
	for refused == "" {
		_, data, err := conn.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			ID, Type string
			Payload  json.RawMessage
		}
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		if m.Type == "error" {
			refused = m.ID
			if !strings.Contains(string(m.Payload), "limit subscriptions") {
				t.Errorf("refused by %s", m.Payload)
			}
		}
	}
	second, _, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer second.CloseNow()
	if _, answer, err := dial(); err == nil || answer == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the third connection: %v, %v; want 503", answer, err)
	}
}

func TestRateLimit(t *testing.T) {
	var o schema.Options
	o.HTTP.Rate, o.HTTP.Burst = 0.1, 2
	server := httptest.NewServer(newServer(t, o))
	defer server.Close()
	for i, want := range []int{200, 200, 429} {
		answer, body := send(t, server.URL+"/graphql", call{body: post("{ __typename }")})
		if answer.StatusCode != want || answer.Header.Get("RateLimit") == "" {
			t.Errorf("request %d: status %d, headers %v, want %d", i, answer.StatusCode, answer.Header, want)
		}
		if want == 429 && (answer.Header.Get("Retry-After") == "" || !strings.Contains(string(body), "limit rate")) {
			t.Errorf("refused with %v and %s", answer.Header, body)
		}
	}
}
