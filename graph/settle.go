package graph

import (
	"context"
	"encoding/binary"
	"slices"

	"onymous/graph/ontology"
)

// op is an article's change that an Update has accepted and not yet worked in.
// Working in many at once writes a node that they share once.
type op struct {
	article  ID
	old      *articleHead // nil: a new article
	oldBody  *body
	head     *articleHead // nil: retracted
	prepared *Prepared
	oldSince map[ID]LoadID // since when the old voice mentioned its forms
}

// settle works in what is staged:
//
//  1. what changed articles used to say is taken off,
//  2. what articles now call things becomes forms and links between forms,
//  3. links are decided and forms gathered into nodes, which may move what other
//     articles say from node to node,
//  4. what articles now say is added to edges and facts.
func (tx *Tx) settle(ctx context.Context) error {
	w := tx.w
	if w.failed != nil {
		return w.failed
	}
	ops := w.staged
	w.staged = nil
	// Half of it may be done when it fails: then nothing may be committed.
	w.failed = tx.work(ctx, ops)
	return w.failed
}

func (tx *Tx) work(ctx context.Context, ops []*op) error {
	w := tx.w
	for _, o := range ops {
		if o.old != nil {
			if err := tx.unsay(ctx, o); err != nil {
				return err
			}
		}
		if err := tx.relieve(ctx); err != nil {
			return err
		}
	}
	if err := tx.remeasureAll(ctx); err != nil {
		return err
	}
	for _, o := range ops {
		if o.head != nil {
			if err := tx.call(ctx, o); err != nil {
				return err
			}
		}
	}
	if err := tx.decide(ctx); err != nil {
		return err
	}
	for _, o := range ops {
		if o.head == nil {
			continue
		}
		delete(w.silent, o.article)
		if err := tx.say(ctx, o.head, o.prepared.body); err != nil {
			return err
		}
		if err := tx.relieve(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) remeasureAll(ctx context.Context) error {
	for id := range tx.w.remeasure {
		f, err := tx.form(id)
		if err != nil {
			return err
		}
		if f == nil || f.docs == 0 {
			continue
		}
		if err := tx.remeasure(ctx, tx.w.touch(f)); err != nil {
			return err
		}
	}
	clear(tx.w.remeasure)
	return nil
}

// unsay takes an article's voice off everything.
func (tx *Tx) unsay(ctx context.Context, o *op) error {
	why := lost{article: o.article, changed: o.head != nil, rules: o.head != nil && o.head.text == o.old.text}
	tx.w.cause = why
	if err := tx.apply(ctx, o.old, o.oldBody, applying{sign: -1, why: &why}); err != nil {
		return err
	}
	var err error
	if o.oldSince, err = tx.uncall(o.article, o.oldBody); err != nil {
		return err
	}
	if err := tx.leaveVoice(ctx, o.old, o.oldBody); err != nil {
		return err
	}
	terms, words := countTerms(o.old.Title, o.oldBody.text)
	if err := tx.removeTerms(terms, o.old.doc); err != nil {
		return err
	}
	w := tx.w
	w.counters.words -= words
	w.counters.nodes[ontology.Article]--
	if err := w.w.Delete(nameKey(ontology.Article, listName(o.old.title()), o.article)); err != nil {
		return err
	}
	if err := tx.deleteBody(o.old.doc); err != nil {
		return err
	}
	w.events.article(o.article)
	return w.w.Delete(headKey(o.article))
}

// say stores an article and adds its voice to everything. Its forms are there.
func (tx *Tx) say(ctx context.Context, h *articleHead, b *body) error {
	return tx.apply(ctx, h, b, applying{sign: +1})
}

// call makes the records of an article, and the forms and links that its mentions
// speak of.
func (tx *Tx) call(ctx context.Context, o *op) error {
	w := tx.w
	b := *o.prepared.body
	o.prepared.body = &b
	b.since = claimLoads(o, &b)
	forms, err := tx.formsOf(o.article, &b)
	if err != nil {
		return err
	}
	b.named = make([]LoadID, len(forms))
	for i, id := range forms {
		b.named[i] = o.head.load
		if since, ok := o.oldSince[id]; ok {
			b.named[i] = since
		}
	}
	if err := tx.setBody(o.head.doc, b.encode(o.prepared.packed)); err != nil {
		return err
	}
	if err := w.w.Set(headKey(o.article), o.head.encode()); err != nil {
		return err
	}
	w.events.article(o.article)
	return tx.callView(ctx, o.head, &b, viewParts{o.prepared.terms, o.prepared.words, o.prepared.sketch})
}

// viewParts is what Prepare computed and Rebuild computes again.
type viewParts struct {
	terms  map[string]int
	words  int
	sketch sketch
}

// callView does the part of call that belongs to the view.
func (tx *Tx) callView(ctx context.Context, h *articleHead, b *body, v viewParts) error {
	w := tx.w
	w.silent[h.id] = true
	w.counters.nodes[ontology.Article]++
	w.counters.words += v.words
	if err := w.w.Set(nameKey(ontology.Article, listName(h.title()), h.id), nil); err != nil {
		return err
	}
	if err := tx.joinVoice(ctx, h, b, v.sketch); err != nil {
		return err
	}
	if err := tx.addTerms(v.terms, v.words, h.doc); err != nil {
		return err
	}
	return tx.callForms(h, b)
}

// callForms makes the forms and links that an article's mentions speak of.
func (tx *Tx) callForms(h *articleHead, b *body) error {
	forms, err := tx.formsOf(h.id, b)
	if err != nil {
		return err
	}
	seen := make(map[ID]bool, len(forms))
	for i, id := range forms {
		if id == 0 {
			continue
		}
		naming, err := tx.namingOf(h.id, b, i, id)
		if err != nil {
			return err
		}
		f, err := tx.formOrNew(id, naming.Key)
		if err != nil {
			return err
		}
		if err := tx.callForm(f, &b.mentions[i], naming, +1); err != nil {
			return err
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		if err := tx.mentionForm(f, h, b.named[i], b.mentions[i].Unnamed); err != nil {
			return err
		}
	}
	return nil
}

// namingOf returns what a mention is known by. One that a judgement set apart is
// compared with nothing.
func (tx *Tx) namingOf(article ID, b *body, i int, form ID) (*Naming, error) {
	if form == b.names().forms[i] {
		return &b.names().namings[i], nil
	}
	key, ok, err := tx.r.Get(apartKey(b.names().forms[i], article))
	if err == nil && !ok {
		err = corruptf("mention %d of article %s is apart and has no record", i, article)
	}
	return &Naming{Key: string(key)}, err
}

// mentionForm counts one more article that mentions a form.
func (tx *Tx) mentionForm(f *form, h *articleHead, since LoadID, unnamed bool) error {
	w := tx.w
	f.docs++
	if unnamed {
		f.unnamed++
	}
	if f.docs == 1 {
		f.since, f.touched = since, since
		w.regroup[f.id] = true
	}
	f.since, f.touched = min(f.since, since), max(f.touched, since)
	for _, p := range f.partners {
		w.relink[pairOf(f.id, p)] = true
	}
	return w.w.Set(mentionKey(f.id, h.id), binary.AppendUvarint(nil, uint64(since)))
}

// uncall takes an article's mentions off the forms and links that they speak of. It
// returns since when the article had mentioned each form.
func (tx *Tx) uncall(article ID, b *body) (map[ID]LoadID, error) {
	w := tx.w
	forms, err := tx.formsOf(article, b)
	if err != nil {
		return nil, err
	}
	before := make(map[ID]LoadID, len(forms))
	for i, id := range forms {
		if id == 0 {
			continue
		}
		f, err := tx.form(id)
		if err != nil {
			return nil, err
		}
		if f == nil {
			return nil, corruptf("form %s of article %s has no record", id, article)
		}
		naming, err := tx.namingOf(article, b, i, id)
		if err != nil {
			return nil, err
		}
		if err := tx.callForm(w.touch(f), &b.mentions[i], naming, -1); err != nil {
			return nil, err
		}
		if _, ok := before[id]; ok {
			continue
		}
		if before[id], err = tx.unmentionForm(f, article, b.mentions[i].Unnamed); err != nil {
			return nil, err
		}
	}
	return before, nil
}

// unmentionForm undoes mentionForm.
func (tx *Tx) unmentionForm(f *form, article ID, unnamed bool) (LoadID, error) {
	w := tx.w
	if err := tx.register(f); err != nil {
		return 0, err
	}
	f.docs--
	if unnamed {
		f.unnamed--
	}
	for _, p := range f.partners {
		w.relink[pairOf(f.id, p)] = true
	}
	if f.docs == 0 {
		w.regroup[f.id] = true
		f.since, f.touched = 0, 0
	}
	since, err := tx.mentionSince(f.id, article)
	if err != nil {
		return 0, err
	}
	if f.docs > 0 && (since == f.since || since == f.touched) {
		w.remeasure[f.id] = true
	}
	return since, w.w.Delete(mentionKey(f.id, article))
}

func (tx *Tx) mentionSince(form, article ID) (LoadID, error) {
	v, ok, err := tx.r.Get(mentionKey(form, article))
	if err != nil {
		return 0, err
	}
	since, n := binary.Uvarint(v)
	if !ok || n <= 0 {
		return 0, corruptf("the mention of form %s by article %s has no record", form, article)
	}
	return LoadID(since), nil
}

// callForm counts what a mention calls a form, what else it calls the same thing,
// and what it is compared under.
func (tx *Tx) callForm(f *form, m *Mention, n *Naming, sign int) error {
	f.countSurface(m.Name, sign, 0)
	for _, a := range distinct(m.Aliases) {
		if a != m.Name {
			f.countSurface(a, 0, sign)
		}
	}
	for _, also := range distinct(n.Also) {
		if other := deriveID(m.Kind, also); also != "" && other != f.id {
			if err := tx.supportLink(f, other, also, sign); err != nil {
				return err
			}
		}
	}
	for _, b := range distinctBlocks(n.Blocks) {
		if err := tx.inBlock(f, b, sign); err != nil {
			return err
		}
	}
	return nil
}

func distinct(list []string) []string {
	if len(list) < 2 {
		return list
	}
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
