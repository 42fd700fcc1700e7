package schema_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"onymous/schema"
)

const (
	mediaJSON     = "application/json"
	mediaResponse = "application/graphql-response+json"
)

// call is one request and what is expected of the answer.
type call struct {
	name    string
	method  string // POST if empty
	query   string // in the address, of a GET
	headers map[string]string
	body    string
	status  int
	code    string // of the first error
	data    bool   // whether there is a key data
}

func post(query string) string {
	b, _ := json.Marshal(map[string]string{"query": query}) // strings always encode
	return string(b)
}

func get(query string, more ...string) string {
	v := url.Values{"query": {query}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return "?" + v.Encode()
}

// send sends a request and returns the answer with its body.
func send(t *testing.T, base string, c call) (*http.Response, []byte) {
	t.Helper()
	method := c.method
	if method == "" {
		method = http.MethodPost
	}
	r, err := http.NewRequest(method, base+c.query, strings.NewReader(c.body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", mediaJSON)
	}
	for k, v := range c.headers {
		if k == "Host" {
			r.Host = v
			continue
		}
		if v == "" {
			r.Header.Del(k)
		} else {
			r.Header.Set(k, v)
		}
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

func TestHTTP(t *testing.T) {
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	base := server.URL + "/graphql"
	accept := func(media string) map[string]string { return map[string]string{"Accept": media} }
	for _, c := range []call{
		{name: "Query", body: post("{ __typename }"), status: 200, data: true},
		{name: "Get", method: "GET", query: get("{ __typename }"), status: 200, data: true},
		{name: "GetWithVariables", method: "GET", query: get("query($i: ID!) { node(id: $i) { id } }", "variables", `{"i":"x"}`), status: 200, data: true},
		{name: "SyntaxErrorIs200ForOldClients", body: post("{"), status: 200, code: "GRAPHQL_PARSE_FAILED", headers: accept(mediaJSON)},
		{name: "SyntaxErrorIs400ForNewOnes", body: post("{"), status: 400, code: "GRAPHQL_PARSE_FAILED", headers: accept(mediaResponse)},
		{name: "ValidationErrorHasNoData", body: post("{ nope }"), status: 400, code: "GRAPHQL_VALIDATION_FAILED", headers: accept(mediaResponse)},
		{name: "WrongVariable", body: `{"query":"query($n: Int) { agencies(first: $n) { totalCount } }","variables":{"n":"1"}}`, status: 400, code: "BAD_USER_INPUT", headers: accept(mediaResponse)},
		{name: "MissingVariable", body: post("query($n: ID!) { node(id: $n) { id } }"), status: 400, code: "BAD_USER_INPUT", headers: accept(mediaResponse)},
		{name: "UnknownOperation", body: `{"query":"query A { __typename }","operationName":"B"}`, status: 400, code: "OPERATION_RESOLUTION_FAILURE", headers: accept(mediaResponse)},
		{name: "SeveralOperationsNeedAName", body: post("query A { __typename } query B { __typename }"), status: 400, code: "OPERATION_RESOLUTION_FAILURE", headers: accept(mediaResponse)},
		{name: "NoJSON", body: "{", status: 400, code: "BAD_REQUEST"},
		{name: "Batch", body: "[" + post("{ __typename }") + "]", status: 400, code: "BAD_REQUEST"},
		{name: "NoQuery", body: `{"qeury":"{ __typename }"}`, status: 400, code: "BAD_REQUEST"},
		{name: "NotAcceptable", body: post("{ __typename }"), status: 406, code: "BAD_REQUEST", headers: accept("text/html")},
		{name: "AcceptByQuality", body: post("{"), status: 400, code: "GRAPHQL_PARSE_FAILED", headers: accept("application/json;q=0.5, " + mediaResponse)},
		{name: "MutationByGet", method: "GET", query: get(`mutation { undoJudgement(input: {id: "j1"}) { userErrors { code } } }`), status: 405, code: "BAD_REQUEST"},
		{name: "SubscriptionAsJSON", body: post("subscription { changes { missed } }"), status: 406, code: "BAD_REQUEST"},
		{name: "Put", method: "PUT", status: 405, code: "BAD_REQUEST"},
		{name: "Form", body: "query=%7B__typename%7D", status: 415, code: "BAD_REQUEST", headers: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}},
		{name: "PlainText", body: post("{ __typename }"), status: 415, code: "BAD_REQUEST", headers: map[string]string{"Content-Type": "text/plain"}},
		{name: "NoContentType", body: post("{ __typename }"), status: 415, code: "BAD_REQUEST", headers: map[string]string{"Content-Type": ""}},
		{name: "OtherOrigin", body: post("{ __typename }"), status: 403, code: "FORBIDDEN", headers: map[string]string{"Origin": "https://evil.example"}},
		{name: "OwnOrigin", body: post("{ __typename }"), status: 200, data: true, headers: map[string]string{"Origin": server.URL}},
		{name: "CrossSiteGet", method: "GET", query: get("{ __typename }"), status: 403, code: "FORBIDDEN", headers: map[string]string{"Sec-Fetch-Site": "cross-site"}},
		{name: "OtherHost", body: post("{ __typename }"), status: 421, headers: map[string]string{"Host": "evil.example"}},
		{name: "UnknownToken", body: post("{ __typename }"), status: 401, code: "UNAUTHENTICATED", headers: map[string]string{"Authorization": "Bearer nobody"}},
		{name: "NullLiteral", body: post("{ node(id: \"x\") { id } agencies(first: null, filter: {name: null, or: [{name: {eq: null, in: [\"x\"]}}]}) { totalCount } }"), status: 200, data: true},
		{name: "NullVariable", body: `{"query":"query($n: Int, $f: AgencyFilter) { agencies(first: $n, filter: $f) { totalCount } }","variables":{"n":null,"f":{"name":null}}}`, status: 200, data: true},
		{name: "NullWhereNoneMayBe", body: post("{ node(id: null) { id } }"), status: 400, code: "GRAPHQL_VALIDATION_FAILED", headers: accept(mediaResponse)},
		{name: "NullInAListOfNonNull", body: post("{ nodes(ids: [\"x\", null]) { id } }"), status: 400, code: "GRAPHQL_VALIDATION_FAILED", headers: accept(mediaResponse)},
		{name: "NullIsStillAName", body: post("{ null }"), status: 400, code: "GRAPHQL_VALIDATION_FAILED", headers: accept(mediaResponse)},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, body := send(t, base, c)
			if answer.StatusCode != c.status {
				t.Errorf("status %d, want %d; body %s", answer.StatusCode, c.status, body)
			}
			if c.status == 421 {
				return
			}
			var a struct {
				Data   json.RawMessage
				Errors []struct{ Extensions struct{ Code string } }
			}
			if err := json.Unmarshal(body, &a); err != nil {
				t.Fatalf("%v: %s", err, body)
			}
			if hasData := bytes.Contains(body, []byte(`"data":`)); hasData != c.data {
				t.Errorf("a key data: %v, want %v; body %s", hasData, c.data, body)
			}
			if c.code != "" && (len(a.Errors) == 0 || a.Errors[0].Extensions.Code != c.code) {
				t.Errorf("no error with the code %s; body %s", c.code, body)
			}
			if answer.Header.Get("X-Request-Id") == "" {
				t.Error("no X-Request-Id")
			}
		})
	}
}

func TestETag(t *testing.T) {
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	c := call{method: "GET", query: get(`{ agency(name: "Europol") { name } }`)}
	first, body := send(t, server.URL+"/graphql", c)
	etag := first.Header.Get("Etag")
	if etag == "" || len(body) == 0 {
		t.Fatalf("no ETag or no body: %v", first.Header)
	}
	c.headers = map[string]string{"If-None-Match": etag}
	second, body := send(t, server.URL+"/graphql", c)
	if second.StatusCode != http.StatusNotModified || len(body) != 0 {
		t.Errorf("status %d with %d bytes, want 304 without", second.StatusCode, len(body))
	}
}

func TestPacking(t *testing.T) {
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	query := post("{ __schema { types { name description } } }")
	_, plain := send(t, server.URL+"/graphql", call{body: query, headers: map[string]string{"Accept-Encoding": "identity"}})
	for encoding, unpack := range map[string]func([]byte) ([]byte, error){
		"gzip": func(b []byte) ([]byte, error) {
			r, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				return nil, err
			}
			return io.ReadAll(r)
		},
		"zstd": func(b []byte) ([]byte, error) {
			r, err := zstd.NewReader(bytes.NewReader(b))
			if err != nil {
				return nil, err
			}
			return io.ReadAll(r)
		},
	} {
		answer, packed := send(t, server.URL+"/graphql", call{body: query, headers: map[string]string{"Accept-Encoding": encoding}})
		if got := answer.Header.Get("Content-Encoding"); got != encoding {
			t.Errorf("Content-Encoding %q, want %q", got, encoding)
		}
		got, err := unpack(packed)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%s: error %v, %d bytes, want the %d of the plain answer", encoding, err, len(got), len(plain))
		}
		if len(packed)*3 > len(plain) {
			t.Errorf("%s: %d of %d bytes are left", encoding, len(packed), len(plain))
		}
	}
	answer, _ := send(t, server.URL+"/graphql", call{body: query, headers: map[string]string{"Accept-Encoding": "gzip, deflate, br, zstd"}})
	if got := answer.Header.Get("Content-Encoding"); got != "gzip" {
		t.Errorf("for a client that lists zstd last: Content-Encoding %q, want gzip", got)
	}
}

