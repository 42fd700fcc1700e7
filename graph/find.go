package graph

import "fmt"

// Find returns what a person means by an id or a name: the id as it is, whether or not
// there is such a node, or all nodes that have the name. It fails with ErrNotFound if
// none has.
func (tx *Tx) Find(idOrName string) ([]ID, error) {
	if id, err := ParseID(idOrName); err == nil {
		return []ID{id}, nil
	}
	ids, err := tx.Lookup(0, idOrName)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("graph: %q: %w: no node has that id or name", idOrName, ErrNotFound)
	}
	return ids, nil
}
