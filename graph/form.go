package graph

import (
	"cmp"
	"fmt"
	"slices"

	"onymous/graph/ontology"
)

// form is the record of one way to be known: all mentions of a kind with one key,
// as the Resolver gives it. Forms that are the same thing are one node; its record
// is part of the record of the form that heads it, whose id it has.
type form struct {
	id       ID
	key      string
	docs     int       // articles with a mention that has this key
	unnamed  int       // how many of them do not name it
	since    LoadID    // the load after which it was first mentioned
	touched  LoadID    // and the load after which it was last newly mentioned
	surfaces []surface // what they call it, in order of the text
	blocks   []block   // what it is compared under, in order
	partners []ID      // the forms that it has a link with, in order
	apart    int       // articles whose mention a judgement set apart from it
	renamed  JudgementID
	name     string      // what that judgement calls it
	node     ID          // the form that heads its node; its own id if that is itself
	why      string      // how it came to that node, if it does not head it
	head     *headRecord // if it heads a node

	// What follows is not stored. An Update keeps it to bring the indexes of names
	// in step when it writes the form.
	stored   bool   // a record is on disk
	dirty    bool   // it differs from this one
	listed   bool   // its node is listed on disk, as
	listName string // this
	renaming bool   // surfaces came or went; those on disk are
	texts    []string
}

// surface is a way to write the name, and how many articles use it so.
type surface struct {
	text    string
	names   int // as the name
	aliases int // as another form of it
}

// block is what forms that may be one have in common.
type block struct {
	hash    uint32
	passive bool
	docs    int
}

// headRecord is the record of a node.
type headRecord struct {
	members     []ID   // the other forms, in order
	name        string // under which the node is listed
	articles    int
	independent int
	degrees     []degree // in order
}

// degree counts the edges of a kind at one end of a node, the values of a fact, or the
// edges of a kind from the node about whose attributes articles disagree.
type degree struct {
	code  uint16 // see edgeCode, factCode and rivalCode
	count int
}

func edgeCode(kind ontology.EdgeKind, dir Direction) uint16 { return uint16(kind)<<1 | uint16(dir) }
func factCode(key ontology.FactKey) uint16                  { return 1<<10 | uint16(key) }
func rivalCode(kind ontology.EdgeKind) uint16               { return 1<<11 | uint16(kind) }

// add changes a count and returns the new one.
func (h *headRecord) add(code uint16, n int) int {
	i, ok := slices.BinarySearchFunc(h.degrees, code, func(d degree, c uint16) int { return cmp.Compare(d.code, c) })
	if !ok {
		h.degrees = slices.Insert(h.degrees, i, degree{code: code})
	}
	h.degrees[i].count += n
	if n = h.degrees[i].count; n == 0 {
		h.degrees = slices.Delete(h.degrees, i, i+1)
	}
	return n
}

func (h *headRecord) degree(code uint16) int {
	i, ok := slices.BinarySearchFunc(h.degrees, code, func(d degree, c uint16) int { return cmp.Compare(d.code, c) })
	if !ok {
		return 0
	}
	return h.degrees[i].count
}

// countSurface adds to how often a text is used.
func (f *form) countSurface(text string, names, aliases int) {
	i, ok := slices.BinarySearchFunc(f.surfaces, text, func(s surface, t string) int { return cmp.Compare(s.text, t) })
	if !ok {
		f.rename()
		f.surfaces = slices.Insert(f.surfaces, i, surface{text: text})
	}
	s := &f.surfaces[i]
	s.names += names
	s.aliases += aliases
	if s.names == 0 && s.aliases == 0 {
		f.rename()
		f.surfaces = slices.Delete(f.surfaces, i, i+1)
	}
}

// rename keeps what the surfaces were before the first change.
func (f *form) rename() {
	if f.renaming {
		return
	}
	f.renaming = true
	f.texts = f.allTexts()
}

// allTexts returns all names under which the form is found.
func (f *form) allTexts() []string {
	texts := make([]string, 0, len(f.surfaces)+1)
	for _, s := range f.surfaces {
		texts = append(texts, s.text)
	}
	if f.renamed > 0 {
		texts = append(texts, f.name)
	}
	return texts
}

// countBlock adds to how many articles put the form into a block, and returns the
// new number.
func (f *form) countBlock(b block, n int) int {
	i, ok := slices.BinarySearchFunc(f.blocks, b, compareBlocks)
	if !ok {
		f.blocks = slices.Insert(f.blocks, i, block{hash: b.hash, passive: b.passive})
	}
	f.blocks[i].docs += n
	if n = f.blocks[i].docs; n == 0 {
		f.blocks = slices.Delete(f.blocks, i, i+1)
	}
	return n
}

func compareBlocks(a, b block) int {
	if c := cmp.Compare(a.hash, b.hash); c != 0 {
		return c
	}
	switch {
	case a.passive == b.passive:
		return 0
	case b.passive:
		return -1
	}
	return 1
}

// link adds or removes a partner.
func (f *form) link(partner ID, linked bool) {
	i, ok := slices.BinarySearch(f.partners, partner)
	switch {
	case linked && !ok:
		f.partners = slices.Insert(f.partners, i, partner)
	case !linked && ok:
		f.partners = slices.Delete(f.partners, i, i+1)
	}
}

