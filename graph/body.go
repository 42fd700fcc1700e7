package graph

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"onymous/graph/ontology"
)

// body is the part of an article's record that is large: its text, mentions and
// claims, compressed together, because names and quotes repeat the text.
type body struct {
	article  ID
	text     string
	mentions []Mention
	claims   []Claim
	since    []LoadID // for each claim, the load after which the article first made it
	named    []LoadID // for each mention, the load after which it first mentioned that form

	// What the mentions are known by is not stored: the Resolver's rules say it, once
	// somebody asks.
	names func() *bodyNames
}

// bodyNames is what the mentions of an article are known by.
type bodyNames struct {
	forms   []ID // zero for a mention that is of no use
	namings []Naming
}

// nameBy says whom to ask what the mentions are known by.
func (b *body) nameBy(h *articleHead, r Resolver) {
	mentions, d := b.mentions, b.document(h)
	b.names = sync.OnceValue(func() *bodyNames {
		n := &bodyNames{make([]ID, len(mentions)), r.Name(d)}
		for i := range mentions {
			if key := n.namings[i].Key; key != "" {
				n.forms[i] = deriveID(mentions[i].Kind, key)
			}
		}
		return n
	})
}

// The coders are shared: EncodeAll and DecodeAll are safe for concurrent use.
// Level "default" is 8 % smaller than "fastest" on news and costs 6 µs an article.
var coders = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(4), zstd.WithEncoderCRC(false))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(4), zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return enc, dec
})

// appendVoice encodes what the article says, without the loads: two documents that
// say the same have the same bytes.
func (b *body) appendVoice(e *encoder) {
	e.string(b.text)
	e.num(len(b.mentions))
	for i := range b.mentions {
		e.mention(&b.mentions[i])
	}
	e.num(len(b.claims))
	for i := range b.claims {
		e.claim(&b.claims[i])
	}
}

// pack compresses what appendVoice wrote, which is nearly all of a record.
func pack(voice []byte) []byte {
	enc, _ := coders()
	return enc.EncodeAll(voice, make([]byte, 0, len(voice)/2))
}

// encode returns the record: whose it is, the loads, and what pack returned.
func (b *body) encode(packed []byte) []byte {
	e := encoder{b: make([]byte, 0, len(packed)+24)}
	e.id(b.article)
	e.loads(b.since)
	e.loads(b.named)
	e.b = append(e.b, packed...)
	return e.b
}

func decodeBody(record []byte) (*body, error) {
	head := &decoder{b: record}
	b := &body{article: head.id(), since: head.loads(), named: head.loads()}
	if head.err != nil {
		return nil, fmt.Errorf("article: %w", head.err)
	}
	_, dec := coders()
	raw, err := dec.DecodeAll(head.b, make([]byte, 0, 4*len(head.b)))
	if err != nil {
		return nil, fmt.Errorf("article: %w: %v", ErrCorrupt, err)
	}
	d := &decoder{b: raw}
	b.text = d.string()
	b.mentions = make([]Mention, d.count())
	for i := range b.mentions {
		d.mention(&b.mentions[i])
	}
	b.claims = make([]Claim, d.count())
	for i := range b.claims {
		d.claim(&b.claims[i])
	}
	if len(b.since) != len(b.claims) || len(b.named) != len(b.mentions) {
		d.fail()
	}
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("article %s: %w", b.article, err)
	}
	return b, nil
}

// loads writes a list of loads as runs: most are those of the article.
func (e *encoder) loads(list []LoadID) {
	e.num(len(list))
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j] == list[i] {
			j++
		}
		e.num(j - i)
		e.uint(uint64(list[i]))
		i = j
	}
}

func (d *decoder) loads() []LoadID {
	n := d.num()
	if n > maxClaims {
		d.fail()
		return nil
	}
	list := make([]LoadID, 0, n)
	for len(list) < n && d.err == nil {
		run, load := d.num(), LoadID(d.uint())
		if run == 0 || run > n-len(list) {
			d.fail()
		}
		for ; run > 0 && d.err == nil; run-- {
			list = append(list, load)
		}
	}
	return list
}

