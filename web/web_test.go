package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var page = strings.Repeat("<p>the explorer</p>", 50)

func builtSite() *site {
	return newSite(fstest.MapFS{
		"explorer/index.html":           {Data: []byte(page)},
		"explorer/assets/main-ABCD.js":  {Data: []byte("go()")},
		"graphiql/index.html":           {Data: []byte("graphiql")},
		"explorer/assets/odd-ABCD.what": {Data: []byte("?")},
	}, "explorer", "", explorerPolicy)
}

func get(t *testing.T, h http.Handler, method, url string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestSiteAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, method, url string
		status            int
		kind, cache, want string
	}{
		{"Page", "GET", "/", 200, "text/html; charset=utf-8", "no-cache", page},
		{"Script", "GET", "/assets/main-ABCD.js", 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "go()"},
		{"UnknownEnding", "GET", "/assets/odd-ABCD.what", 200, "application/octet-stream", "public, max-age=31536000, immutable", "?"},
		{"HeadHasNoBody", "HEAD", "/", 200, "text/html; charset=utf-8", "no-cache", ""},
		{"OtherPath", "GET", "/nothing", 404, "text/plain; charset=utf-8", "", "not found\n"},
		{"NoFolders", "GET", "/assets/", 404, "text/plain; charset=utf-8", "", "not found\n"},
		{"NoOtherSite", "GET", "/../graphiql/index.html", 404, "text/plain; charset=utf-8", "", "not found\n"},
		{"NoPost", "POST", "/", 405, "text/plain; charset=utf-8", "", "method not allowed\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res := get(t, builtSite(), tt.method, tt.url)
			if res.StatusCode != tt.status || res.Header.Get("Content-Type") != tt.kind || res.Header.Get("Cache-Control") != tt.cache {
				t.Errorf("%s %s: got %d %q %q, want %d %q %q", tt.method, tt.url,
					res.StatusCode, res.Header.Get("Content-Type"), res.Header.Get("Cache-Control"), tt.status, tt.kind, tt.cache)
			}
			if got := body(t, res.Body); got != tt.want {
				t.Errorf("%s %s: body %q, want %q", tt.method, tt.url, got, tt.want)
			}
		})
	}
}

func TestSiteCompressesWhereItIsWanted(t *testing.T) {
	for _, tt := range []struct {
		accepts string
		want    bool
	}{
		{"gzip, deflate, br", true}, {"br;q=1.0, gzip;q=0.2", true}, {"*", true},
		{"", false}, {"identity", false}, {"gzip;q=0", false}, {"gzip;q=x", false},
	} {
		res := get(t, builtSite(), "GET", "/", "Accept-Encoding", tt.accepts)
		if got := res.Header.Get("Content-Encoding") == "gzip"; got != tt.want {
			t.Errorf("Accept-Encoding %q: compressed %v, want %v", tt.accepts, got, tt.want)
			continue
		}
		reader := io.Reader(res.Body)
		if tt.want {
			z, err := gzip.NewReader(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			reader = z
		}
		if got := body(t, reader); got != page {
			t.Errorf("Accept-Encoding %q: body %q, want the page", tt.accepts, got)
		}
	}
	if res := get(t, builtSite(), "GET", "/assets/main-ABCD.js", "Accept-Encoding", "gzip"); res.Header.Get("Content-Encoding") != "" {
		t.Error("four bytes were compressed, which makes them longer")
	}
}

func TestSiteKnowsWhatTheClientHas(t *testing.T) {
	for _, coding := range []string{"gzip", "identity"} {
		first := get(t, builtSite(), "GET", "/", "Accept-Encoding", coding)
		tag := first.Header.Get("ETag")
		again := get(t, builtSite(), "GET", "/", "Accept-Encoding", coding, "If-None-Match", `"other", W/`+tag)
		if again.StatusCode != http.StatusNotModified || body(t, again.Body) != "" {
			t.Errorf("%s, tag %s: got %d, want 304 without a body", coding, tag, again.StatusCode)
		}
		other := get(t, builtSite(), "GET", "/", "Accept-Encoding", coding, "If-None-Match", `"other"`)
		if other.StatusCode != http.StatusOK {
			t.Errorf("%s, another tag: got %d, want 200", coding, other.StatusCode)
		}
	}
}

func TestPolicyAllowsNothingInline(t *testing.T) {
	for name, h := range map[string]http.Handler{"explorer": Handler(), "graphiql": GraphiQL()} {
		policy := get(t, h, "GET", "/").Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: policy %q", name, policy)
		}
	}
}

func TestUnbuiltSaysSo(t *testing.T) {
	s := newSite(fstest.MapFS{}, "explorer", "", explorerPolicy)
	res := get(t, s, "GET", "/")
	if got := body(t, res.Body); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(got, "was not built") {
		t.Errorf("got %d %q, want 503 and a page that says so", res.StatusCode, got)
	}
}

func TestFolderWithoutSlashRedirects(t *testing.T) {
	s := newSite(fstest.MapFS{"graphiql/index.html": {Data: []byte("graphiql")}}, "graphiql", "/graphiql", graphiqlPolicy)
	if res := get(t, s, "GET", "/graphiql"); res.StatusCode != http.StatusMovedPermanently || res.Header.Get("Location") != "/graphiql/" {
		t.Errorf("/graphiql: got %d to %q, want 301 to /graphiql/", res.StatusCode, res.Header.Get("Location"))
	}
	if res := get(t, s, "GET", "/graphiql/"); res.StatusCode != http.StatusOK || body(t, res.Body) != "graphiql" {
		t.Errorf("/graphiql/: got %d, want the page", res.StatusCode)
	}
	if res := get(t, s, "GET", "/"); res.StatusCode != http.StatusNotFound {
		t.Errorf("/: got %d, want 404", res.StatusCode)
	}
}
