package graph

import (
	"context"
	"slices"
)

// standing is what the judgements that are not undone say, the last word on each
// question.
type standing struct {
	pairs  map[[2]ID]*judged
	keys   map[ID]string // of the forms that judgements are about
	claims map[ID]map[uint64]*judged
	apart  map[[2]ID]setApart // by form and article
	names  map[ID]*judged
}

// standing reads the log.
func (tx *Tx) standing(ctx context.Context) (*standing, error) {
	list, err := tx.log(ctx)
	if err != nil {
		return nil, err
	}
	s := &standing{map[[2]ID]*judged{}, map[ID]string{}, map[ID]map[uint64]*judged{}, map[[2]ID]setApart{}, map[ID]*judged{}}
	for _, j := range list {
		if j.Undone != 0 {
			continue
		}
		switch j.Verdict {
		case Same, Different:
			for _, p := range j.pairs {
				s.pairs[pairOf(p.a, p.b)] = j
				s.keys[p.a], s.keys[p.b] = p.keyA, p.keyB
			}
			for _, a := range j.apart {
				s.apart[[2]ID{a.form, a.article}] = a
			}
		case Reject, Accept:
			m := s.claims[j.Claim.Article]
			if m == nil {
				m = map[uint64]*judged{}
				s.claims[j.Claim.Article] = m
			}
			m[j.what] = j
		case Rename:
			s.names[j.pairs[0].a] = j
			s.keys[j.pairs[0].a] = j.pairs[0].keyA
		}
	}
	return s, nil
}

// verdictsOf returns what is said of an article's claims.
func (s *standing) verdictsOf(article ID) verdicts {
	var list verdicts
	for what, j := range s.claims[article] {
		list = append(list, claimVerdict{what, j.Verdict, j.ID})
	}
	return list
}

// enforce brings the view in step with the log, where a judgement came or went.
func (tx *Tx) enforce(ctx context.Context, j *judged) error {
	s, err := tx.standing(ctx)
	if err != nil {
		return err
	}
	switch j.Verdict {
	case Same, Different:
		for _, p := range j.pairs {
			if err := tx.enforcePair(s, p); err != nil {
				return err
			}
		}
		if len(j.apart) > 0 {
			return tx.enforceApart(ctx, s, j)
		}
		if err := tx.decide(ctx); err != nil {
			return err
		}
	case Reject, Accept:
		if err := tx.enforceClaims(ctx, s, j.Claim.Article); err != nil {
			return err
		}
	case Rename:
		if err := tx.enforceName(s, j.pairs[0].a, j.pairs[0].keyA); err != nil {
			return err
		}
	}
	return tx.flush(ctx)
}

func (tx *Tx) enforcePair(s *standing, p formPair) error {
	a, err := tx.formOrNew(p.a, p.keyA)
	if err != nil {
		return err
	}
	b, err := tx.formOrNew(p.b, p.keyB)
	if err != nil {
		return err
	}
	l, err := tx.link(p.a, p.b)
	if err != nil {
		return err
	}
	l.judged, l.by = 0, 0
	if j := s.pairs[pairOf(p.a, p.b)]; j != nil {
		l.judged, l.by = j.Verdict, j.ID
	}
	tx.w.relink[pairOf(p.a, p.b)] = true
	tx.w.regroup[p.a], tx.w.regroup[p.b] = true, true
	return tx.setLink(a, b, l)
}

// enforceClaims says an article again, with what is rejected left out.
func (tx *Tx) enforceClaims(ctx context.Context, s *standing, article ID) error {
	h, b, err := tx.voice(article)
	if err != nil {
		return err
	}
	if b == nil { // retracted since
		return tx.setVerdicts(article, s.verdictsOf(article))
	}
	if err := tx.apply(ctx, h, b, applying{sign: -1, why: &tx.w.cause}); err != nil {
		return err
	}
	if err := tx.setVerdicts(article, s.verdictsOf(article)); err != nil {
		return err
	}
	return tx.say(ctx, h, b)
}

