// Package graph keeps what articles say, and the property graph that follows
// from it, in Badger.
//
// # Model
//
// An article is stored as a Document: its text, the things it mentions and the
// claims it makes. People add Judgements. Both last; everything else is a view
// over them, kept in the same transaction and made again at any time by
// Store.Rebuild with the same bytes: a Node is what mentions were resolved to, an
// Edge the sum of the claims between two nodes, a Fact the sum of the claims of
// one value. Kinds come from package ontology, and a write that does not fit it
// fails with ErrInvalid before anything reaches the disk.
//
// Articles are nodes as well, of kind ontology.Article, and lead to all they
// mention by edges of kind ontology.Mentions.
//
// # Ids
//
// An ID is derived from a node's kind and the name that it was first known by, so
// it is the same in every store, after every reload and in a restored backup. When
// two nodes turn out to be one, the elder id stays and the other answers with its
// successor.
//
// # Transactions
//
// All access happens inside Store.View or Store.Update. A View sees one snapshot
// from start to end, the memory's adjacency included, however long it lasts.
// Updates run one after the other; an Update commits if its function returns nil
// and changes nothing otherwise. When Update returns nil, what it wrote is
// durable: it survives kill -9 and the machine. Who has many Updates to make, as a
// load has, does not wait for the disk in between: see UpdateAhead.
//
// # Who owns what
//
// Everything a method returns is a copy that the caller may keep and change.
// Everything passed in is copied before the method returns. Iterators must not be
// used after their transaction ends. A Store is safe for concurrent use; a Tx
// belongs to one goroutine, except that the reading methods of a View's Tx may be
// called from several at once.
package graph

import (
	"errors"

	"onymous/graph/internal/disk"
)

// Errors that callers tell apart with errors.Is. Every other error from this
// package is a fault of the disk or of the program.
var (
	// ErrInvalid means that a value does not fit the ontology or a limit. The
	// store is unchanged.
	ErrInvalid = errors.New("invalid")

	// ErrNotFound means that no node, edge, claim, article, judgement or load
	// has that id.
	ErrNotFound = errors.New("not found")

	// ErrConflict means that what was asked for contradicts what a person has
	// already said, or that two names share one id.
	ErrConflict = errors.New("conflict")

	// ErrCorrupt means that a record on disk is not what this package wrote.
	ErrCorrupt = disk.ErrCorrupt

	// ErrLayout means that the folder holds a store of another layout or another
	// ontology, or no store of onymous at all.
	ErrLayout = disk.ErrLayout

	// ErrLocked means that another process has the store open.
	ErrLocked = disk.ErrLocked

	// ErrBudget means that a query asked for more than its budget allows in a
	// way that cannot be answered in part.
	ErrBudget = errors.New("over budget")

	// ErrReadOnly means that a write was asked of a store opened for reading.
	ErrReadOnly = disk.ErrReadOnly

	// ErrFull means that the disk has too little room for the write. The store is
	// unchanged.
	ErrFull = disk.ErrFull
)
