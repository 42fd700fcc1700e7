package serve

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestNegotiate(t *testing.T) {
	for accept, want := range map[string]string{
		"":                     mediaJSON,
		"*/*":                  mediaJSON,
		"application/json":     mediaJSON,
		"application/*":        mediaJSON,
		mediaResponse:          mediaResponse,
		"text/html":            "",
		"text/event-stream":    mediaStream,
		"application/json;q=0": "",
		"application/json;q=0.5, " + mediaResponse + ";q=0.4":                           mediaJSON,
		mediaResponse + ";charset=utf-8, application/json;q=0.9":                        mediaResponse,
		"application/graphql-response+json, application/graphql+json, application/json": mediaResponse,
		"text/html, */*;q=0.1":       mediaJSON,
		"nonsense, application/json": mediaJSON,
	} {
		r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
		if accept != "" {
			r.Header.Set("Accept", accept)
		}
		if got := negotiate(r); got != want {
			t.Errorf("Accept %q gives %q, want %q", accept, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	token, hash := NewToken()
	var tokens Tokens
	tokens.Anonymous = Reader
	if err := tokens.Read(strings.NewReader("# people\n\neditor desk " + hash + "\nreader paper plain-text\n")); err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]Caller{token: {Editor, "desk"}, "plain-text": {Reader, "paper"}, "": {Reader, ""}} {
		if got, ok := tokens.caller(given); !ok || got != want {
			t.Errorf("token %q: %+v, %v; want %+v", given, got, ok, want)
		}
	}
	for _, nobody := range []string{"x", hash, token + "x", strings.ToLower(token)} {
		if got, ok := tokens.caller(nobody); ok {
			t.Errorf("token %q is taken for %+v", nobody, got)
		}
	}
	for _, file := range []string{"editor desk", "king desk x", "editor desk sha256:12", "editor a b c"} {
		err := new(Tokens).Read(strings.NewReader("\n" + file))
		if err == nil || !strings.Contains(err.Error(), "line 2") || strings.Contains(err.Error(), "sha256:12") {
			t.Errorf("%q: error %v, want one that names the line and not the token", file, err)
		}
	}
}

func TestPersistedForgetsTheOldest(t *testing.T) {
	p := newPersisted(nil)
	text := func(i int) string { return strings.Repeat("#", 100<<10) + strings.Repeat("\n", i) + "{ a }" }
	for i := range 60 {
		if _, err := p.text(text(i), digest(text(i))); err != nil {
			t.Fatal(err)
		}
	}
	if p.bytes > persistedBytes {
		t.Errorf("%d bytes are kept, want at most %d", p.bytes, persistedBytes)
	}
	if _, err := p.text("", digest(text(0))); err == nil {
		t.Error("the oldest is still there")
	}
	if got, err := p.text("", digest(text(59))); err != nil || got != text(59) {
		t.Errorf("the newest is not there: %v", err)
	}
}

func TestOwnOrigin(t *testing.T) {
	o := newOrigins([]string{"https://news.example"}, []string{"graph.example"})
	for origin, want := range map[string]bool{"": true, "http://graph.example:8080": true, "https://news.example": true, "https://evil.example": false, "null": false, "http://graph.example": false} {
		r := httptest.NewRequest(http.MethodPost, "http://graph.example:8080/graphql", nil)
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if got := o.originAllowed(r); got != want {
			t.Errorf("origin %q: %v, want %v", origin, got, want)
		}
	}
}
