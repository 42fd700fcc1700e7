package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// synced makes what an Update has staged visible to its own reads.
func (tx *Tx) synced(ctx context.Context) error {
	if tx.w == nil {
		return nil
	}
	if err := tx.settle(ctx); err != nil {
		return err
	}
	return tx.flush(ctx)
}

// Resolve returns the id that answers for another: its own, or its successor's if the
// node was merged or is known by another name now. It fails with ErrNotFound.
func (tx *Tx) Resolve(id ID) (ID, error) {
	if err := tx.synced(context.Background()); err != nil {
		return 0, err
	}
	if tx.w == nil && tx.hasEdges(id) {
		return id, nil
	}
	if id.Kind() == ontology.Article {
		h, err := tx.articleHead(id)
		if err == nil && h == nil {
			err = fmt.Errorf("graph: article %s: %w", id, ErrNotFound)
		}
		return id, err
	}
	asked := id
	for range 100 { // a chain of successors; a circle ends as well
		f, err := tx.form(id)
		if err != nil {
			return 0, err
		}
		if f != nil && f.docs > 0 {
			return f.node, nil
		}
		r, err := tx.registration(id)
		if err != nil {
			return 0, err
		}
		if r.successor == 0 {
			break
		}
		id = r.successor
	}
	return 0, fmt.Errorf("graph: node %s: %w", asked, ErrNotFound)
}

// hasEdges reports, from memory alone, whether a node of that id has edges: it then
// answers for itself, because those of a merged node are its successor's.
func (tx *Tx) hasEdges(id ID) bool {
	if tx.adjacency == nil {
		return false
	}
	n, ok := tx.adjacency.Number(uint64(id))
	return ok && (len(tx.adjacency.All(n, adjacency.Out)) > 0 || len(tx.adjacency.All(n, adjacency.In)) > 0)
}

// Node returns a node. The id of one that was merged answers with its successor,
// whose id Node.ID then is. It fails with ErrNotFound.
func (tx *Tx) Node(id ID) (Node, error) {
	shared, err := tx.SharedNode(id)
	if err != nil {
		return Node{}, err
	}
	n := *shared
	n.Aliases = slices.Clone(n.Aliases)
	return n, nil
}

// SharedNode is Node for those who read thousands. The node is not the caller's own
// and must not be changed; it may be kept.
func (tx *Tx) SharedNode(id ID) (*Node, error) {
	if tx.w == nil {
		if n := tx.s.nodes.get(id, tx.timestamp); n != nil {
			return n, nil
		}
	}
	id, err := tx.Resolve(id)
	if err != nil {
		return nil, err
	}
	if id.Kind() == ontology.Article {
		h, err := tx.articleHead(id)
		if err != nil {
			return nil, err
		}
		n := h.node()
		return &n, nil
	}
	f, err := tx.form(id)
	if err != nil {
		return nil, err
	}
	n, err := tx.nodeOfForm(f)
	if err != nil {
		return nil, err
	}
	if tx.w == nil {
		tx.s.nodes.put(&n, tx.timestamp)
	}
	return &n, nil
}

func (h *articleHead) node() Node {
	return Node{ID: h.id, Kind: ontology.Article, Name: h.title(), Articles: 1, Independent: 1}
}

func (tx *Tx) nodeOfForm(f *form) (Node, error) {
	if f.head == nil {
		return Node{}, corruptf("node %s has no record", f.id)
	}
	name, aliases, err := tx.named(f)
	if err != nil {
		return Node{}, err
	}
	n := Node{ID: f.id, Kind: f.id.Kind(), Name: name, Aliases: aliases, Articles: f.head.articles, Independent: f.head.independent}
	if n.Kind == ontology.Operation {
		n.Unnamed, err = tx.unnamed(f)
	}
	return n, err
}

// unnamed reports whether no article names the operation.
func (tx *Tx) unnamed(f *form) (bool, error) {
	if f.renamed > 0 {
		return false, nil
	}
	for _, id := range append([]ID{f.id}, f.head.members...) {
		m, err := tx.form(id)
		if err != nil {
			return false, err
		}
		if m == nil || m.unnamed < m.docs || m.renamed > 0 {
			return false, nil
		}
	}
	return true, nil
}

// Nodes yields the nodes of a kind after an id, in order of their ids.
func (tx *Tx) Nodes(ctx context.Context, kind ontology.NodeKind, after ID) iter.Seq2[Node, error] {
	return func(yield func(Node, error) bool) {
		if err := tx.synced(ctx); err != nil {
			yield(Node{}, err)
			return
		}
		letter := byte('f')
		if kind == ontology.Article {
			letter = 'A'
		}
		rg := disk.Range{Prefix: []byte{letter, byte(kind)}}
		if after >= ID(kind)<<56 {
			rg.From = idKey(letter, after+1)
		}
		for e, err := range tx.r.Scan(ctx, rg) {
			if err != nil {
				yield(Node{}, err)
				return
			}
			n, ok, err := tx.nodeOfEntry(letter, e)
			if err != nil {
				yield(Node{}, err)
				return
			}
			if ok && !yield(n, nil) {
				return
			}
		}
	}
}

