package graph

import (
	"slices"
	"sync"
)

// nodeCache keeps nodes as Tx.Node returns them: an answer of a query names
// thousands, and a record takes 2 µs to read.
//
// A node is kept from the snapshot that it was read from until a commit changes it.
// A snapshot may use it if it is no older; one that is older may not put in what it
// reads, because a later commit may have changed that.
type nodeCache struct {
	mu    sync.RWMutex // guards what follows
	limit int64
	bytes int64
	nodes map[ID]cachedNode
	after uint64 // snapshots with a larger timestamp see what was last changed
}

type cachedNode struct {
	node  Node
	since uint64
}

func newNodeCache(limit int64) *nodeCache {
	return &nodeCache{limit: limit, nodes: map[ID]cachedNode{}}
}

func nodeBytes(n *Node) int64 {
	size := 200 + len(n.Name)
	for _, a := range n.Aliases {
		size += 16 + len(a)
	}
	return int64(size)
}

func (c *nodeCache) get(id ID, snapshot uint64) (Node, bool) {
	c.mu.RLock()
	n, ok := c.nodes[id]
	c.mu.RUnlock()
	if !ok || n.since > snapshot {
		return Node{}, false
	}
	n.node.Aliases = slices.Clone(n.node.Aliases) // the caller's to change
	return n.node, true
}

func (c *nodeCache) put(n Node, snapshot uint64) {
	n.Aliases = slices.Clone(n.Aliases)
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.nodes[n.ID]; ok || snapshot < c.after {
		return
	}
	if c.bytes += nodeBytes(&n); c.bytes > c.limit {
		// Emptied as a whole: what is needed is read again, and no order of use has to
		// be kept on every hit.
		clear(c.nodes)
		c.bytes = nodeBytes(&n)
	}
	c.nodes[n.ID] = cachedNode{n, snapshot}
}

// forget takes out the nodes that a commit is about to change. Snapshots up to the
// timestamp do not see the change.
func (c *nodeCache) forget(ids map[ID]bool, timestamp uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.after = timestamp + 1
	for id := range ids {
		if n, ok := c.nodes[id]; ok {
			c.bytes -= nodeBytes(&n.node)
			delete(c.nodes, id)
		}
	}
}

func (c *nodeCache) clear(timestamp uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.after = timestamp + 1
	clear(c.nodes)
	c.bytes = 0
}
