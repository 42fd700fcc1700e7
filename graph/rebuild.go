package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"onymous/graph/internal/disk"
)

// Rebuild makes the view again from articles and judgements, in bounded memory.
// Readers see the old one until it is whole; if it fails, the old one stays.
func (s *Store) Rebuild(ctx context.Context) (err error) {
	w, err := s.db.Write(ctx)
	if err != nil {
		return fmt.Errorf("graph: rebuild: %w", err)
	}
	defer func() {
		if discard := w.Discard(ctx); discard != nil {
			err = errors.Join(err, discard)
		}
	}()
	tx := &Tx{s: s, r: w}
	if tx.w, err = newWriting(tx, w); err != nil {
		return fmt.Errorf("graph: rebuild: %w", err)
	}
	tx.w.rebuilding, tx.w.edit, tx.w.tail, tx.w.warm = true, nil, newTail(0), nil
	tx.w.meta.resolver = s.o.Resolver.Digest()
	s.bodies.clear() // they hold what the old rules called their mentions
	if err := tx.remake(ctx); err != nil {
		return fmt.Errorf("graph: rebuild: %w", err)
	}
	snap := &snapshot{}
	if snap.adjacency, err = tx.readAdjacency(ctx); err != nil {
		return fmt.Errorf("graph: rebuild: %w", err)
	}
	s.words.clear()
	w.BeforePublish(s.nodes.clear)
	if err := w.Commit(ctx, snap); err != nil {
		return fmt.Errorf("graph: rebuild: %w", err)
	}
	return nil
}

// The letters that begin the keys of the view.
const firstViewLetter, lastViewLetter = 'a', 'z'

// remake deletes the view and makes it again.
func (tx *Tx) remake(ctx context.Context) error {
	if err := tx.deleteView(ctx); err != nil {
		return err
	}
	*tx.w.counters = counters{}
	if err := tx.rejudge(ctx); err != nil {
		return err
	}
	articles, err := tx.articleIDs(ctx)
	if err != nil {
		return err
	}
	for len(articles) > 0 {
		n := min(len(articles), rebuildBatch)
		if err := tx.remakeBatch(ctx, articles[:n]); err != nil {
			return err
		}
		articles = articles[n:]
	}
	return tx.flush(ctx)
}

// deleteBatch is how many keys are held while the view is deleted.
const deleteBatch = 50_000

// deleteView deletes the view. It does not write while it scans, because a write may
// send a part of the transaction out.
func (tx *Tx) deleteView(ctx context.Context) error {
	rg := disk.Range{From: []byte{firstViewLetter}, To: []byte{lastViewLetter + 1}, KeysOnly: true}
	for {
		var keys [][]byte
		for e, err := range tx.r.Scan(ctx, rg) {
			if err != nil {
				return err
			}
			if keys = append(keys, bytes.Clone(e.Key)); len(keys) == deleteBatch {
				break
			}
		}
		for _, k := range keys {
			if err := tx.w.w.Delete(k); err != nil {
				return err
			}
		}
		if len(keys) < deleteBatch {
			return nil
		}
		rg.From = append(keys[len(keys)-1], 0)
	}
}

// rebuildBatch is how many articles are worked in at once, as by a load.
const rebuildBatch = 1000

// articleIDs returns the articles in the order of their numbers.
func (tx *Tx) articleIDs(ctx context.Context) ([]ID, error) {
	byDoc := map[uint64]ID{}
	for e, err := range tx.r.Scan(ctx, scanPrefix([]byte{'A'})) {
		if err != nil {
			return nil, err
		}
		id, err := parseIDKey('A', e.Key)
		if err != nil {
			return nil, err
		}
		h, err := decodeHead(id, e.Value)
		if err != nil {
			return nil, err
		}
		byDoc[h.doc] = id
	}
	ids := make([]ID, 0, len(byDoc))
	for doc := uint64(1); doc <= tx.w.meta.docs; doc++ {
		if id, ok := byDoc[doc]; ok {
			ids = append(ids, id)
		}
	}
	if len(ids) != len(byDoc) {
		return nil, corruptf("%d articles have a number of their own that was given, of %d", len(ids), len(byDoc))
	}
	return ids, nil
}

func (tx *Tx) remakeBatch(ctx context.Context, ids []ID) error {
	for _, id := range ids {
		h, b, err := tx.voice(id)
		if err != nil {
			return err
		}
		terms, words := countTerms(h.Title, b.text)
		if err := tx.callView(ctx, h, b, viewParts{terms, words, sketchOf(b.text)}); err != nil {
			return err
		}
	}
	if err := tx.decide(ctx); err != nil {
		return err
	}
	for _, id := range ids {
		h, b, err := tx.voice(id)
		if err != nil {
			return err
		}
		delete(tx.w.silent, id)
		if err := tx.say(ctx, h, b); err != nil {
			return err
		}
		if err := tx.relieve(ctx); err != nil {
			return err
		}
	}
	return nil
}

// ViewDigest returns a digest of every byte of the view: two stores of one layout
// with the same articles, numbers and judgements have the same.
func (tx *Tx) ViewDigest(ctx context.Context) (string, error) {
	if err := tx.synced(ctx); err != nil {
		return "", err
	}
	sum := sha256.New()
	var length [8]byte
	for e, err := range tx.r.Scan(ctx, disk.Range{From: []byte{firstViewLetter}, To: []byte{lastViewLetter + 1}}) {
		if err != nil {
			return "", err
		}
		binary.BigEndian.PutUint32(length[:4], uint32(len(e.Key)))
		binary.BigEndian.PutUint32(length[4:], uint32(len(e.Value)))
		sum.Write(length[:])
		sum.Write(e.Key)
		sum.Write(e.Value)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
