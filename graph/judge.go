package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"onymous/graph/ontology"
)

// judged is a judgement as it is stored: with what it was about when it was given,
// because nodes come and go and claims are numbered anew.
type judged struct {
	Judgement
	pairs []formPair // Same, Different: forms that are, or are not, one node
	what  uint64     // Reject, Accept: see claimDigest
	apart []setApart // Different with articles
}

// formPair is two forms with their keys, by which they can be made before an article
// mentions them.
type formPair struct {
	a, b       ID
	keyA, keyB string
}

// setApart is a mention of an article that is a form of its own.
type setApart struct {
	form, article ID
	key           string // of that form
}

// apartMark parts the key of a form from the judgement that set a mention of it
// apart. No folded name holds it.
const apartMark = " #judgement "

// plainKey is the key of the form that the mention was taken from.
func (a setApart) plainKey() string {
	plain, _, _ := strings.Cut(a.key, apartMark)
	return plain
}

func (j *judged) encode() []byte {
	var e encoder
	e.byte(byte(j.Verdict))
	e.ids(j.Nodes)
	e.ids(j.Articles)
	e.id(j.Claim.Article)
	e.num(j.Claim.Number)
	e.string(j.Name)
	e.uint(uint64(j.Undoes))
	e.string(j.By)
	e.string(j.Note)
	e.time(j.At)
	e.uint(uint64(j.Load))
	e.num(len(j.pairs))
	for _, p := range j.pairs {
		e.id(p.a)
		e.id(p.b)
		e.string(p.keyA)
		e.string(p.keyB)
	}
	e.id(ID(j.what))
	e.num(len(j.apart))
	for _, a := range j.apart {
		e.id(a.form)
		e.id(a.article)
		e.string(a.key)
	}
	return e.b
}

func decodeJudged(id JudgementID, b []byte) (*judged, error) {
	d := decoder{b: b}
	j := &judged{Judgement: Judgement{ID: id, Verdict: Verdict(d.byte()), Nodes: d.ids(), Articles: d.ids(), Claim: ClaimID{d.id(), d.num()},
		Name: d.string(), Undoes: JudgementID(d.uint()), By: d.string(), Note: d.string(), At: d.time(), Load: LoadID(d.uint())}}
	for range d.count() {
		j.pairs = append(j.pairs, formPair{d.id(), d.id(), d.string(), d.string()})
	}
	j.what = uint64(d.id())
	for range d.count() {
		j.apart = append(j.apart, setApart{d.id(), d.id(), d.string()})
	}
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("judgement %d: %w", id, err)
	}
	return j, nil
}

// log reads all judgements, oldest first, each with what undid it.
func (tx *Tx) log(ctx context.Context) ([]*judged, error) {
	var list []*judged
	for e, err := range tx.r.Scan(ctx, scanPrefix([]byte{'J'})) {
		if err != nil {
			return nil, err
		}
		id, err := parseIDKey('J', e.Key)
		if err != nil {
			return nil, err
		}
		j, err := decodeJudged(JudgementID(id), e.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, j)
	}
	// From the last: what undid something counts if nothing later undid it.
	byID := make(map[JudgementID]*judged, len(list))
	for _, j := range list {
		byID[j.ID] = j
	}
	for _, j := range slices.Backward(list) {
		if target := byID[j.Undoes]; j.Verdict == Undo && j.Undone == 0 && target != nil {
			target.Undone = j.ID
		}
	}
	return list, nil
}

// Judgements yields the judgements after one, oldest first.
func (tx *Tx) Judgements(ctx context.Context, after JudgementID) iter.Seq2[Judgement, error] {
	return func(yield func(Judgement, error) bool) {
		err := tx.synced(ctx)
		var list []*judged
		if err == nil {
			list, err = tx.log(ctx)
		}
		if err != nil {
			yield(Judgement{}, err)
			return
		}
		for _, j := range list {
			if j.ID > after && !yield(j.Judgement, nil) {
				return
			}
		}
	}
}

