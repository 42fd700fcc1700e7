package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// writing is what an Update has changed and not yet written: decoded records, each
// once, so that an agency which a thousand articles of a batch mention is written
// once.
type writing struct {
	w          *disk.Writer
	meta       *meta
	docs       uint64 // how many numbers of articles were given before
	counters   *counters
	forms      map[ID]*form // nil: there is none
	warm       map[ID]*form // what the Update before used
	statements map[string]*record
	terms      map[string]*postings
	tail       *tail
	edit       *adjacency.Edit // nil: no adjacency in memory
	base       *adjacency.Graph
	rebuilding bool
	failed     error // half of something is done

	load   *Load // begun or continued by this Update
	staged []*op
	events Watched
	words  []string // new words of names

	headsChanged map[ID]bool // nodes whose records were written

	losses map[string]*loss // what vanished, by its record's key
	cause  lost             // what this Update does, for the history

	relink    map[[2]ID]bool // links to be decided again
	regroup   map[ID]bool    // forms whose nodes are to be formed again
	before    map[ID]ID      // while articles move: the nodes that forms had
	remeasure map[ID]bool    // forms whose first or last article may be gone
	silent    map[ID]bool    // articles that are not applied at the moment
}

// record is a statement in use.
type record struct {
	key       []byte
	s         *statement // nil: there is none
	stored    bool       // one is on disk
	dirty     bool
	rivals    bool // its node counts it as one that articles disagree about
	remeasure bool // the claims of its first or last load may be gone
}

func newWriting(tx *Tx, w *disk.Writer) (*writing, error) {
	wr := &writing{w: w, losses: map[string]*loss{}, headsChanged: map[ID]bool{}}
	var err error
	if wr.meta, err = tx.meta(); err != nil { // tx.w is nil yet: read from disk
		return nil, err
	}
	if wr.counters, err = tx.counters(); err != nil {
		return nil, err
	}
	wr.docs = wr.meta.docs
	wr.tail = newTail(wr.docs)
	snap, ok := w.Payload().(*snapshot)
	if ok && snap.adjacency != nil {
		wr.base = snap.adjacency
		wr.edit = snap.adjacency.Edit()
	}
	if ok && snap.warm != nil && !snap.warm.taken {
		snap.warm.taken = true
		wr.tail, wr.warm = snap.warm.tail, snap.warm.forms
	}
	wr.reset()
	return wr, nil
}

func (w *writing) reset() {
	w.forms = make(map[ID]*form, len(w.warm))
	w.statements = make(map[string]*record, len(w.warm))
	w.terms = make(map[string]*postings, len(w.warm))
	w.relink = map[[2]ID]bool{}
	w.regroup = map[ID]bool{}
	w.remeasure = map[ID]bool{}
	w.silent = map[ID]bool{}
}

// touch says that a form's record will change.
func (w *writing) touch(f *form) *form {
	f.dirty = true
	return f
}

// formOrNew returns the record of a form, made if there is none.
func (tx *Tx) formOrNew(id ID, key string) (*form, error) {
	f, err := tx.form(id)
	if err != nil {
		return nil, err
	}
	if f == nil {
		f = &form{id: id, key: key, node: id}
		tx.w.forms[id] = f
	}
	if f.key != key {
		return nil, conflictf("the names %q and %q share the id %s", f.key, key, id)
	}
	return tx.w.touch(f), nil
}

// headOf returns the record of a node that exists.
func (tx *Tx) headOf(node ID) (*form, error) {
	f, err := tx.form(node)
	if err != nil {
		return nil, err
	}
	if f == nil || f.head == nil {
		return nil, corruptf("node %s has no record", node)
	}
	return tx.w.touch(f), nil
}

// statement returns the record of an edge or fact, which may be none.
func (tx *Tx) statement(key []byte) (*record, error) {
	if r, ok := tx.w.statements[string(key)]; ok {
		return r, nil
	}
	r := &record{key: bytes.Clone(key)}
	var b []byte
	var ok bool
	var err error
	if !tx.w.surelyNew(key) {
		if b, ok, err = tx.r.Get(key); err != nil {
			return nil, err
		}
	}
	if ok {
		r.stored = true
		if r.s, err = decodeStatement(key, b); err != nil {
			return nil, err
		}
		r.rivals = r.s.rivals()
	}
	tx.w.statements[string(key)] = r
	return r, nil
}

// surelyNew reports whether there is no edge with a key, as far as the adjacency in
// memory and this Update's own changes can tell: most edges of an article are new, and to
// look for what is not there takes longest.
func (w *writing) surelyNew(key []byte) bool {
	if key[0] != 'o' || w.base == nil || w.rebuilding || w.w.Changed(key) {
		return false
	}
	from, ok1 := w.base.Number(binary.BigEndian.Uint64(key[1:]))
	to, ok2 := w.base.Number(binary.BigEndian.Uint64(key[10:]))
	if !ok1 || !ok2 {
		return true
	}
	_, found := w.base.Find(from, key[9], to)
	return !found
}

// maxHeld is how many decoded records an Update holds before it writes them.
const maxHeld = 200_000

// relieve writes the records if there are many of them.
func (tx *Tx) relieve(ctx context.Context) error {
	if len(tx.w.forms)+len(tx.w.statements)+len(tx.w.terms) < maxHeld {
		return nil
	}
	return tx.flush(ctx)
}

