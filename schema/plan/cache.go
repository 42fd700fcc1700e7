package plan

import (
	"container/list"
	"errors"
	"sync"

	"onymous/schema/guard"
)

// Documents keeps the documents that were parsed lately, and the refusals of
// those that could not be. It is safe for concurrent use.
type Documents struct {
	library *Library
	limits  guard.Limits
	max     int // bytes of text

	mu    sync.Mutex
	bytes int                      // guarded by mu
	items map[string]*list.Element // guarded by mu
	order *list.List               // the latest first; guarded by mu
}

type cached struct {
	text    string
	doc     *Document
	refusal error
}

// NewDocuments returns a cache of up to maxBytes of text.
func NewDocuments(l *Library, limits guard.Limits, maxBytes int) *Documents {
	return &Documents{library: l, limits: limits.WithDefaults(), max: maxBytes, items: map[string]*list.Element{}, order: list.New()}
}

// Get returns the document of a text, from the cache if it can. The error is a
// *Refusal unless it is a fault of the program.
func (d *Documents) Get(text string) (*Document, error) {
	if len(text) > d.limits.QueryBytes {
		return d.library.Parse(text, d.limits) // refuses it: it must not fill the cache
	}
	d.mu.Lock()
	if e := d.items[text]; e != nil {
		d.order.MoveToFront(e)
		d.mu.Unlock()
		c := e.Value.(*cached)
		return c.doc, c.refusal
	}
	d.mu.Unlock()
	doc, err := d.library.Parse(text, d.limits)
	var refusal *Refusal
	if err == nil || errors.As(err, &refusal) {
		d.put(&cached{text, doc, err})
	}
	return doc, err
}

func (d *Documents) put(c *cached) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.items[c.text] != nil {
		return
	}
	d.items[c.text] = d.order.PushFront(c)
	// A parsed document takes many times its text, and so does a plan.
	d.bytes += len(c.text) + 256
	for d.bytes > d.max && d.order.Len() > 1 {
		last := d.order.Back()
		old := d.order.Remove(last).(*cached)
		delete(d.items, old.text)
		d.bytes -= len(old.text) + 256
	}
}
