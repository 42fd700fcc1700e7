package graph

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// link is the record of why two forms may be one, or may not.
type link struct {
	support  int  // articles that use one as another name of the other
	compared bool // they share a block
	judged   Verdict
	by       JudgementID // whose judgement that is
	answer   Answer      // what the Resolver decided when it was last asked
	score    float64
	why      string
}

// joins reports whether the link makes its forms one node, if nothing keeps them
// apart.
func (l *link) joins() bool {
	return l.judged == Same || l.judged == 0 && l.answer == Yes
}

func (l *link) empty() bool {
	return l.support == 0 && l.judged == 0 && (!l.compared || l.answer == Never)
}

func (l *link) encode() []byte {
	var e encoder
	e.num(l.support)
	var flags byte
	if l.compared {
		flags = 1
	}
	e.byte(flags)
	e.byte(byte(l.judged))
	e.uint(uint64(l.by))
	e.byte(byte(l.answer))
	e.num(int(math.Round(l.score * 1e6)))
	e.string(l.why)
	return e.b
}

func decodeLink(b []byte) (*link, error) {
	d := &decoder{b: b}
	l := &link{support: d.num(), compared: d.byte() == 1, judged: Verdict(d.byte()), by: JudgementID(d.uint()), answer: Answer(d.byte())}
	l.score = float64(d.num()) / 1e6
	l.why = d.string()
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("link: %w", err)
	}
	return l, nil
}

func pairOf(a, b ID) [2]ID { return [2]ID{min(a, b), max(a, b)} }

// link returns the record of a pair of forms, or an empty one.
func (tx *Tx) link(a, b ID) (*link, error) {
	v, ok, err := tx.r.Get(linkKey(a, b))
	if err != nil || !ok {
		return &link{}, err
	}
	return decodeLink(v)
}

// setLink writes a link, or removes an empty one, and keeps it in both forms'
// records.
func (tx *Tx) setLink(a, b *form, l *link) error {
	tx.w.touch(a).link(b.id, !l.empty())
	tx.w.touch(b).link(a.id, !l.empty())
	if l.empty() {
		tx.w.regroup[a.id], tx.w.regroup[b.id] = true, true
		if err := tx.setProposal(pairOf(a.id, b.id), l, false); err != nil {
			return err
		}
		return tx.w.w.Delete(linkKey(a.id, b.id))
	}
	return tx.w.w.Set(linkKey(a.id, b.id), l.encode())
}

// supportLink counts an article that uses two forms for the same thing. No article
// needs to have the other as a name.
func (tx *Tx) supportLink(f *form, other ID, key string, n int) error {
	o, err := tx.formOrNew(other, key)
	if err != nil {
		return err
	}
	l, err := tx.link(f.id, other)
	if err != nil {
		return err
	}
	l.support += n
	tx.w.relink[pairOf(f.id, other)] = true
	return tx.setLink(f, o, l)
}

// inBlock counts an article that puts a form into a block. On the first, the form is
// linked with those that it is to be compared with; on the last, it is unlinked.
func (tx *Tx) inBlock(f *form, b block, n int) error {
	count := f.countBlock(b, n)
	entered, left := n > 0 && count == 1, n < 0 && count == 0
	if !entered && !left {
		return nil
	}
	active, passive, err := tx.openBlock(f.id, b.hash)
	if err != nil {
		return err
	}
	set := active
	if b.passive {
		set = passive
	}
	if entered {
		err = set.add(f.id)
	} else {
		err = set.remove(f.id)
		for _, p := range f.partners {
			tx.w.relink[pairOf(f.id, p)] = true
		}
	}
	if err != nil {
		return err
	}
	size := active.size + passive.size
	// When a block becomes too common, or no longer is, all its pairs are concerned.
	crossing := entered && size == maxCompared+1 || left && size == maxCompared
	if size > maxCompared && !crossing || left && !crossing {
		return nil
	}
	members, err := active.first(maxCompared + 1)
	if err != nil {
		return err
	}
	if !b.passive || crossing {
		more, err := passive.first(maxCompared + 1)
		if err != nil {
			return err
		}
		members = append(members, more...)
	}
	for i, x := range members {
		if x != f.id {
			tx.w.relink[pairOf(x, f.id)] = true
		}
		for _, y := range members[:i] {
			if crossing {
				tx.w.relink[pairOf(x, y)] = true
			}
		}
	}
	return nil
}

// maxCompared is how many forms of one block are compared with each other. A block
// of more tells nothing, as a word in every text tells nothing.
const maxCompared = 100