// flush writes all decoded records into the transaction and forgets them.
func (tx *Tx) flush(ctx context.Context) error {
	w := tx.w
	if err := tx.flushForms(); err != nil {
		return err
	}
	for _, r := range w.statements {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.dirty {
			if err := tx.remeasureStatement(ctx, r); err != nil {
				return err
			}
			if err := tx.flushStatement(r); err != nil {
				return err
			}
		}
	}
	if err := tx.flushTerms(ctx); err != nil {
		return err
	}
	if w.load != nil {
		if err := w.w.Set(loadKey(w.load.ID), w.load.encode()); err != nil {
			return err
		}
	}
	if err := w.w.Set(metaKey, w.meta.encode()); err != nil {
		return err
	}
	if err := w.w.Set(counterKey, w.counters.encode()); err != nil {
		return err
	}
	w.warm = w.forms
	relink, regroup, remeasure, silent := w.relink, w.regroup, w.remeasure, w.silent
	w.reset()
	w.relink, w.regroup, w.remeasure, w.silent = relink, regroup, remeasure, silent
	return nil
}

// flushForms writes the forms and what is listed and found by their names. It goes
// by ids, because a node's name depends on all its forms.
func (tx *Tx) flushForms() error {
	w := tx.w
	var ids []ID
	for id, f := range w.forms {
		if f != nil && f.dirty {
			ids = append(ids, id)
		}
	}
	// A form's names may change the name of the node that another form heads.
	for _, id := range ids {
		if f := w.forms[id]; f.node != id {
			head, err := tx.form(f.node)
			if err != nil {
				return err
			}
			if head != nil && !head.dirty {
				w.touch(head)
				ids = append(ids, head.id)
			}
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := tx.flushForm(w.forms[id]); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) flushForm(f *form) error {
	w := tx.w
	if err := tx.indexName(f); err != nil {
		return err
	}
	w.headsChanged[f.id] = true
	stored := f.stored
	f.dirty, f.stored, f.renaming, f.texts = false, true, false, nil
	if f.empty() {
		w.forms[f.id] = nil
		delete(w.warm, f.id)
		if stored {
			return w.w.Delete(formKey(f.id))
		}
		return nil
	}
	return w.w.Set(formKey(f.id), f.encode())
}

// remeasureStatement finds the loads of a statement with many claims again.
func (tx *Tx) remeasureStatement(ctx context.Context, r *record) (err error) {
	if r.remeasure && r.s != nil && r.s.claims > maxInlineRefs {
		rg := scanPrefix(append([]byte{'r'}, r.key...))
		r.s.since, r.s.touched, err = tx.loadRange(ctx, rg, r.s.since, r.s.touched)
	}
	return err
}

func (tx *Tx) flushStatement(r *record) error {
	w := tx.w
	if r.key[0] == 'v' {
		if r.s == nil {
			return w.w.Delete(r.key)
		}
		return w.w.Set(r.key, r.s.encode(r.key))
	}
	from, kind, to, err := parseEdgeKey('o', r.key)
	if err != nil {
		return err
	}
	in := edgeKey('i', to, kind, from)
	if r.s == nil {
		if w.edit != nil {
			w.edit.Remove(uint64(from), uint8(kind), uint64(to))
		}
		if !r.stored {
			return nil
		}
		if err := w.w.Delete(in); err != nil {
			return err
		}
		return w.w.Delete(r.key)
	}
	if w.edit != nil {
		w.edit.Set(uint64(from), uint8(kind), uint64(to), note(r.s.edge(EdgeKey{from, kind, to})))
	}
	if !r.stored {
		// Both entries go into one transaction: a reader must never see an edge
		// from one end only.
		if err := w.w.Set(in, nil); err != nil {
			return err
		}
	}
	return w.w.Set(r.key, r.s.encode(r.key))
}

// workIn settles what is staged, gives everything to the disk's transaction, and returns
// what goes with it.
func (tx *Tx) workIn(ctx context.Context) (*snapshot, error) {
	if err := tx.settle(ctx); err != nil {
		return nil, err
	}
	if err := tx.storeLosses(); err != nil {
		return nil, err
	}
	if err := tx.flush(ctx); err != nil {
		return nil, err
	}
	w := tx.w
	snap := &snapshot{warm: &warm{tail: w.tail, forms: w.warm}}
	tx.s.words.add(w.words)
	if w.edit != nil {
		snap.adjacency = w.base
		if w.edit.Len() > 0 {
			snap.adjacency = w.edit.Graph()
		}
		if snap.adjacency.Bytes() > tx.s.o.AdjacencyBytes {
			tx.s.o.Log.Warn().Int64("bytes", snap.adjacency.Bytes()).Msg("adjacency left memory")
			snap.adjacency = nil
		}
	}
	w.w.BeforePublish(func(timestamp uint64) { tx.s.nodes.forget(w.headsChanged, timestamp) })
	return snap, nil
}

// committed tells of what is durable now, or forgets what is not.
func (tx *Tx) committed(err error) {
	if err != nil {
		tx.forget()
		return
	}
	tx.s.watchers.send(tx.w.events)
}

// forget is for a transaction that came to nothing: other articles will have the numbers
// of those that it put, under which their bodies may be remembered.
func (tx *Tx) forget() {
	if tx.w != nil && tx.w.meta.docs != tx.w.docs {
		tx.s.bodies.clear()
	}
}

// mentionEdge keeps the edge from an article to a node that it mentions in step.
func (w *writing) mentionEdge(article, node ID, there bool) {
	if w.edit == nil {
		return
	}
	if there {
		w.edit.Set(uint64(article), uint8(ontology.Mentions), uint64(node), mentionNote)
		return
	}
	w.edit.Remove(uint64(article), uint8(ontology.Mentions), uint64(node))
}
