package graph

import (
	"fmt"

	"onymous/graph/ontology"
)

var (
	metaKey    = []byte{'M'}
	counterKey = []byte{'n'}
)

// meta is the one record that says what the store is, and counts what lasts.
type meta struct {
	layout     int
	ontology   string
	resolver   string
	docs       uint64 // numbers given to articles, also to those that are gone
	loads      LoadID
	judgements JudgementID
	history    uint64 // the last number of what vanished
	articles   int
}

func (m *meta) encode() []byte {
	var e encoder
	e.num(m.layout)
	e.string(m.ontology)
	e.string(m.resolver)
	e.uint(m.docs)
	e.uint(uint64(m.loads))
	e.uint(uint64(m.judgements))
	e.uint(m.history)
	e.num(m.articles)
	return e.b
}

// decodeMeta reads the layout first, because what follows may differ in another.
func decodeMeta(b []byte) (*meta, error) {
	d := &decoder{b: b}
	m := &meta{layout: d.num()}
	if d.err == nil && m.layout != layoutVersion {
		return m, fmt.Errorf("%w: the store has layout %d, this program reads %d; load the articles again or use the program that wrote it", ErrLayout, m.layout, layoutVersion)
	}
	m.ontology, m.resolver = d.string(), d.string()
	m.docs, m.loads, m.judgements = d.uint(), LoadID(d.uint()), JudgementID(d.uint())
	m.history, m.articles = d.uint(), d.num()
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if m.ontology != ontology.Digest() {
		return m, fmt.Errorf("%w: the store has ontology %s, this program %s", ErrLayout, m.ontology, ontology.Digest())
	}
	return m, nil
}

// counters counts the view.
type counters struct {
	nodes     [256]int
	edges     [256]int
	facts     int
	claims    int // that support an edge or a fact
	proposals int
	words     int // in all articles, for ranking
}

func (c *counters) encode() []byte {
	var e encoder
	for _, list := range [][256]int{c.nodes, c.edges} {
		n := 0
		for _, v := range list {
			if v != 0 {
				n++
			}
		}
		e.num(n)
		for k, v := range list {
			if v != 0 {
				e.num(k)
				e.num(v)
			}
		}
	}
	for _, v := range []int{c.facts, c.claims, c.proposals} {
		e.num(v)
	}
	e.uint(uint64(c.words))
	return e.b
}

func decodeCounters(b []byte) (*counters, error) {
	c, d := &counters{}, &decoder{b: b}
	for _, list := range []*[256]int{&c.nodes, &c.edges} {
		for range d.count() {
			k := d.num()
			if k > 255 {
				d.fail()
				break
			}
			list[k] = d.num()
		}
	}
	for _, v := range []*int{&c.facts, &c.claims, &c.proposals} {
		*v = d.num()
	}
	c.words = int(d.uint())
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("counters: %w", err)
	}
	return c, nil
}