func TestPersistedQueries(t *testing.T) {
	const query = "{ __typename }"
	sum := sha256.Sum256([]byte(query))
	hash := hex.EncodeToString(sum[:])
	extensions := fmt.Sprintf(`"extensions":{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hash)
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	for _, step := range []struct{ name, body, want string }{
		{"Unknown", "{" + extensions + "}", "PERSISTED_QUERY_NOT_FOUND"},
		{"OtherText", `{"query":"{ a }",` + extensions + "}", "provided sha does not match query"},
		{"Registered", `{"query":"{ __typename }",` + extensions + "}", `"__typename":"Query"`},
		{"Known", "{" + extensions + "}", `"__typename":"Query"`},
		{"OtherVersion", `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}`, "PERSISTED_QUERY_NOT_SUPPORTED"},
	} {
		if _, body := send(t, server.URL+"/graphql", call{body: step.body}); !strings.Contains(string(body), step.want) {
			t.Errorf("%s: got %s, want %s", step.name, body, step.want)
		}
	}
	if _, body := send(t, server.URL+"/graphql", call{method: "GET", query: "?" + url.Values{"extensions": {"{" + extensions[len(`"extensions":{`):]}}.Encode()}); !strings.Contains(string(body), `"__typename":"Query"`) {
		t.Errorf("by GET: got %s", body)
	}
}

func TestTrustedDocuments(t *testing.T) {
	const query = "{ __typename }"
	sum := sha256.Sum256([]byte(query))
	var o schema.Options
	o.HTTP.Trusted = map[string]string{hex.EncodeToString(sum[:]): query}
	server := httptest.NewServer(newServer(t, o))
	defer server.Close()
	for _, step := range []struct{ body, want string }{
		{post(query), `"__typename":"Query"`},
		{fmt.Sprintf(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"%x"}}}`, sum), `"__typename":"Query"`},
		{post("{ stats { nodes } }"), "FORBIDDEN"},
	} {
		if _, body := send(t, server.URL+"/graphql", call{body: step.body}); !strings.Contains(string(body), step.want) {
			t.Errorf("%s: got %s, want %s", step.body, body, step.want)
		}
	}
}

