package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"onymous/graph/internal/disk"
)

// Articles whose texts are nearly the same are one voice: a wire story that a
// hundred papers print counts once. Two texts are copies if at least
// copyShare of their shingles are common, and copies of copies are copies.
//
// Candidates are found by MinHash: a text's shingles are hashed in bands×rows ways,
// and the smallest hashes of a band are a key. Texts of which 80 % is common share
// one of five keys of four with a probability of 93 %, of which 30 % is common
// with 4 %. Whether a candidate is a copy is then counted, not estimated.
const (
	shingleWords = 5
	bands        = 5
	rows         = 4
	copyShare    = 0.75

	// A text of fewer shingles is nobody's copy: headlines and stubs are alike by
	// chance.
	minShingles = 12
)

// storedVoice returns the voice of an article that has copies, or zero.
func (tx *Tx) storedVoice(article ID) (ID, error) {
	v, ok, err := tx.r.Get(voiceKey(article))
	if err != nil || !ok {
		return 0, err
	}
	d := decoder{b: v}
	id := d.id()
	return id, d.end()
}

// voiceOf returns the voice of an article: the smallest id of its copies, or its own
// id if it has none.
func (tx *Tx) voiceOf(article ID) (ID, error) {
	v, err := tx.storedVoice(article)
	if v == 0 {
		v = article
	}
	return v, err
}

// voiceMembers returns the articles of an article's voice, in order; none if it has
// no copies.
func (tx *Tx) voiceMembers(ctx context.Context, article ID) ([]ID, error) {
	voice, err := tx.storedVoice(article)
	if err != nil || voice == 0 {
		return nil, err
	}
	var ids []ID
	rg := scanPrefix(idKey('h', voice))
	rg.KeysOnly = true
	for e, err := range tx.r.Scan(ctx, rg) {
		if err != nil {
			return nil, err
		}
		_, m, err := parsePairKey('h', e.Key)
		if err != nil {
			return nil, err
		}
		ids = append(ids, m)
	}
	return ids, nil
}

// joinVoice finds the copies of an article among those stored, and makes them one
// voice with it. What they say is counted again only where voices that were two
// become one.
func (tx *Tx) joinVoice(ctx context.Context, h *articleHead, b *body, s sketch) error {
	if s == nil {
		return nil
	}
	candidates, err := tx.copyCandidates(h.id, s)
	if err != nil {
		return err
	}
	var mine []uint64
	var voices [][]ID // of the copies found
	known := map[ID]bool{}
	for _, c := range candidates {
		if known[c] {
			continue
		}
		_, other, err := tx.voice(c)
		if err != nil {
			return err
		}
		if other == nil {
			return corruptf("article %s, which is in a band, has no record", c)
		}
		if mine == nil {
			mine = shingles(b.text)
		}
		if common(mine, shingles(other.text)) < copyShare {
			continue
		}
		members, err := tx.voiceMembers(ctx, c)
		if err != nil {
			return err
		}
		if members == nil {
			members = []ID{c}
		}
		for _, m := range members {
			known[m] = true // one copy in a voice is enough
		}
		voices = append(voices, members)
	}
	if len(voices) == 0 {
		return nil
	}
	return tx.mergeVoices(ctx, voices, h.id)
}

// copyCandidates puts an article into its bands and returns who is there, in order.
func (tx *Tx) copyCandidates(article ID, s sketch) ([]ID, error) {
	var candidates []ID
	for _, key := range s {
		set, err := idSet{tx: tx, base: 's', key: key}.open()
		if err != nil {
			return nil, err
		}
		ids, err := set.first(maxCopies)
		if err != nil {
			return nil, err
		}
		candidates = append(candidates, ids...)
		if err := set.add(article); err != nil {
			return nil, err
		}
	}
	slices.Sort(candidates)
	return slices.Compact(candidates), nil
}

// maxCopies is how many articles of one band are looked at. All are looked at that
// matter: of one voice one is enough.
const maxCopies = 100_000

// mergeVoices makes several voices and a new article one. The largest is kept; the
// articles of the others are taken off and said again, because what two voices said
// counts once from now.
func (tx *Tx) mergeVoices(ctx context.Context, voices [][]ID, article ID) error {
	slices.SortStableFunc(voices, func(a, b []ID) int { return len(b) - len(a) })
	all := []ID{article}
	for _, v := range voices {
		all = append(all, v...)
	}
	again := voices[1:]
	if len(voices[0]) == 1 {
		again = voices // an article without copies has no counts for a voice yet
	}
	return tx.resay(ctx, again, func() error { return tx.setVoice(ctx, all) })
}

