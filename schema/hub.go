package schema

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// hubScan is how many nodes are looked at to find those with the most edges: of a
// larger graph the rest is left out.
const hubScan = 100_000

// hub is a node and how many edges it has, mentions left out.
type hub struct {
	id     graph.ID
	degree int
}

// hubs keeps the order of the nodes by their edges, because every explorer begins
// with it and making it reads every node. It is safe for concurrent use.
type hubs struct {
	mu    sync.Mutex
	state string // of the graph that list is of; guarded by mu
	list  []hub  // guarded by mu; never changed, only replaced
}

// stateOf tells states of the graph apart: whatever changes edges changes a count.
func stateOf(s graph.Stats) string {
	return fmt.Sprint(s.Nodes, s.Edges, s.Claims, s.Judgements)
}

// hubs returns the nodes of some kinds, all but articles if none is given, those with
// the most edges first, and whether there are others.
func (s *snapshot) hubs(c *def.Call, kinds []ontology.NodeKind, most int) (ids []graph.ID, more bool, err error) {
	list, err := s.server.hubs.get(c, s)
	if err != nil {
		return nil, false, err
	}
	for _, h := range list {
		if len(kinds) > 0 && !slices.Contains(kinds, h.id.Kind()) {
			continue
		}
		if len(ids) == most {
			return ids, true, nil
		}
		ids = append(ids, h.id)
	}
	return ids, len(list) >= hubScan, nil
}

func (h *hubs) get(c *def.Call, s *snapshot) ([]hub, error) {
	stats, err := s.tx.Stats()
	if err != nil {
		return nil, err
	}
	state := stateOf(stats)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.state == state {
		return h.list, nil
	}
	list, err := s.readHubs(c)
	if err != nil {
		return nil, err
	}
	h.state, h.list = state, list
	return list, nil
}

func (s *snapshot) readHubs(c *def.Call) ([]hub, error) {
	var list []hub
	for _, t := range ontology.NodeTypes() {
		if t.Kind == ontology.Article {
			continue
		}
		for n, err := range s.tx.Nodes(c.Context, t.Kind, 0) {
			if err != nil {
				return nil, err
			}
			if len(list) == hubScan {
				break
			}
			d, err := s.degree(n.ID)
			if err != nil {
				return nil, err
			}
			list = append(list, hub{n.ID, d})
		}
	}
	slices.SortFunc(list, func(a, b hub) int {
		return cmp.Or(cmp.Compare(b.degree, a.degree), cmp.Compare(a.id, b.id))
	})
	return list, nil
}