func TestCORS(t *testing.T) {
	var o schema.Options
	o.HTTP.Origins = []string{"https://news.example"}
	server := httptest.NewServer(newServer(t, o))
	defer server.Close()
	allowed := map[string]string{"Origin": "https://news.example"}
	answer, _ := send(t, server.URL+"/graphql", call{method: "OPTIONS", headers: allowed})
	if got := answer.Header.Get("Access-Control-Allow-Origin"); got != "https://news.example" {
		t.Errorf("preflight: allowed origin %q", got)
	}
	answer, _ = send(t, server.URL+"/graphql", call{body: post("{ __typename }"), headers: allowed})
	if answer.StatusCode != 200 || answer.Header.Get("Access-Control-Allow-Origin") != "https://news.example" || answer.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("status %d, headers %v", answer.StatusCode, answer.Header)
	}
	answer, _ = send(t, server.URL+"/graphql", call{method: "OPTIONS", headers: map[string]string{"Origin": "https://evil.example"}})
	if got := answer.Header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("preflight of another origin: allowed %q", got)
	}
}

func TestRoles(t *testing.T) {
	var o schema.Options
	if err := o.HTTP.Tokens.Read(strings.NewReader("# who may do what\nreader paper r-token\neditor desk e-token\n")); err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(openSample(t), o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	mutation := post(`mutation { undoJudgement(input: {id: "nothing"}) { userErrors { code } } }`)
	for _, c := range []struct {
		token, body string
		status      int
		want        string
	}{
		{"", post("{ __typename }"), 401, "UNAUTHENTICATED"},
		{"x-token", post("{ __typename }"), 401, "UNAUTHENTICATED"},
		{"r-token", post("{ __typename }"), 200, `"Query"`},
		{"r-token", mutation, 200, "FORBIDDEN"},
		{"e-token", mutation, 200, "NOT_FOUND"},
	} {
		headers := map[string]string{}
		if c.token != "" {
			headers["Authorization"] = "Bearer " + c.token
		}
		answer, body := send(t, server.URL+"/graphql", call{body: c.body, headers: headers})
		if answer.StatusCode != c.status || !strings.Contains(string(body), c.want) {
			t.Errorf("token %q: status %d, body %s; want %d and %s", c.token, answer.StatusCode, body, c.status, c.want)
		}
	}
	for _, path := range []string{"/metrics"} {
		if answer, _ := send(t, server.URL+path, call{method: "GET"}); answer.StatusCode != 401 {
			t.Errorf("%s without a token: status %d, want 401", path, answer.StatusCode)
		}
	}
	if answer, _ := send(t, server.URL+"/healthz", call{method: "GET"}); answer.StatusCode != 200 {
		t.Errorf("/healthz: status %d", answer.StatusCode)
	}
}

func TestMetrics(t *testing.T) {
	server := httptest.NewServer(newServer(t, schema.Options{}))
	defer server.Close()
	send(t, server.URL+"/graphql", call{body: post("query Named { stats { nodes } }")})
	_, body := send(t, server.URL+"/metrics", call{method: "GET"})
	for _, want := range []string{`onymous_requests_total{kind="query",operation="Named",status="200"} 1`, "onymous_request_seconds_bucket", "onymous_articles 36", "onymous_request_cost_sum"} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("the metrics lack %s", want)
		}
	}
}

