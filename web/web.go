// Package web serves the explorer: the page at / on which people look at the
// graph and read the sentences behind it, and GraphiQL at /graphiql/.
//
// The page is written in TypeScript in src/ and bundled into dist/, which is
// not committed: `make web` builds it, and the binary carries what it finds
// there. A binary built without it serves a page that says so.
//
// Everything comes out of the binary; nothing is fetched from elsewhere, and
// the Content-Security-Policy does not let it be. The page talks to the public
// GraphQL API alone, so that whatever it does another front end can do too.
package web

import (
	"embed"
	"io/fs"
	"net/http"
	"strings"
)

// The pattern matches dist.md, which is committed, and dist/ once it is built:
// a pattern that matches nothing would not compile.
//
//go:embed dist*
var built embed.FS

const (
	// explorerPolicy lets the page use what this server serves and nothing else.
	// Pictures of the view are made in the page, hence data: and blob:.
	explorerPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

	// graphiqlPolicy differs in the fonts, which GraphiQL's style sheet carries
	// inside itself.
	graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// Handler serves the explorer: its page at / and the files that the page loads
// below /assets/. Any other path is 404. It is safe for concurrent use.
func Handler() http.Handler { return newSite(dist(), "explorer", "", explorerPolicy) }

// GraphiQL serves GraphiQL at /graphiql/, for a client that wants to write
// queries. It is safe for concurrent use.
func GraphiQL() http.Handler { return newSite(dist(), "graphiql", "/graphiql", graphiqlPolicy) }

func dist() fs.FS {
	sub, err := fs.Sub(built, "dist")
	if err != nil {
		panic("internal error: " + err.Error()) // The name is a valid path, which is all that Sub checks.
	}
	return sub
}

// site serves the files below one folder of dist/.
type site struct {
	prefix string // of the URL path, without a slash at its end
	policy string
	files  map[string]*file // by URL path below prefix; nil if nothing was built
}

func newSite(dist fs.FS, folder, prefix, policy string) *site {
	return &site{prefix: prefix, policy: policy, files: readFiles(dist, folder)}
}

// ServeHTTP answers GET and HEAD.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", s.policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	path, below := strings.CutPrefix(r.URL.Path, s.prefix)
	switch {
	case below && path == "": // The page's own links are relative to the folder.
		http.Redirect(w, r, s.prefix+"/", http.StatusMovedPermanently)
	case below && path == "/" && s.files == nil:
		serveUnbuilt(w)
	case below && s.files[path] != nil:
		s.files[path].serve(w, r)
	default:
		http.Error(w, "not found", http.StatusNotFound)
	}
}

func serveUnbuilt(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte(unbuiltPage)) // The client has gone; nobody is left to tell.
}

const unbuiltPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>onymous: the explorer was not built</title>
<h1>The explorer was not built</h1>
<p>This server was compiled without the files of its pages. The API at <a href="/graphql">/graphql</a> works all the same.</p>
<p>To have the pages, install Node.js 20 or newer, run <code>make build</code> in the source folder, and start the new binary.</p>
</html>
`
