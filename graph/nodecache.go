package graph

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

// nodeCache keeps nodes as Tx.SharedNode returns them: an answer of a query names
// thousands, and a record takes 2 µs to read.
//
// A node is kept from the snapshot that it was read from until a commit changes it.
// A snapshot may use it if it is no older; one that is older may not put in what it
// reads, because a later commit may have changed that.
//
// Nodes lie in sets of a few places, which their ids choose, and reading takes no
// lock: with a map behind one, looking nodes up was a sixth of a large answer.
type nodeCache struct {
	places []atomic.Pointer[cachedNode]
	mu     sync.Mutex // held to write places; guards what follows
	limit  int64
	bytes  int64
	after  uint64 // snapshots with a larger timestamp see what was last changed
	victim int    // the place of a full set that is given to the next node
}

type cachedNode struct {
	node  Node
	since uint64
}

// nodesPerSet is how many nodes of one set are kept: their places fill half a cache
// line.
const nodesPerSet = 4

// plainNodeBytes is the size of a node with short names and its place.
const plainNodeBytes = 256

func newNodeCache(limit int64) *nodeCache {
	sets := 1 << bits.Len64(uint64(limit)/(plainNodeBytes*nodesPerSet))
	return &nodeCache{limit: limit, places: make([]atomic.Pointer[cachedNode], sets*nodesPerSet)}
}

func nodeBytes(n *Node) int64 {
	size := 200 + len(n.Name)
	for _, a := range n.Aliases {
		size += 16 + len(a)
	}
	return int64(size)
}

// set returns the places where a node may lie.
func (c *nodeCache) set(id ID) []atomic.Pointer[cachedNode] {
	// An id is a digest but for its first byte: any of its bits will do.
	first := int(uint64(id)*nodesPerSet) & (len(c.places) - 1)
	return c.places[first : first+nodesPerSet]
}

// get returns a node, which the caller must not change, or nil.
func (c *nodeCache) get(id ID, snapshot uint64) *Node {
	set := c.set(id)
	for i := range set {
		if n := set[i].Load(); n != nil && n.node.ID == id {
			if n.since > snapshot {
				return nil
			}
			return &n.node
		}
	}
	return nil
}

// put keeps a node, which nobody may change from then on.
func (c *nodeCache) put(n *Node, snapshot uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if snapshot < c.after {
		return
	}
	set := c.set(n.ID)
	c.victim = (c.victim + 1) % nodesPerSet
	place := &set[c.victim]
	for i := range set {
		switch old := set[i].Load(); {
		case old == nil:
			place = &set[i]
		case old.node.ID == n.ID:
			return
		}
	}
	if c.bytes+nodeBytes(n) > c.limit {
		c.empty() // as a whole: no order of use has to be kept on every hit
	}
	c.drop(place)
	c.bytes += nodeBytes(n)
	place.Store(&cachedNode{*n, snapshot})
}

// drop takes the node out of a place. The caller holds mu.
func (c *nodeCache) drop(place *atomic.Pointer[cachedNode]) {
	if old := place.Swap(nil); old != nil {
		c.bytes -= nodeBytes(&old.node)
	}
}

// empty takes all nodes out. The caller holds mu.
func (c *nodeCache) empty() {
	for i := range c.places {
		c.drop(&c.places[i])
	}
}

// forget takes out the nodes that a commit is about to change. Snapshots up to the
// timestamp do not see the change.
func (c *nodeCache) forget(ids map[ID]bool, timestamp uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.after = timestamp + 1
	for id := range ids {
		set := c.set(id)
		for i := range set {
			if n := set[i].Load(); n != nil && n.node.ID == id {
				c.drop(&set[i])
			}
		}
	}
}

func (c *nodeCache) clear(timestamp uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.after = timestamp + 1
	c.empty()
}