// maxPartBytes is how much of a body one value holds.
const maxPartBytes = 512 << 10

// setBody writes the record of a body, in parts if it is large.
func (tx *Tx) setBody(doc uint64, record []byte) error {
	for part := 0; part == 0 || len(record) > 0; part++ {
		n := min(len(record), maxPartBytes)
		if err := tx.w.w.Set(bodyKey(doc, part), record[:n:n]); err != nil {
			return err
		}
		record = record[n:]
	}
	return nil
}

// storedBody reads the record of a body; nil if there is none. A part that is full is
// followed by another.
func (tx *Tx) storedBody(doc uint64) ([]byte, error) {
	var record []byte
	for part := 0; ; part++ {
		v, ok, err := tx.r.Get(bodyKey(doc, part))
		if err != nil {
			return nil, err
		}
		if !ok {
			return record, nil
		}
		if record = append(record, v...); len(v) < maxPartBytes {
			return record, nil
		}
	}
}

func (tx *Tx) deleteBody(doc uint64) error {
	for part := 0; ; part++ {
		v, ok, err := tx.r.Get(bodyKey(doc, part))
		if err != nil || !ok {
			return err
		}
		if err := tx.w.w.Delete(bodyKey(doc, part)); err != nil || len(v) < maxPartBytes {
			return err
		}
	}
}

func (e *encoder) mention(m *Mention) {
	e.byte(byte(m.Kind))
	if m.Unnamed {
		e.byte(1)
	} else {
		e.byte(0)
	}
	e.string(m.Name)
	e.num(len(m.Aliases))
	for _, a := range m.Aliases {
		e.string(a)
	}
	e.spans(m.Spans)
}

func (d *decoder) mention(m *Mention) {
	m.Kind = ontology.NodeKind(d.byte())
	m.Unnamed = d.byte() == 1
	m.Name = d.string()
	if n := d.count(); n > 0 {
		m.Aliases = make([]string, n)
		for i := range m.Aliases {
			m.Aliases[i] = d.string()
		}
	}
	m.Spans = d.spans()
}

// spans are in order of their starts, so that differences are small.
func (e *encoder) spans(spans []Span) {
	e.num(len(spans))
	at := 0
	for _, s := range spans {
		e.num(s.Start - at)
		e.num(s.End - s.Start)
		at = s.Start
	}
}

func (d *decoder) spans() []Span {
	n := d.count()
	if n == 0 {
		return nil
	}
	spans := make([]Span, n)
	at := 0
	for i := range spans {
		at += d.num()
		spans[i] = Span{at, at + d.num()}
	}
	return spans
}

// claim writes attributes and value behind a byte that says which are there.
func (e *encoder) claim(c *Claim) {
	var flags byte
	for i, on := range []bool{c.Fact != 0, c.Alleged, c.Attributes != [ontology.AttributeCount]string{}} {
		if on {
			flags |= 1 << i
		}
	}
	e.byte(flags)
	e.num(c.From)
	if c.Fact != 0 {
		e.byte(byte(c.Fact))
		e.value(c.Value)
	} else {
		e.byte(byte(c.Edge))
		e.num(c.To)
	}
	if flags&4 != 0 {
		for _, a := range c.Attributes {
			e.string(a)
		}
	}
	e.spans(c.Evidence)
	e.string(c.Rule)
	e.string(c.Why)
}

func (d *decoder) claim(c *Claim) {
	flags := d.byte()
	c.From = d.num()
	if flags&1 != 0 {
		c.Fact = ontology.FactKey(d.byte())
		c.Value = d.value()
	} else {
		c.Edge = ontology.EdgeKind(d.byte())
		c.To = d.num()
	}
	c.Alleged = flags&2 != 0
	if flags&4 != 0 {
		for i := range c.Attributes {
			c.Attributes[i] = d.string()
		}
	}
	c.Evidence = d.spans()
	c.Rule, c.Why = d.string(), d.string()
}

// document returns the article's voice as it was put.
func (b *body) document(h *articleHead) *Document {
	d := &Document{Article: h.Article, Mentions: b.mentions, Claims: b.claims}
	d.Article.Text = b.text
	return d
}
