package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// A judgement of a claim is about what an article says, not about the number that
// the claim has in it: after a reload, another extractor or other spans, it holds
// for the claim that says the same. verdicts are those of one article.
type verdicts []claimVerdict

type claimVerdict struct {
	what    uint64 // see claimDigest
	verdict Verdict
	by      JudgementID
}

// claimDigest tells apart what an article's claims say: kind and ends, or fact and
// value.
func claimDigest(b *body, c *Claim) uint64 {
	var e encoder
	e.byte(byte(c.Edge))
	e.byte(byte(c.Fact))
	e.id(b.names().forms[c.From])
	if c.Fact != 0 {
		e.value(c.Value)
	} else {
		e.id(b.names().forms[c.To])
	}
	return digest(e.b)
}

// verdicts returns the judgements of an article's claims.
func (tx *Tx) verdicts(article ID) (verdicts, error) {
	v, ok, err := tx.r.Get(verdictKey(article))
	if err != nil || !ok {
		return nil, err
	}
	d := decoder{b: v}
	list := make(verdicts, d.count())
	for i := range list {
		list[i] = claimVerdict{uint64(d.id()), Verdict(d.byte()), JudgementID(d.uint())}
	}
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("judgements of article %s: %w", article, err)
	}
	return list, nil
}

func (tx *Tx) setVerdicts(article ID, list verdicts) error {
	if len(list) == 0 {
		return tx.w.w.Delete(verdictKey(article))
	}
	slices.SortFunc(list, func(a, b claimVerdict) int { return cmp.Compare(a.what, b.what) })
	var e encoder
	e.num(len(list))
	for _, v := range list {
		e.id(ID(v.what))
		e.byte(byte(v.verdict))
		e.uint(uint64(v.by))
	}
	return tx.w.w.Set(verdictKey(article), e.b)
}

// of returns the judgement of a claim, if there is one.
func (v verdicts) of(b *body, c *Claim) (claimVerdict, bool) {
	if len(v) == 0 {
		return claimVerdict{}, false
	}
	i, ok := slices.BinarySearchFunc(v, claimDigest(b, c), func(x claimVerdict, what uint64) int { return cmp.Compare(x.what, what) })
	if !ok {
		return claimVerdict{}, false
	}
	return v[i], true
}

func (v verdicts) rejects(b *body, c *Claim) bool {
	x, ok := v.of(b, c)
	return ok && x.verdict == Reject
}
