package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onymous/schema"
)

// patience is how long a refusal may take. The machine that runs the tests has
// other things to do, so it is more than the 50 ms that a refusal takes alone.
const patience = time.Second

// Requests that would cost more than they may are refused at once, by a message
// that names the limit, and the process lives.
func TestAttacks(t *testing.T) {
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	n := strings.Repeat
	each := func(count int, f func(int) string) string {
		var b strings.Builder
		for i := range count {
			b.WriteString(f(i) + " ")
		}
		return b.String()
	}
	for _, a := range []struct{ name, query, want string }{
		{"FragmentOfItself", "{ ...A } fragment A on Query { node(id: \"x\") { id } ...A }", "contains itself"},
		{"CycleOfTwo", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "contains itself"},
		{"CycleOf400", "{ ...F0 } " + each(400, func(i int) string { return fmt.Sprintf("fragment F%d on Query { ...F%d }", i, (i+1)%400) }), "contains itself"},
		{"FragmentsThatDouble", `{ agency(name: "x") { ...F18 } } fragment F0 on Agency { id } ` + each(18, func(i int) string {
			return fmt.Sprintf("fragment F%d on Agency { ...F%d a: partOf { nodes { ...F%d } } }", i+1, i, i)
		}), "limit"},
		{"Deep", "{ agency(name: \"x\") " + n("{ partOf { nodes ", 40) + "{ id }" + n("}}", 40) + "}", "limit depth"},
		{"DeepAndUnknown", n("{ a ", 30000) + n("}", 30000), "limit"},
		{"NestedLists", "{ nodes(ids: " + n("[", 30000) + n("]", 30000) + ") { id } }", "limit nesting"},
		{"NestedObjects", "{ agencies(filter: " + n("{not:", 10000) + "{}" + n("}", 10000) + ") { totalCount } }", "limit"},
		{"NestedFilter", "{ agencies(filter: " + n("{not:", 95) + "{}" + n("}", 95) + ") { totalCount } }", ""},
		{"OneAliasOften", "{ " + n("a:__typename ", 4000) + "}", "limit"},
		{"ManyAliases", "{ " + each(3000, func(i int) string { return fmt.Sprintf("a%d:__typename", i) }) + "}", "limit"},
		{"Overlapping", "{ stats { " + n("nodes ", 2000) + "} }", "limit"},
		{"Directives", "{ __typename " + n("@skip(if: false) ", 100) + "}", "limit directives"},
		{"PageSize", "{ agencies(first: 1000000) { nodes { id } } }", "limit page"},
		{"PagesThatMultiply", "{ agencies(first: 500) { nodes { participatedIn(first: 500) { nodes { targets(first: 500) { nodes { id } } } } } } }", "limit cost"},
		{"NumberOf40Bits", "{ agencies(first: 1099511627776) { nodes { id } } }", "more than 32 bits"},
		{"IntrospectionThatMultiplies", "{ __schema { types { " + n("interfaces { possibleTypes { fields { type { ", 4) + "name" + n("}}}}", 4) + " } } }", "limit"},
		{"Unused", "query(" + each(1500, func(i int) string { return fmt.Sprintf("$v%d: Int", i) }) + ") { __typename }", "limit tokens"},
		{"Unknown", "{ " + each(150, func(i int) string { return fmt.Sprintf("a%d: stats { x%d }", i, i) }) + "}", "limit root-fields"},
		{"ManyErrors", "{ stats { " + each(1500, func(i int) string { return fmt.Sprintf("x%d", i) }) + " } }", "limit errors"},
	} {
		t.Run(a.name, func(t *testing.T) {
			begun := time.Now()
			_, body := send(t, server.URL+"/graphql", call{body: post(a.query)})
			if took := time.Since(begun); took > patience {
				t.Errorf("answered after %s, want at most %s", took, patience)
			}
			if len(body) > 64<<10 {
				t.Errorf("the answer has %d bytes", len(body))
			}
			if !strings.Contains(string(body), a.want) {
				t.Errorf("answered %.300s, want %q", body, a.want)
			}
			if a.want != "" && !strings.Contains(string(body), `"errors"`) {
				t.Errorf("answered %.300s, want a refusal", body)
			}
		})
	}
}

// valid are queries that the mutations begin with.
var valid = []string{
	`query Q($id: ID!, $n: Int = 5) { node(id: $id) { __typename id ... on Entity { name facts(keys: [ARRESTS]) { display } relations(first: $n) { edges { edgeKind node { name } } } } } }`,
	`{ agencies(first: 3, filter: {participatedIn: {role: {eq: LED}}}, orderBy: [{field: NAME, direction: DESC}]) { totalCount pageInfo { endCursor } edges { cursor node { name } } } }`,
	`{ marketplace(name: "AlphaBay") { ...M } } fragment M on Marketplace { vendors { value bound } sells { nodes { name } } administrators { edges { alleged role claims { quote start end article { title date { text } } } } } }`,
	`{ search(text: "drugs", kinds: [COMMODITY, MARKETPLACE], first: 2) { edges { score field matched node { id } } } }`,
	`{ subgraph(depth: 1, maxNodes: 20) { nodes { id kind name } edges { id kind fromId toId } isComplete omitted { count } } }`,
	`{ __schema { queryType { name } types { name fields(includeDeprecated: true) { name args { name defaultValue } } } } }`,
	`{ contradictions(first: 3) { nodes { explanation sides { value } } } duplicates { nodes { score } } loads { nodes { id } } stats { nodes } }`,
}