// empty reports whether nothing speaks of the form any more.
func (f *form) empty() bool {
	return f.docs == 0 && len(f.partners) == 0 && f.apart == 0 && f.renamed == 0 && f.node == f.id && f.head == nil
}

func (f *form) encode() []byte {
	e := encoder{b: make([]byte, 0, 96)}
	var flags byte
	for i, on := range []bool{f.head != nil, f.unnamed > 0, len(f.blocks) > 0, len(f.partners) > 0, f.apart > 0, f.renamed > 0, f.node != f.id} {
		if on {
			flags |= 1 << i
		}
	}
	e.byte(flags)
	e.string(f.key)
	e.num(f.docs)
	e.uint(uint64(f.since))
	e.uint(uint64(f.touched - f.since))
	e.num(len(f.surfaces))
	for _, s := range f.surfaces {
		e.string(s.text)
		e.num(s.names)
		e.num(s.aliases)
	}
	if f.unnamed > 0 {
		e.num(f.unnamed)
	}
	if len(f.blocks) > 0 {
		e.num(len(f.blocks))
		for _, b := range f.blocks {
			passive := uint64(0)
			if b.passive {
				passive = 1
			}
			e.uint(uint64(b.hash)<<1 | passive)
			e.num(b.docs)
		}
	}
	if len(f.partners) > 0 {
		e.ids(f.partners)
	}
	if f.apart > 0 {
		e.num(f.apart)
	}
	if f.renamed > 0 {
		e.uint(uint64(f.renamed))
		e.string(f.name)
	}
	if f.node != f.id {
		e.id(f.node)
		e.string(f.why)
	}
	if f.head != nil {
		f.head.append(&e)
	}
	return e.b
}

func (e *encoder) ids(ids []ID) {
	e.num(len(ids))
	for _, id := range ids {
		e.id(id)
	}
}

func (d *decoder) ids() []ID {
	n := d.count()
	if n == 0 {
		return nil
	}
	ids := make([]ID, n)
	for i := range ids {
		ids[i] = d.id()
	}
	return ids
}

func (h *headRecord) append(e *encoder) {
	e.num(h.articles)
	e.num(h.articles - h.independent)
	e.ids(h.members)
	if len(h.members) > 0 {
		e.string(h.name) // else it follows from the form's own names
	}
	e.num(len(h.degrees))
	for _, g := range h.degrees {
		e.uint(uint64(g.code))
		e.num(g.count)
	}
}

func decodeForm(id ID, b []byte) (*form, error) {
	d := &decoder{b: b}
	f := &form{id: id, node: id}
	flags := d.byte()
	f.key, f.docs, f.since = d.string(), d.num(), LoadID(d.uint())
	f.touched = f.since + LoadID(d.uint())
	f.surfaces = make([]surface, d.count())
	for i := range f.surfaces {
		f.surfaces[i] = surface{d.string(), d.num(), d.num()}
	}
	if flags&2 != 0 {
		f.unnamed = d.num()
	}
	if flags&4 != 0 {
		f.blocks = make([]block, d.count())
		for i := range f.blocks {
			h := d.uint()
			f.blocks[i] = block{uint32(h >> 1), h&1 == 1, d.num()}
		}
	}
	if flags&8 != 0 {
		f.partners = d.ids()
	}
	if flags&16 != 0 {
		f.apart = d.num()
	}
	if flags&32 != 0 {
		f.renamed, f.name = JudgementID(d.uint()), d.string()
	}
	if flags&64 != 0 {
		f.node, f.why = d.id(), d.string()
	}
	if flags&1 != 0 {
		h := &headRecord{}
		h.articles = d.num()
		h.independent = h.articles - d.num()
		if h.members = d.ids(); len(h.members) > 0 {
			h.name = d.string()
		}
		h.degrees = make([]degree, d.count())
		for i := range h.degrees {
			h.degrees[i] = degree{uint16(d.uint()), d.num()}
		}
		f.head = h
	}
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("form %s: %w", id, err)
	}
	return f, nil
}

// formNode returns the node of a form's record, and whether it heads one of several, in
// a tenth of the time that decoding it takes.
func formNode(id ID, record []byte) (node ID, members bool, err error) {
	d := &decoder{b: record}
	flags := d.byte()
	if flags&1 == 0 && flags&64 == 0 {
		return id, false, d.err
	}
	d.skip()
	for range 3 { // docs, since, touched
		d.uint()
	}
	for n := d.count(); n > 0; n-- {
		d.skip()
		d.uint()
		d.uint()
	}
	if flags&2 != 0 {
		d.uint()
	}
	if flags&4 != 0 {
		for n := d.count(); n > 0; n-- {
			d.uint()
			d.uint()
		}
	}
	if flags&8 != 0 {
		for n := d.count(); n > 0; n-- {
			d.id()
		}
	}
	if flags&16 != 0 {
		d.uint()
	}
	if flags&32 != 0 {
		d.uint()
		d.skip()
	}
	node = id
	if flags&64 != 0 {
		node = d.id()
		d.skip()
	}
	if flags&1 != 0 {
		d.uint()
		d.uint()
		members = d.count() > 0
	}
	if d.err != nil {
		return 0, false, fmt.Errorf("form %s: %w", id, d.err)
	}
	return node, members, nil
}