// Limits of a judgement.
const (
	maxJudgedNodes    = 1000
	maxJudgedPairs    = 10_000
	maxJudgementBytes = 8_000
)

// Judge appends a person's word and applies it. It fails with ErrNotFound if there is
// nothing that it is about, with ErrInvalid if it says nothing, and with ErrConflict if
// it contradicts a judgement that is not undone. After an error the Update can only
// fail.
func (tx *Tx) Judge(ctx context.Context, j Judgement) (JudgementID, error) {
	if err := tx.writable(); err != nil {
		return 0, err
	}
	if err := tx.synced(ctx); err != nil {
		return 0, err
	}
	id, err := tx.judge(ctx, &judged{Judgement: j})
	if err != nil {
		tx.w.failed = fmt.Errorf("graph: judge: %w", err)
	}
	return id, tx.w.failed
}

func (tx *Tx) judge(ctx context.Context, j *judged) (JudgementID, error) {
	j.Nodes, j.Articles = slices.Clone(j.Nodes), slices.Clone(j.Articles)
	j.ID, j.Undone, j.At, j.Load = tx.w.meta.judgements+1, 0, now(), tx.w.meta.loads
	if len(j.Nodes) > maxJudgedNodes || len(j.Articles) > maxJudgedNodes || len(j.Name)+len(j.By)+len(j.Note) > maxJudgementBytes ||
		!utf8.ValidString(j.Name) || !utf8.ValidString(j.By) || !utf8.ValidString(j.Note) {
		return 0, invalidf("more than %d nodes or articles, or more than %d bytes, or not UTF-8", maxJudgedNodes, maxJudgementBytes)
	}
	if err := tx.subject(ctx, j); err != nil {
		return 0, err
	}
	tx.w.meta.judgements = j.ID
	tx.w.cause = lost{judgement: j.ID}
	tx.w.events.Judgements = append(tx.w.events.Judgements, j.ID)
	if err := tx.w.w.Set(judgementKey(j.ID), j.encode()); err != nil {
		return 0, err
	}
	about := j
	if j.Verdict == Undo {
		var err error
		if about, err = tx.undoes(ctx, j); err != nil {
			return 0, err
		}
	}
	if err := tx.enforce(ctx, about); err != nil {
		return 0, err
	}
	return j.ID, tx.contradicted(ctx)
}

// subject finds what a judgement is about.
func (tx *Tx) subject(ctx context.Context, j *judged) error {
	switch j.Verdict {
	case Same, Different:
		if j.Verdict == Different && len(j.Nodes) == 1 && len(j.Articles) > 0 {
			return tx.apartSubject(ctx, j)
		}
		return tx.pairSubject(ctx, j)
	case Reject, Accept:
		_, b, err := tx.voice(j.Claim.Article)
		if err != nil {
			return err
		}
		if b == nil || j.Claim.Number < 0 || j.Claim.Number >= len(b.claims) {
			return fmt.Errorf("claim %s: %w", j.Claim, ErrNotFound)
		}
		j.what = claimDigest(b, &b.claims[j.Claim.Number])
	case Rename:
		if len(j.Nodes) != 1 || j.Name == "" || len(j.Name) > maxNameBytes || Fold(j.Name) == "" {
			return invalidf("rename needs one node and a name of at most %d bytes with a letter or digit", maxNameBytes)
		}
		f, err := tx.judgedForm(j.Nodes[0])
		if err != nil {
			return err
		}
		j.pairs = []formPair{{a: f.id, keyA: f.key}}
	case Undo:
		if j.Undoes == 0 || j.Undoes >= j.ID {
			return fmt.Errorf("judgement %d: %w", j.Undoes, ErrNotFound)
		}
	default:
		return invalidf("verdict %d", j.Verdict)
	}
	return nil
}

// judgedForm returns the form that an id names: itself if articles mention it, or the
// head of the node that answers for it.
func (tx *Tx) judgedForm(id ID) (*form, error) {
	if id.Kind() == ontology.Article {
		return nil, invalidf("%s is an article", id)
	}
	f, err := tx.form(id)
	if err != nil || f != nil && f.docs > 0 {
		return f, err
	}
	if id, err = tx.Resolve(id); err != nil {
		return nil, err
	}
	return tx.form(id)
}

