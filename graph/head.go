package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"
)

// articleHead is the part of an article's record that is small: all but its text,
// mentions and claims.
type articleHead struct {
	id       ID
	Article         // without Text
	doc      uint64 // its number, by which words find it; never used again
	load     LoadID // that brought it as it is
	since    LoadID // that first brought it
	changed  LoadID // that last brought another text
	added    time.Time
	voice    uint64 // digest of what it says
	text     uint64 // digest of its text
	claims   int
	mentions int
}

// digest is short: it tells versions of one article apart, not all articles.
func digest(b []byte) uint64 {
	sum := sha256.Sum256(b)
	return binary.BigEndian.Uint64(sum[:])
}

func (h *articleHead) encode() []byte {
	e := encoder{b: make([]byte, 0, 160)}
	e.string(h.Key)
	// A key is the URL or the path: do not write it twice.
	for _, s := range []string{h.Path, h.URL} {
		if s != "" && s == h.Key {
			s = "\x00"
		}
		e.string(s)
	}
	e.string(h.Title)
	e.string(h.Publisher)
	e.string(h.Date)
	e.uint(h.doc)
	e.uint(uint64(h.load))
	e.uint(uint64(h.since))
	e.uint(uint64(h.changed))
	e.uint(uint64(h.added.UnixMilli()))
	e.b = binary.BigEndian.AppendUint64(e.b, h.voice)
	e.b = binary.BigEndian.AppendUint64(e.b, h.text)
	e.num(h.claims)
	e.num(h.mentions)
	return e.b
}

func decodeHead(id ID, b []byte) (*articleHead, error) {
	d := &decoder{b: b}
	h := &articleHead{id: id}
	h.Key = d.string()
	for _, s := range []*string{&h.Path, &h.URL} {
		if *s = d.string(); *s == "\x00" {
			*s = h.Key
		}
	}
	h.Title, h.Publisher, h.Date = d.string(), d.string(), d.string()
	h.doc, h.load, h.since, h.changed = d.uint(), LoadID(d.uint()), LoadID(d.uint()), LoadID(d.uint())
	h.added = time.UnixMilli(int64(d.uint())).UTC()
	h.voice, h.text = uint64(d.id()), uint64(d.id())
	h.claims, h.mentions = d.num(), d.num()
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("article %s: %w", id, err)
	}
	return h, nil
}