func (tx *Tx) enforceName(s *standing, id ID, key string) error {
	f, err := tx.formOrNew(id, key)
	if err != nil {
		return err
	}
	f.rename()
	f.renamed, f.name = 0, ""
	if j := s.names[id]; j != nil {
		f.renamed, f.name = j.ID, j.Name
	}
	if f.node == f.id {
		return nil
	}
	head, err := tx.headOf(f.node)
	if err != nil {
		return err
	}
	tx.w.touch(head)
	return nil
}

// enforceApart makes mentions of articles forms of their own, or no longer.
func (tx *Tx) enforceApart(ctx context.Context, s *standing, j *judged) error {
	var articles []ID
	for _, a := range j.apart {
		articles = append(articles, a.article)
	}
	articles = distinctIDs(articles)
	for _, article := range articles {
		h, b, err := tx.voice(article)
		if err != nil {
			return err
		}
		if b == nil {
			continue
		}
		if err := tx.apply(ctx, h, b, applying{sign: -1}); err != nil {
			return err
		}
		if _, err := tx.uncall(article, b); err != nil {
			return err
		}
		tx.w.silent[article] = true
	}
	for _, a := range j.apart {
		if err := tx.setMentionApart(s, a); err != nil {
			return err
		}
	}
	for _, article := range articles {
		h, b, err := tx.voice(article)
		if err != nil {
			return err
		}
		if b == nil {
			continue
		}
		if err := tx.callForms(h, b); err != nil {
			return err
		}
	}
	if err := tx.remeasureAll(ctx); err != nil {
		return err
	}
	if err := tx.decide(ctx); err != nil {
		return err
	}
	for _, article := range articles {
		h, b, err := tx.voice(article)
		if err != nil {
			return err
		}
		if b == nil {
			continue
		}
		delete(tx.w.silent, article)
		if err := tx.say(ctx, h, b); err != nil {
			return err
		}
	}
	return tx.flush(ctx)
}

// setMentionApart keeps the record by which formsOf finds that a mention is apart.
func (tx *Tx) setMentionApart(s *standing, a setApart) error {
	key := apartKey(a.form, a.article)
	_, stored, err := tx.r.Get(key)
	if err != nil {
		return err
	}
	f, err := tx.formOrNew(a.form, a.plainKey())
	if err != nil {
		return err
	}
	now, apart := s.apart[[2]ID{a.form, a.article}]
	switch {
	case apart:
		if !stored {
			f.apart++
		}
		return tx.w.w.Set(key, []byte(now.key))
	case stored:
		f.apart--
		return tx.w.w.Delete(key)
	}
	return nil
}

// contradicted returns an error if what judgements say cannot all be: two forms that
// are one are also not, by way of others.
func (tx *Tx) contradicted(ctx context.Context) error {
	s, err := tx.standing(ctx)
	if err != nil {
		return err
	}
	pairs := make([][2]ID, 0, len(s.pairs))
	for p := range s.pairs {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, comparePairs)
	for _, p := range pairs {
		a, err := tx.form(p[0])
		if err != nil {
			return err
		}
		b, err := tx.form(p[1])
		if err != nil {
			return err
		}
		if a == nil || b == nil || a.docs == 0 || b.docs == 0 {
			continue
		}
		if j := s.pairs[p]; (j.Verdict == Same) != (a.node == b.node) {
			return conflictf("it and judgement %d contradict each other; undo one", j.ID)
		}
	}
	return nil
}

// rejudge makes what belongs to judgements in an empty view.
func (tx *Tx) rejudge(ctx context.Context) error {
	s, err := tx.standing(ctx)
	if err != nil {
		return err
	}
	for p := range s.pairs {
		if err := tx.enforcePair(s, formPair{p[0], p[1], s.keys[p[0]], s.keys[p[1]]}); err != nil {
			return err
		}
	}
	for article := range s.claims {
		if err := tx.setVerdicts(article, s.verdictsOf(article)); err != nil {
			return err
		}
	}
	for id := range s.names {
		if err := tx.enforceName(s, id, s.keys[id]); err != nil {
			return err
		}
	}
	for _, a := range s.apart {
		if err := tx.setMentionApart(s, a); err != nil {
			return err
		}
	}
	return nil
}