// pairSubject finds the forms that are, or are not, one. All forms of a node are
// none of another's.
func (tx *Tx) pairSubject(ctx context.Context, j *judged) error {
	if len(j.Nodes) < 2 || len(j.Articles) > 0 {
		return invalidf("at least two nodes are needed")
	}
	first, err := tx.judgedForm(j.Nodes[0])
	if err != nil {
		return err
	}
	for _, id := range j.Nodes[1:] {
		other, err := tx.judgedForm(id)
		if err != nil {
			return err
		}
		if first.id == other.id || first.id.Kind() != other.id.Kind() {
			return invalidf("%s and %s are one form, or of two kinds", first.id, other.id)
		}
		as, bs := []*form{first}, []*form{other}
		if j.Verdict == Different && first.node != other.node {
			if as, err = tx.formsOfNode(first.node); err != nil {
				return err
			}
			if bs, err = tx.formsOfNode(other.node); err != nil {
				return err
			}
		}
		for _, a := range as {
			for _, b := range bs {
				j.pairs = append(j.pairs, formPair{a.id, b.id, a.key, b.key})
			}
		}
	}
	if len(j.pairs) > maxJudgedPairs {
		return invalidf("the nodes have too many forms: %d pairs, at most %d", len(j.pairs), maxJudgedPairs)
	}
	s, err := tx.standing(ctx)
	if err != nil {
		return err
	}
	for _, p := range j.pairs {
		if old := s.pairs[pairOf(p.a, p.b)]; old != nil && old.Verdict != j.Verdict {
			return conflictf("judgement %d says the opposite; undo it first", old.ID)
		}
	}
	return nil
}

func (tx *Tx) formsOfNode(node ID) ([]*form, error) {
	head, err := tx.form(node)
	if err != nil {
		return nil, err
	}
	forms := []*form{head}
	for _, id := range head.head.members {
		f, err := tx.form(id)
		if err != nil {
			return nil, err
		}
		forms = append(forms, f)
	}
	return forms, nil
}

// apartSubject finds the mentions that are another node.
func (tx *Tx) apartSubject(ctx context.Context, j *judged) error {
	node, err := tx.Resolve(j.Nodes[0])
	if err != nil {
		return err
	}
	for _, article := range j.Articles {
		_, b, err := tx.voice(article)
		if err != nil {
			return err
		}
		if b == nil {
			return fmt.Errorf("article %s: %w", article, ErrNotFound)
		}
		nodes, err := tx.nodesOf(article, b)
		if err != nil {
			return err
		}
		found := false
		for i, n := range nodes {
			if n != node {
				continue
			}
			found = true
			a := setApart{b.names().forms[i], article, b.names().namings[i].Key + apartMark + strconv.FormatUint(uint64(j.ID), 10)}
			if !slices.Contains(j.apart, a) {
				j.apart = append(j.apart, a)
			}
		}
		if !found {
			return invalidf("article %s does not mention %s", article, node)
		}
	}
	return nil
}

// undoes returns the judgement that another, which is in the log, undoes or, by undoing
// an undoing, brings back.
func (tx *Tx) undoes(ctx context.Context, j *judged) (*judged, error) {
	list, err := tx.log(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[JudgementID]*judged, len(list))
	for _, l := range list {
		byID[l.ID] = l
	}
	target := byID[j.Undoes]
	if target == nil {
		return nil, fmt.Errorf("judgement %d: %w", j.Undoes, ErrNotFound)
	}
	if target.Undone != j.ID {
		return nil, conflictf("judgement %d is undone by %d already", target.ID, target.Undone)
	}
	for target.Verdict == Undo {
		if target = byID[target.Undoes]; target == nil {
			return nil, corruptf("judgement %d undoes none", j.Undoes)
		}
	}
	return target, nil
}
