package graph

import (
	"fmt"
	"sync"
	"testing"

	"onymous/graph/ontology"
)

func person(n int) *Node {
	id := deriveID(ontology.Person, fmt.Sprint(n))
	return &Node{ID: id, Kind: ontology.Person, Name: fmt.Sprint("Person ", n)}
}

func TestNodeCacheKeepsWhatSnapshotsSee(t *testing.T) {
	c := newNodeCache(1 << 20)
	n := person(1)
	c.put(n, 5)
	for snapshot, want := range map[uint64]bool{4: false, 5: true, 9: true} {
		if got := c.get(n.ID, snapshot); (got != nil) != want || got != nil && got.Name != n.Name {
			t.Errorf("snapshot 5's node for snapshot %d: %v, want one: %v", snapshot, got, want)
		}
	}
	c.forget(map[ID]bool{n.ID: true}, 9)
	if got := c.get(n.ID, 20); got != nil {
		t.Errorf("a node that a commit changed is still there: %v", got)
	}
	if c.put(n, 9); c.get(n.ID, 20) != nil {
		t.Error("a snapshot from before the commit put its node in")
	}
	if c.put(n, 10); c.get(n.ID, 20) == nil {
		t.Error("a snapshot from after the commit could not put its node in")
	}
	if c.clear(30); c.get(n.ID, 40) != nil || c.bytes != 0 {
		t.Errorf("a cleared cache holds %d bytes", c.bytes)
	}
}

func TestNodeCacheIsBounded(t *testing.T) {
	const limit = 64 << 10
	c := newNodeCache(limit)
	for i := range 10_000 {
		n := person(i)
		c.put(n, 1)
		if c.bytes > limit {
			t.Fatalf("%d bytes are held after %d nodes, want at most %d", c.bytes, i+1, limit)
		}
		if got := c.get(n.ID, 1); got == nil || got.ID != n.ID {
			t.Fatalf("node %d is not there: %v", i, got)
		}
	}
	held := int64(0)
	for i := range c.places {
		if n := c.places[i].Load(); n != nil {
			held += nodeBytes(&n.node)
		}
	}
	if held != c.bytes || held < limit/4 {
		t.Errorf("%d bytes are held, %d are counted, and there is room for %d", held, c.bytes, limit)
	}
}

func TestNodeCacheIsSafe(t *testing.T) {
	c := newNodeCache(16 << 10)
	var running sync.WaitGroup
	for worker := range 4 {
		running.Go(func() {
			for i := range 2000 {
				n := person((i*7 + worker) % 100)
				if got := c.get(n.ID, uint64(i)); got != nil && got.Name != n.Name {
					t.Errorf("%s is called %s", n.Name, got.Name)
				}
				c.put(n, uint64(i))
				if i%50 == 0 {
					c.forget(map[ID]bool{n.ID: true}, uint64(i))
				}
			}
		})
	}
	running.Wait()
}