// resay takes the articles of voices off, changes something, and adds them again.
func (tx *Tx) resay(ctx context.Context, voices [][]ID, change func() error) error {
	say := func(sign int) error {
		for _, id := range slices.Concat(voices...) {
			if tx.w.silent[id] {
				continue
			}
			h, b, err := tx.voice(id)
			if err != nil {
				return err
			}
			if err := tx.apply(ctx, h, b, applying{sign: sign}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := say(-1); err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	return say(+1)
}

// setVoice makes articles one voice; one alone is none. Those of them that are
// applied and had another voice have been taken off.
func (tx *Tx) setVoice(ctx context.Context, ids []ID) error {
	if len(ids) == 1 {
		return tx.unvoice(ids[0])
	}
	slices.Sort(ids)
	w := tx.w.w
	for _, id := range ids {
		old, err := tx.storedVoice(id)
		if err != nil {
			return err
		}
		if old == ids[0] {
			continue
		}
		if old != 0 {
			if err := w.Delete(voicesKey(old, id)); err != nil {
				return err
			}
			if err := tx.renameVoice(ctx, old, ids[0]); err != nil {
				return err
			}
		}
		var e encoder
		e.id(ids[0])
		if err := w.Set(voiceKey(id), e.b); err != nil {
			return err
		}
		if err := w.Set(voicesKey(ids[0], id), nil); err != nil {
			return err
		}
	}
	return nil
}

// unvoice makes an article, which is taken off, nobody's copy.
func (tx *Tx) unvoice(id ID) error {
	old, err := tx.storedVoice(id)
	if err != nil || old == 0 {
		return err
	}
	if err := tx.w.w.Delete(voicesKey(old, id)); err != nil {
		return err
	}
	return tx.w.w.Delete(voiceKey(id))
}

// renameVoice moves what is counted for a voice under its new name.
func (tx *Tx) renameVoice(ctx context.Context, old, name ID) error {
	var entries []disk.Entry
	for e, err := range tx.r.Scan(ctx, scanPrefix(idKey('q', old))) {
		if err != nil {
			return err
		}
		entries = append(entries, disk.Entry{Key: bytes.Clone(e.Key), Value: bytes.Clone(e.Value)})
	}
	for _, e := range entries {
		if err := tx.w.w.Delete(e.Key); err != nil {
			return err
		}
		if err := tx.w.w.Set(append(idKey('q', name), e.Key[9:]...), e.Value); err != nil {
			return err
		}
	}
	return nil
}

// heard counts an article of a voice for something that it says, and returns by how
// much the number of independent articles changes: a voice counts once.
func (tx *Tx) heard(voice ID, what []byte, sign int) (int, error) {
	key := append(idKey('q', voice), what...)
	v, ok, err := tx.r.Get(key)
	if err != nil {
		return 0, err
	}
	n := 0
	if ok {
		d := decoder{b: v}
		n = d.num()
		if err := d.end(); err != nil {
			return 0, err
		}
	}
	switch n += sign; {
	case n < 0:
		return 0, corruptf("voice %s is counted %d times for %x", voice, n, what)
	case n == 0:
		return -1, tx.w.w.Delete(key)
	case n == 1 && sign > 0:
		return 1, tx.w.w.Set(key, []byte{1})
	}
	return 0, tx.w.w.Set(key, binary.AppendUvarint(nil, uint64(n)))
}

// leaveVoice takes an article out of its bands and its voice, which may fall apart
// without it.
func (tx *Tx) leaveVoice(ctx context.Context, h *articleHead, b *body) error {
	for _, key := range sketchOf(b.text) {
		set, err := idSet{tx: tx, base: 's', key: key}.open()
		if err != nil {
			return err
		}
		if err := set.remove(h.id); err != nil {
			return err
		}
	}
	members, err := tx.voiceMembers(ctx, h.id)
	if err != nil || members == nil {
		return err
	}
	rest := slices.DeleteFunc(members, func(id ID) bool { return id == h.id })
	parts, err := tx.copyGroups(rest)
	if err != nil {
		return err
	}
	split := func() error {
		if err := tx.unvoice(h.id); err != nil {
			return err
		}
		for _, p := range parts {
			if err := tx.setVoice(ctx, p); err != nil {
				return err
			}
		}
		return nil
	}
	if len(parts) == 1 && len(rest) > 1 {
		return split() // only the name of the voice may change
	}
	return tx.resay(ctx, parts, split)
}

// copyGroups gathers articles that are copies of each other, the candidates being
// those that share a band.
func (tx *Tx) copyGroups(ids []ID) ([][]ID, error) {
	type text struct {
		shingles []uint64
		bands    sketch
	}
	texts := make([]text, len(ids))
	for i, id := range ids {
		_, b, err := tx.voice(id)
		if err != nil {
			return nil, err
		}
		texts[i] = text{shingles(b.text), sketchOf(b.text)}
	}
	group := make([]int, len(ids))
	for i := range ids {
		group[i] = i
		for j := range i {
			if group[j] == group[i] || !shareBand(texts[i].bands, texts[j].bands) || common(texts[i].shingles, texts[j].shingles) < copyShare {
				continue
			}
			from, to := group[i], group[j]
			for k := range i + 1 {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	var out [][]ID
	at := map[int]int{}
	for i, id := range ids {
		n, ok := at[group[i]]
		if !ok {
			n = len(out)
			at[group[i]] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], id)
	}
	return out, nil
}

func shareBand(a, b sketch) bool {
	for i := range a {
		if string(a[i]) == string(b[i]) {
			return true
		}
	}
	return false
}

// title is what an article is listed as: its title, or else its key.
func (h *articleHead) title() string {
	if h.Title != "" {
		return h.Title
	}
	return h.Key
}