// mutate changes a query at random: bytes, words of the language, pieces of
// another query, pieces twice or gone.
func mutate(r *rand.Rand, s string) string {
	words := []string{"{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "null", "true", "fragment F on Query ", "on", "\"", "\"\"\"", "#", "\\", "\x00", "é", "first: -1", "-0", "1e99", "@include(if: $x)", "$__n", "999999999999999999999"}
	for range 1 + r.IntN(4) {
		i := r.IntN(len(s) + 1)
		j := min(len(s), i+r.IntN(20))
		switch r.IntN(5) {
		case 0:
			s = s[:i] + words[r.IntN(len(words))] + s[i:]
		case 1:
			s = s[:i] + s[j:]
		case 2:
			s = s[:j] + s[i:]
		case 3:
			other := valid[r.IntN(len(valid))]
			from := r.IntN(len(other))
			s = s[:i] + other[from:min(len(other), from+r.IntN(40))] + s[j:]
		case 4:
			s = s[:i] + string(rune(r.IntN(128))) + s[j:]
		}
	}
	return s
}

var mutations = flag.Int("mutations", 2000, "how many random mutations of queries to send")

// Mutations of valid queries never crash the server, leak what it did or stall it.
func TestMutatedQueries(t *testing.T) {
	const seed = 7
	s := newServer(t, schema.Options{Timeout: 2 * time.Second})
	r := rand.New(rand.NewPCG(seed, 0))
	before := runtime.NumGoroutine()
	for i := range *mutations {
		query := mutate(r, valid[r.IntN(len(valid))])
		request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(post(query)))
		request.Header.Set("Content-Type", mediaJSON)
		w := httptest.NewRecorder()
		begun := time.Now()
		s.ServeHTTP(w, request)
		if took := time.Since(begun); took > 5*time.Second {
			t.Fatalf("seed %d, number %d: %q took %s", seed, i, query, took)
		}
		if w.Code >= 500 || !json.Valid(w.Body.Bytes()) || bytes.Contains(w.Body.Bytes(), []byte("INTERNAL_SERVER_ERROR")) || bytes.Contains(w.Body.Bytes(), []byte(".go:")) {
			t.Fatalf("seed %d, number %d: %q answered %d %.500s", seed, i, query, w.Code, w.Body)
		}
	}
	if after := runtime.NumGoroutine(); after > before+5 {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}

// Two hundred clients at once get answers or are told to come back.
func TestManyClients(t *testing.T) {
	var o schema.Options
	o.HTTP.Concurrency, o.HTTP.Waiting, o.HTTP.Patience = 4, 50, 200*time.Millisecond
	server := httptest.NewServer(newServer(t, o))
	defer server.Close()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxConnsPerHost: 200, MaxIdleConnsPerHost: 200}}
	var answered, busy atomic.Int64
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			for range 3 {
				answer, err := client.Post(server.URL+"/graphql", mediaJSON, strings.NewReader(post(valid[4])))
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(answer.Body)
				answer.Body.Close()
				switch {
				case err != nil:
					t.Error(err)
				case answer.StatusCode == http.StatusOK && bytes.Contains(body, []byte(`"subgraph"`)):
					answered.Add(1)
				case answer.StatusCode == http.StatusServiceUnavailable && answer.Header.Get("Retry-After") != "":
					busy.Add(1)
				default:
					t.Errorf("status %d: %.200s", answer.StatusCode, body)
				}
			}
		})
	}
	wg.Wait()
	if answered.Load() == 0 {
		t.Errorf("%d answers and %d refusals", answered.Load(), busy.Load())
	}
	t.Logf("%d answers, %d refusals", answered.Load(), busy.Load())
}

// A client that stops reading costs its connection and nothing more.
func TestClientThatStopsReading(t *testing.T) {
	var o schema.Options
	o.HTTP.WriteTimeout, o.HTTP.Concurrency = 300*time.Millisecond, 2
	s := newServer(t, o)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l, nil) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	body := post(`{ __schema { types { name description fields { name description args { name description type { name } } } } } }`)
	for range 10 {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.(*net.TCPConn).SetReadBuffer(1024); err != nil {
			t.Fatal(err)
		}
		for range 20 { // more answers than the buffers between take
			if _, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body); err != nil {
				break // cut off already
			}
		}
	}
	answer, err := http.Post("http://"+l.Addr().String()+"/graphql", mediaJSON, strings.NewReader(post("{ stats { nodes } }")))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("another client is answered %d", answer.StatusCode)
	}
}
