package graph

import (
	"container/list"
	"sync"
)

// bodyCache keeps decoded articles, the last used ones, up to a number of bytes. A
// body never changes under its number, so that all snapshots share the cache.
type bodyCache struct {
	mu    sync.Mutex // guards what follows
	limit int64
	bytes int64
	order *list.List // of *cachedBody, the last used first
	byDoc map[uint64]*list.Element
}

type cachedBody struct {
	doc   uint64
	bytes int64
	body  *body
}

func newBodyCache(limit int64) *bodyCache {
	return &bodyCache{limit: limit, order: list.New(), byDoc: map[uint64]*list.Element{}}
}

func (c *bodyCache) get(doc uint64) *body {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byDoc[doc]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedBody).body
}

func (c *bodyCache) put(doc uint64, b *body) {
	n := int64(len(b.text)) + 200*int64(len(b.mentions)+len(b.claims)) + 200
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byDoc[doc]; ok || n > c.limit/4 {
		return
	}
	c.byDoc[doc] = c.order.PushFront(&cachedBody{doc, n, b})
	for c.bytes += n; c.bytes > c.limit; {
		last := c.order.Remove(c.order.Back()).(*cachedBody)
		delete(c.byDoc, last.doc)
		c.bytes -= last.bytes
	}
}

func (c *bodyCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	clear(c.byDoc)
	c.bytes = 0
}
