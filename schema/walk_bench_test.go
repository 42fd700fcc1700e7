package schema_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/schema"
	"onymous/schema/serve"
)

var benchArticles = flag.Int("articles", 5_000, "how many synthetic articles the benchmarks read from")

// openSynthetic returns a store of synthetic articles.
func openSynthetic(b *testing.B) *graph.Store {
	b.Helper()
	ctx := context.Background()
	store, err := graph.Open(ctx, graph.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := store.Close(); err != nil {
			b.Error(err)
		}
	})
	var docs []*graph.Document
	put := func(tx *graph.Tx) error {
		for _, d := range docs {
			if _, err := tx.Put(ctx, d); err != nil {
				return err
			}
		}
		return nil
	}
	for d, err := range graphtest.Corpus(*benchArticles) {
		if err != nil {
			b.Fatal(err)
		}
		if docs = append(docs, d); len(docs) < 1000 {
			continue
		}
		if err := store.Update(ctx, put); err != nil {
			b.Fatal(err)
		}
		docs = docs[:0]
	}
	if err := store.Update(ctx, put); err != nil {
		b.Fatal(err)
	}
	return store
}

// walks are the queries that front ends ask most: a thing with what is around it, in
// one, two and three steps.
var walks = []struct{ name, ids, query string }{
	{"OneHop", `{ operations(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { operation(id: $id) { id name participants(first: 20) { edges { role node { id name } } } targets(first: 20) { edges { outcome node { id name } } } } }`},
	{"TwoHops", `{ agencies(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { agency(id: $id) { id name participatedIn(first: 10) { edges { role node { id name targets(first: 3) { edges { outcome node { id name } } } } } } } }`},
	{"ThreeHops", `{ agencies(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { agency(id: $id) { id name participatedIn(first: 20) { nodes { id name targets(first: 5) { nodes { id name ... on Marketplace { administrators(first: 5) { nodes { id name } } } } } } } } }`},
}

// requests returns the requests of a walk from each of the ids, as they go over the
// wire.
func requests(b *testing.B, s *schema.Server, ids, query string) [][]byte {
	b.Helper()
	var out map[string]struct{ Nodes []struct{ ID string } }
	ask(b, s, ids, nil, &out)
	var requests [][]byte
	for _, list := range out {
		for _, n := range list.Nodes {
			body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]string{"id": n.ID}})
			if err != nil {
				b.Fatal(err)
			}
			requests = append(requests, fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
		}
	}
	return requests
}

// client asks over a connection of its own. Net/http's client takes more time than
// the server, on the same processors.
type client struct {
	conn net.Conn
	r    *bufio.Reader
}

func newClient(b *testing.B, address string) *client {
	b.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	return &client{conn, bufio.NewReaderSize(conn, 128<<10)}
}

// ask sends a request and returns the body of the answer, which is good until the
// next.
func (c *client) ask(request []byte) ([]byte, error) {
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	length := 0
	for first := true; ; first = false {
		line, err := c.r.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
			return nil, fmt.Errorf("answered %q", line)
		}
		if v, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(v))); err != nil {
				return nil, err
			}
		}
		if len(line) == len("\r\n") {
			break
		}
	}
	body, err := c.r.Peek(length)
	if err != nil {
		return nil, err
	}
	_, err = c.r.Discard(length)
	return body, err
}

// serveSynthetic serves synthetic articles as `onymous serve` does: with every guard,
// a log and metrics. It returns the address.
func serveSynthetic(b *testing.B) (*schema.Server, string) {
	b.Helper()
	log, err := os.Create(filepath.Join(b.TempDir(), "log"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { log.Close() })
	o := schema.Options{Log: zerolog.New(log)}
	o.HTTP.Tokens.Anonymous = serve.Reader
	s, err := schema.New(openSynthetic(b), o)
	if err != nil {
		b.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Serve(ctx, l, nil); err != nil {
			b.Error(err)
		}
	})
	b.Cleanup(func() { stop(); running.Wait() })
	return s, l.Addr().String()
}

// BenchmarkWalk answers walks over HTTP on loopback, by eight clients at once and by
// one, on the same processors. -articles 100000 takes a minute more.
func BenchmarkWalk(b *testing.B) {
	s, address := serveSynthetic(b)
	for _, w := range walks {
		requests := requests(b, s, w.ids, w.query)
		for _, clients := range []int{8, 1} {
			b.Run(fmt.Sprintf("%s/Clients=%d", w.name, clients), func(b *testing.B) { walk(b, address, clients, requests) })
		}
	}
}

func walk(b *testing.B, address string, clients int, requests [][]byte) {
	b.ReportAllocs()
	var running sync.WaitGroup
	var asked, bytesRead, rows atomic.Int64
	times := make([][]time.Duration, clients)
	for i := range clients {
		c := newClient(b, address)
		running.Go(func() {
			for {
				n := asked.Add(1)
				if n > int64(b.N) {
					return
				}
				begun := time.Now()
				body, err := c.ask(requests[int(n)%len(requests)])
				if err != nil {
					b.Error(err)
					return
				}
				times[i] = append(times[i], time.Since(begun))
				if n%64 == 1 { // counting every row would be most of the client's work
					bytesRead.Add(int64(len(body)))
					rows.Add(int64(bytes.Count(body, []byte(`"name"`))))
				}
			}
		})
	}
	running.Wait()
	all := slices.Concat(times...)
	slices.Sort(all)
	sampled := float64((b.N + 63) / 64)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(bytesRead.Load())/sampled, "B/answer")
	b.ReportMetric(float64(rows.Load())/sampled, "rows")
}
