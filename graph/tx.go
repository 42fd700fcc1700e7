package graph

import (
	"context"
	"fmt"
	"iter"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Tx is a transaction: a snapshot and, in Update, the changes made to it.
type Tx struct {
	s         *Store
	r         reader
	adjacency *adjacency.Graph // nil: read edges from disk
	w         *writing         // nil in View
	timestamp uint64           // of the snapshot, in View
	plain     *plainForms      // in View
}

// reader is what disk.Reader and disk.Writer have in common.
type reader interface {
	Get(key []byte) ([]byte, bool, error)
	Scan(ctx context.Context, rg disk.Range) iter.Seq2[disk.Entry, error]
}

// snapshot goes with what is published.
type snapshot struct {
	adjacency *adjacency.Graph // nil: read from disk
	warm      *warm            // for the next Update
}

// warm is what an Update knows and the next will ask for. It takes it and changes it; if
// it fails, the one after it finds it taken, and begins without.
type warm struct {
	taken bool // only writers look at it, one at a time
	tail  *tail
	forms map[ID]*form // those that were used, as they are on disk; nil: there is none
}

// meta returns the store's record.
func (tx *Tx) meta() (*meta, error) {
	if tx.w != nil {
		return tx.w.meta, nil
	}
	b, ok, err := tx.r.Get(metaKey)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: no store record", ErrCorrupt)
	}
	return decodeMeta(b)
}

// counters returns the counters of the view.
func (tx *Tx) counters() (*counters, error) {
	if tx.w != nil {
		return tx.w.counters, nil
	}
	b, ok, err := tx.r.Get(counterKey)
	if err != nil || !ok {
		return &counters{}, err
	}
	return decodeCounters(b)
}

// form returns the record of a form, or nil if there is none. In an Update it is
// the one record that all share; touch it before changing it.
func (tx *Tx) form(id ID) (*form, error) {
	if tx.w != nil {
		if f, ok := tx.w.forms[id]; ok {
			return f, nil
		}
		if f := tx.w.warm[id]; f != nil {
			tx.w.forms[id] = f
			return f, nil
		}
	}
	b, ok, err := tx.r.Get(formKey(id))
	if err != nil {
		return nil, err
	}
	var f *form
	if ok {
		if f, err = decodeForm(id, b); err != nil {
			return nil, err
		}
	}
	if tx.w != nil {
		if err := tx.hold(f); err != nil {
			return nil, err
		}
		tx.w.forms[id] = f
	}
	return f, nil
}

// hold prepares a form that was just read for changes.
func (tx *Tx) hold(f *form) (err error) {
	if f == nil {
		return nil
	}
	f.stored = true
	if f.head != nil && len(f.head.members) > 0 {
		// Its other forms may have changed already; it says how it is listed.
		f.listName, f.listed = f.head.name, f.head.articles > 0
		return nil
	}
	f.listName, f.listed, err = tx.listing(f)
	return err
}

// articleHead returns the small record of an article, or nil if there is none.
func (tx *Tx) articleHead(id ID) (*articleHead, error) {
	if id.Kind() != ontology.Article {
		return nil, nil
	}
	b, ok, err := tx.r.Get(headKey(id))
	if err != nil || !ok {
		return nil, err
	}
	return decodeHead(id, b)
}

// body returns the large record of an article. The caller must not change it.
func (tx *Tx) body(h *articleHead) (*body, error) {
	if b := tx.s.bodies.get(h.doc); b != nil {
		return b, nil
	}
	record, err := tx.storedBody(h.doc)
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, fmt.Errorf("%w: article %s has no text", ErrCorrupt, h.id)
	}
	b, err := decodeBody(record)
	if err != nil {
		return nil, err
	}
	b.nameBy(h, tx.s.o.Resolver)
	tx.s.bodies.put(h.doc, b)
	return b, nil
}

// voice returns both records of an article, or nils if there is none.
func (tx *Tx) voice(id ID) (*articleHead, *body, error) {
	h, err := tx.articleHead(id)
	if err != nil || h == nil {
		return nil, nil, err
	}
	b, err := tx.body(h)
	return h, b, err
}

// articleOfDoc returns the article of a number.
func (tx *Tx) articleOfDoc(doc uint64) (ID, error) {
	record, ok, err := tx.r.Get(bodyKey(doc, 0))
	if err != nil {
		return 0, err
	}
	if !ok {
		return 0, corruptf("article number %d has no text", doc)
	}
	d := decoder{b: record}
	return d.id(), d.err
}

// formsOf returns the forms of an article's mentions, zero for one that is of no
// use. A mention that a judgement set apart is a form of its own.
func (tx *Tx) formsOf(article ID, b *body) ([]ID, error) {
	known := b.names().forms
	forms := known
	for i, id := range known {
		if id == 0 {
			continue
		}
		f, err := tx.form(id)
		if err != nil {
			return nil, err
		}
		if f == nil || f.apart == 0 {
			continue
		}
		v, ok, err := tx.r.Get(apartKey(id, article))
		if err != nil {
			return nil, err
		}
		if ok {
			if &forms[0] == &known[0] {
				forms = append([]ID{}, forms...)
			}
			forms[i] = deriveID(b.mentions[i].Kind, string(v))
		}
	}
	return forms, nil
}