// Requests that come before anything was asked must not race for what is made on
// first use.
func TestFirstRequestsAtOnce(t *testing.T) {
	s := newServer(t, schema.Options{})
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			query := fmt.Sprintf(`{ a%d: node(id: "n1") { ... on Entity { name facts { display ... on DateFact { date { text } } } } } agencies(first: 3) { nodes { name participatedIn { totalCount } } } }`, i%4)
			if body, ok := s.Query(context.Background(), query, "", nil, schema.Requester{}); !ok {
				t.Errorf("answered %s", body)
			}
		})
	}
	wg.Wait()
}

// A server that shuts down lets a request end, ends subscriptions and stops.
func TestShutdownDrains(t *testing.T) {
	s := newServer(t, schema.Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l, nil) }()
	base := "http://" + l.Addr().String() + "/graphql"
	r, err := http.NewRequest(http.MethodPost, base, strings.NewReader(post("subscription { changes { stats { articles } } }")))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaJSON)
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	buf := make([]byte, 4096)
	seen := ""
	for !strings.Contains(seen, `"articles":36`) {
		n, err := answer.Body.Read(buf)
		if err != nil {
			t.Fatalf("after %q: %v", seen, err)
		}
		seen += string(buf[:n])
	}
	stop()
	rest, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(rest), "event: complete") {
		t.Errorf("the subscription ended with %q, %v", rest, err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("Serve did not return")
	}
}
