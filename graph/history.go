package graph

import (
	"bytes"
	"fmt"
	"slices"
)

// ChangeKind says what happened to something between two loads.
type ChangeKind uint8

// The kinds of changes.
const (
	Appeared ChangeKind = iota + 1
	Vanished
	Changed
)

// Change is one difference between two loads: of a node, an edge or a fact.
type Change struct {
	Kind      ChangeKind
	Node      ID          // for a node or a fact
	Edge      EdgeKey     // for an edge
	Fact      *Fact       // for a fact
	Name      string      // of the node, or of the edge's ends, so that what vanished can be told
	Articles  []ID        // whose coming, changing or going is the reason, at most 10
	Judgement JudgementID // or the judgement that is
	Why       string
}

// lost says what took the last claim of a statement.
type lost struct {
	article   ID
	changed   bool // the article was replaced, else retracted
	rules     bool // by other rules: its text is the same
	judgement JudgementID
}

func (l *lost) String() string {
	switch {
	case l.judgement != 0:
		return fmt.Sprintf("judgement %d", l.judgement)
	case l.rules:
		return "read by other rules"
	case l.changed:
		return "article changed"
	case l.article != 0:
		return "article retracted"
	}
	return "found to be the same"
}

// loss is the record of a node, edge or fact that vanished.
type loss struct {
	key   []byte // of its record
	since LoadID // the load after which it had been there
	name  string
	value Value // of a fact
	lost
	into ID // the node that a node became part of
}

func (l *loss) encode() []byte {
	var e encoder
	e.num(len(l.key))
	e.b = append(e.b, l.key...)
	e.uint(uint64(l.since))
	e.string(l.name)
	if l.key[0] == 'v' {
		e.value(l.value)
	}
	e.id(l.article)
	var flags byte
	if l.changed {
		flags |= 1
	}
	if l.rules {
		flags |= 2
	}
	e.byte(flags)
	e.uint(uint64(l.judgement))
	e.id(l.into)
	return e.b
}

func decodeLoss(b []byte) (*loss, error) {
	d := decoder{b: b}
	l := &loss{key: []byte(d.string()), since: LoadID(d.uint()), name: d.string()}
	if len(l.key) < 9 {
		d.fail()
	} else if l.key[0] == 'v' {
		l.value = d.value()
	}
	l.article = d.id()
	flags := d.byte()
	l.changed, l.rules = flags&1 != 0, flags&2 != 0
	l.judgement = JudgementID(d.uint())
	l.into = d.id()
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return l, nil
}

// lose notes that something stored is gone; found, that it is back before the
// Update ends.
func (w *writing) lose(l *loss)     { w.losses[string(l.key)] = l }
func (w *writing) found(key []byte) { delete(w.losses, string(key)) }

// loseStatement notes that a statement which is on disk lost its last claim.
func (tx *Tx) loseStatement(r *record, s *statement, why *lost) error {
	if why == nil || !r.stored || tx.w.rebuilding {
		return nil
	}
	name, err := tx.statementName(r.key)
	if err != nil {
		return err
	}
	tx.w.lose(&loss{key: bytes.Clone(r.key), since: s.since, name: name, value: s.value, lost: *why})
	return nil
}

// statementName tells what a statement is about, while its nodes have names.
func (tx *Tx) statementName(key []byte) (string, error) {
	name := func(id ID) (string, error) {
		f, err := tx.form(id)
		if err != nil {
			return "", err
		}
		if f == nil {
			return "", corruptf("node %s of statement %x has no record", id, key)
		}
		n, _, err := tx.named(f)
		return n, err
	}
	if key[0] == 'v' {
		node, _, err := parseFactKey(key)
		if err != nil {
			return "", err
		}
		return name(node)
	}
	from, kind, to, err := parseEdgeKey('o', key)
	if err != nil {
		return "", err
	}
	a, err := name(from)
	if err != nil {
		return "", err
	}
	b, err := name(to)
	return a + " " + kind.String() + " " + b, err
}

// loseNode notes that a form which headed a node that is on disk no longer does.
func (tx *Tx) loseNode(f *form) error {
	if !f.listed || tx.w.rebuilding {
		return nil
	}
	l := &loss{key: formKey(f.id), since: f.since, name: f.listName, lost: tx.w.cause}
	if len(f.texts) > 0 {
		l.name = bestTextOf(f)
	} else if len(f.surfaces) > 0 {
		l.name = bestName(f.id.Kind(), f.key, f.surfaces)
	}
	if f.docs > 0 {
		l.into = f.node
		l.lost = lost{judgement: tx.w.cause.judgement}
	} else if r, err := tx.registration(f.id); err != nil {
		return err
	} else {
		l.into = r.successor
	}
	tx.w.lose(l)
	return nil
}

// bestTextOf returns a name that a form had before this Update.
func bestTextOf(f *form) string {
	return slices.MaxFunc(f.texts, func(a, b string) int { return len(a) - len(b) })
}

// storeLosses writes what vanished into the history.
func (tx *Tx) storeLosses() error {
	w := tx.w
	keys := make([]string, 0, len(w.losses))
	for k := range w.losses {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	load := w.meta.loads + 1 // a judgement's: it counts with the next load
	if w.load != nil {
		load = w.load.ID
	}
	for _, k := range keys {
		w.meta.history++
		if err := w.w.Set(historyKey(load, w.meta.history), w.losses[k].encode()); err != nil {
			return err
		}
	}
	clear(w.losses)
	return nil
}

// claimLoads finds since when an article has made its claims: those that its old
// voice made as well are no news.
func claimLoads(o *op, b *body) []LoadID {
	loads := make([]LoadID, len(b.claims))
	before := map[uint64]LoadID{}
	if o.old != nil {
		for i := range o.oldBody.claims {
			what := claimDigest(o.oldBody, &o.oldBody.claims[i])
			if l, ok := before[what]; !ok || o.oldBody.since[i] < l {
				before[what] = o.oldBody.since[i]
			}
		}
	}
	for i := range b.claims {
		loads[i] = o.head.load
		if len(before) == 0 {
			continue
		}
		if l, ok := before[claimDigest(b, &b.claims[i])]; ok {
			loads[i] = l
		}
	}
	return loads
}
