package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// A file is one file of dist/, ready to be served.
type file struct {
	content []byte
	kind    string // media type
	etag    string
	forever bool // its name carries a hash of its content

	// gzipped returns the content compressed, or nil if that saves nothing. The
	// work is done once, by the first client that wants it.
	gzipped func() []byte
}

// mediaTypes has every ending that the build writes. The list of the operating
// system is not asked: it differs from machine to machine.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
}

// readFiles returns the files below folder by their path in a URL, index.html
// as "/". It returns nil if the folder has no page, which means that it was
// never built.
func readFiles(dist fs.FS, folder string) map[string]*file {
	files := map[string]*file{}
	err := fs.WalkDir(dist, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		url := strings.TrimPrefix(name, folder)
		files[strings.TrimSuffix(url, "index.html")] = newFile(url, content)
		return nil
	})
	if err != nil || files["/"] == nil {
		return nil
	}
	return files
}

func newFile(url string, content []byte) *file {
	sum := sha256.Sum256(content)
	kind, ok := mediaTypes[path.Ext(url)]
	if !ok {
		kind = "application/octet-stream"
	}
	return &file{
		content: content,
		kind:    kind,
		etag:    `"` + hex.EncodeToString(sum[:12]) + `"`,
		forever: strings.HasPrefix(url, "/assets/"),
		gzipped: sync.OnceValue(func() []byte { return compress(content) }),
	}
}

func compress(content []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic("internal error: " + err.Error()) // The level is a constant that gzip knows.
	}
	_, _ = z.Write(content) // A bytes.Buffer takes everything.
	_ = z.Close()
	if b.Len() >= len(content) {
		return nil
	}
	return b.Bytes()
}

// serve answers with the file, compressed where the client takes it.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	if f.forever {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache") // Asked about every time, answered with 304 by the tag.
	}
	content, etag := f.content, f.etag
	if acceptsGzip(r.Header.Get("Accept-Encoding")) {
		if z := f.gzipped(); z != nil {
			// Another representation has another tag.
			content, etag = z, strings.TrimSuffix(f.etag, `"`)+`-gz"`
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("ETag", etag)
	if tagMatches(r.Header.Get("If-None-Match"), etag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(content) // The client has gone; nobody is left to tell.
	}
}

// acceptsGzip reads an Accept-Encoding header. A weight of nought refuses.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		coding = strings.TrimSpace(coding)
		if !strings.EqualFold(coding, "gzip") && coding != "*" {
			continue
		}
		weight, found := strings.CutPrefix(strings.TrimSpace(params), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		return !found || (err == nil && q > 0)
	}
	return false
}

func tagMatches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if tag := strings.TrimPrefix(strings.TrimSpace(part), "W/"); tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