// openBlock reads the forms of a block of a kind: those that are compared with all, and
// those that are not compared with each other.
func (tx *Tx) openBlock(form ID, hash uint32) (active, passive *openSet, err error) {
	if active, err = (idSet{tx, 'b', blockBytes(form, block{hash: hash})}).open(); err != nil {
		return nil, nil, err
	}
	passive, err = idSet{tx, 'b', blockBytes(form, block{hash: hash, passive: true})}.open()
	return active, passive, err
}

// shareBlock reports whether two forms are to be compared.
func (tx *Tx) shareBlock(a, b *form) (bool, error) {
	for _, x := range a.blocks {
		for _, y := range b.blocks {
			if x.hash != y.hash || x.passive && y.passive {
				continue
			}
			active, passive, err := tx.openBlock(a.id, x.hash)
			if err != nil {
				return false, err
			}
			if active.size+passive.size <= maxCompared {
				return true, nil
			}
		}
	}
	return false, nil
}

func blockBytes(form ID, b block) []byte {
	k := make([]byte, 0, 6)
	k = append(k, byte(form.Kind()))
	k = binary.BigEndian.AppendUint32(k, b.hash)
	if b.passive {
		return append(k, 1)
	}
	return append(k, 0)
}

func distinctBlocks(blocks []Block) []block {
	out := make([]block, 0, len(blocks))
	for _, b := range blocks {
		out = append(out, block{hash: uint32(xxhash.Sum64String(b.Text)), passive: b.Passive})
	}
	slices.SortFunc(out, compareBlocks)
	return slices.CompactFunc(out, func(a, b block) bool { return a.hash == b.hash && a.passive == b.passive })
}

// decideLink asks the Resolver about a pair of forms again, and reports whether their
// nodes are to be formed again.
func (tx *Tx) decideLink(ctx context.Context, pair [2]ID) (bool, error) {
	a, err := tx.form(pair[0])
	if err != nil {
		return false, err
	}
	b, err := tx.form(pair[1])
	if err != nil {
		return false, err
	}
	if a == nil || b == nil {
		return false, nil
	}
	l := &link{}
	if _, linked := slices.BinarySearch(a.partners, b.id); linked {
		if l, err = tx.link(a.id, b.id); err != nil {
			return false, err
		}
	}
	before := *l
	d, err := tx.s.o.Resolver.Compare(ctx, tx.formView(a), tx.formView(b), l.support)
	if err != nil {
		return false, err
	}
	// Most pairs are told apart by their keys: only for the others it matters whether
	// they still share a block.
	if l.compared = false; d.Answer != Never || !before.empty() {
		if l.compared, err = tx.shareBlock(a, b); err != nil {
			return false, err
		}
	}
	if l.answer, l.score, l.why = d.Answer, math.Round(d.Score*1e6)/1e6, d.Why; l.support == 0 && !l.compared {
		l.answer, l.score, l.why = Never, 0, ""
	}
	if l.empty() && before.empty() {
		return false, nil
	}
	if *l == before {
		// What keeps other forms of the node apart may depend on these two.
		return l.joins(), nil
	}
	return true, tx.setLink(a, b, l)
}

// formView is a form as the Resolver gets to see it.
func (tx *Tx) formView(f *form) *Form {
	v := &Form{ID: f.id, Kind: f.id.Kind(), Key: f.key, Articles: f.docs, Unnamed: f.docs > 0 && f.unnamed == f.docs}
	for _, s := range f.surfaces {
		if s.names > 0 {
			v.Names = append(v.Names, s.text)
		}
	}
	v.Voices = func(ctx context.Context) ([]Voice, error) { return tx.voicesOf(ctx, f.id) }
	return v
}

// voicesOf returns what the first articles say that mention a form.
func (tx *Tx) voicesOf(ctx context.Context, id ID) ([]Voice, error) {
	var articles []ID
	rg := scanPrefix(idKey('m', id))
	rg.KeysOnly = true
	for e, err := range tx.r.Scan(ctx, rg) {
		if err != nil {
			return nil, err
		}
		_, article, err := parsePairKey('m', e.Key)
		if err != nil {
			return nil, err
		}
		if articles = append(articles, article); len(articles) == maxVoices {
			break
		}
	}
	voices := make([]Voice, 0, len(articles))
	for _, article := range articles {
		h, b, err := tx.voice(article)
		if err != nil {
			return nil, err
		}
		if h == nil {
			return nil, corruptf("article %s, which mentions form %s, has no record", article, id)
		}
		forms, err := tx.formsOf(article, b)
		if err != nil {
			return nil, err
		}
		if i := slices.Index(forms, id); i >= 0 {
			voices = append(voices, Voice{article, b.document(h), i})
		}
	}
	return voices, nil
}