// nodeOfEntry returns the node of a record, if it is one's.
func (tx *Tx) nodeOfEntry(letter byte, e disk.Entry) (Node, bool, error) {
	id, err := parseIDKey(letter, e.Key)
	if err != nil {
		return Node{}, false, err
	}
	if letter == 'A' {
		h, err := decodeHead(id, e.Value)
		if err != nil {
			return Node{}, false, err
		}
		return h.node(), true, nil
	}
	f, err := decodeForm(id, e.Value)
	if err != nil || f.head == nil {
		return Node{}, false, err
	}
	n, err := tx.nodeOfForm(f)
	return n, true, err
}

// NodesByName yields the nodes of a kind in order of their folded names and then
// ids, after a name and id.
func (tx *Tx) NodesByName(ctx context.Context, kind ontology.NodeKind, afterName string, afterID ID) iter.Seq2[Node, error] {
	return func(yield func(Node, error) bool) {
		if err := tx.synced(ctx); err != nil {
			yield(Node{}, err)
			return
		}
		rg := disk.Range{Prefix: []byte{'w', byte(kind)}, KeysOnly: true}
		if afterName != "" || afterID != 0 {
			rg.From = nameKey(kind, listName(afterName), afterID+1)
		}
		for e, err := range tx.r.Scan(ctx, rg) {
			var n Node
			if err == nil {
				var id ID
				if _, _, id, err = parseNameKey(e.Key); err == nil {
					n, err = tx.Node(id)
				}
			}
			if !yield(n, err) || err != nil {
				return
			}
		}
	}
}

// Lookup returns the nodes of a kind (0: any) that have that name or alias, case,
// accents and punctuation aside, in order. Names of articles are not looked up.
func (tx *Tx) Lookup(kind ontology.NodeKind, name string) ([]ID, error) {
	ctx := context.Background()
	if err := tx.synced(ctx); err != nil {
		return nil, err
	}
	words := wordsOf(name)
	if len(words) == 0 {
		return nil, nil
	}
	var ids []ID
	prefix := append(append([]byte{'t'}, words[0]...), 0)
	for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: prefix, KeysOnly: true}) {
		if err != nil {
			return nil, err
		}
		_, id, err := parseWordKey(e.Key)
		if err != nil {
			return nil, err
		}
		if kind != 0 && id.Kind() != kind {
			continue
		}
		f, err := tx.form(id)
		if err != nil {
			return nil, err
		}
		if f == nil {
			return nil, corruptf("form %s, which has the name %q, has no record", id, name)
		}
		// The key may be the end of a longer name.
		if slices.ContainsFunc(f.allTexts(), func(s string) bool { w := wordsOf(s); return len(w) > 0 && w[0] == words[0] }) {
			ids = append(ids, f.node)
		}
	}
	return distinctIDs(ids), nil
}

// Degree returns how many edges of a kind (0: all but Mentions) a node has in a
// direction. It is counted when written and costs the same for every node.
func (tx *Tx) Degree(id ID, kind ontology.EdgeKind, dir Direction) (int, error) {
	id, err := tx.Resolve(id)
	if err != nil {
		return 0, err
	}
	if id.Kind() == ontology.Article {
		if kind != ontology.Mentions || dir != Out {
			return 0, nil
		}
		h, b, err := tx.voice(id)
		if err != nil || h == nil {
			return 0, err
		}
		nodes, err := tx.nodesOf(id, b)
		return len(distinctIDs(nodes)), err
	}
	f, err := tx.form(id)
	if err != nil {
		return 0, err
	}
	if kind == ontology.Mentions {
		if dir == Out {
			return 0, nil
		}
		return f.head.articles, nil
	}
	if kind != 0 {
		return f.head.degree(edgeCode(kind, dir)), nil
	}
	n := 0
	for _, t := range ontology.EdgeTypes() {
		n += f.head.degree(edgeCode(t.Kind, dir))
	}
	return n, nil
}

// Forms returns the forms of a node: the ways to be known that were found to mean
// one thing, in order of their ids. A form's id answers as the node's does.
func (tx *Tx) Forms(id ID) ([]NodeForm, error) {
	id, err := tx.Resolve(id)
	if err != nil {
		return nil, err
	}
	if id.Kind() == ontology.Article {
		return nil, nil
	}
	f, err := tx.form(id)
	if err != nil {
		return nil, err
	}
	var out []NodeForm
	for _, m := range append([]ID{id}, f.head.members...) {
		mf, err := tx.form(m)
		if err != nil {
			return nil, err
		}
		if mf == nil {
			return nil, corruptf("form %s of node %s has no record", m, id)
		}
		nf := NodeForm{ID: m, Articles: mf.docs, Why: mf.why}
		for _, s := range mf.surfaces {
			nf.Names = append(nf.Names, s.text)
		}
		out = append(out, nf)
	}
	slices.SortFunc(out, func(a, b NodeForm) int { return compareIDs(a.ID, b.ID) })
	return out, nil
}

func compareIDs(a, b ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
