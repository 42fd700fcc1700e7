package serve

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packFrom is the size from which packing is worth its time.
const packFrom = 1400

// packer packs one body at a time.
type packer struct {
	buf bytes.Buffer
	w   interface {
		io.WriteCloser
		Reset(io.Writer)
	}
	pool *sync.Pool
}

func (p *packer) bytes() []byte { return p.buf.Bytes() }

func (p *packer) release() {
	if p.buf.Cap() > 1<<20 {
		p.buf = bytes.Buffer{}
	}
	p.pool.Put(p)
}

var gzips, zstds sync.Pool

func init() {
	gzips.New = func() any {
		w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		if err != nil {
			panic("internal error: " + err.Error()) // only for a level that there is not
		}
		return &packer{w: w, pool: &gzips}
	}
	zstds.New = func() any {
		w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		if err != nil {
			panic("internal error: " + err.Error()) // only for options that do not fit
		}
		return &packer{w: w, pool: &zstds}
	}
}

// pack packs a body as the client likes best. The encoding is empty if it stays
// as it is; else the packer must be released.
func pack(r *http.Request, body []byte) (*packer, string) {
	accepted := r.Header["Accept-Encoding"]
	if len(accepted) == 0 || len(body) < packFrom {
		return nil, ""
	}
	encoding, pool, best := "", (*sync.Pool)(nil), 0.0
	for _, part := range strings.Split(strings.Join(accepted, ","), ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			if n, err := strconv.ParseFloat(v, 64); err == nil {
				q = n
			}
		}
		// Of two that are liked equally the first counts: some clients list zstd
		// last that cannot read it.
		switch {
		case q <= best:
		case name == "gzip":
			encoding, pool, best = name, &gzips, q
		case name == "zstd":
			encoding, pool, best = name, &zstds, q
		}
	}
	if encoding == "" {
		return nil, ""
	}
	p := pool.Get().(*packer)
	p.buf.Reset()
	p.w.Reset(&p.buf)
	_, err := p.w.Write(body)
	if err == nil {
		err = p.w.Close()
	}
	if err != nil { // a bytes.Buffer does not fail
		panic("internal error: " + err.Error())
	}
	return p, encoding
}
