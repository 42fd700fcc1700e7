package graph

import (
	"context"
	"errors"
	"strings"
)

// EdgeQuotes returns the sentences of the first claims behind an edge, by id, at
// most limit of them; the sentences of one claim are joined by a space. It is
// EdgeClaims for those who read every edge and need nothing else: it leaves alone what
// the claim's other mentions were resolved to. It fails with ErrNotFound, also for ends
// that were merged.
func (tx *Tx) EdgeQuotes(ctx context.Context, key EdgeKey, limit int) ([]string, error) {
	if err := tx.synced(ctx); err != nil {
		return nil, err
	}
	quotes := make([]string, 0, limit)
	for r, err := range tx.statementClaims(ctx, outKey(key), ClaimID{}) {
		if err != nil {
			return nil, err
		}
		_, b, err := tx.voice(r.Article)
		if err != nil {
			return nil, err
		}
		if b == nil || r.Number >= len(b.claims) {
			return nil, corruptf("edge %s rests on claim %s, which is not there", key, r.ClaimID)
		}
		if quotes = append(quotes, b.quote(r.Number)); len(quotes) == limit {
			break
		}
	}
	return quotes, nil
}

// EdgeBegunBy returns the edge that a claim supports if it is the first, by id, of the
// claims behind that edge: who goes through all claims so comes upon every edge once,
// and reads each article once. It does not see what the transaction has written.
func (tx *Tx) EdgeBegunBy(ctx context.Context, c *StoredClaim) (Edge, bool, error) {
	if c.Fact != 0 || c.Rejected {
		return Edge{}, false, nil
	}
	key := EdgeKey{c.From, c.Edge, c.To}
	if e, ok := tx.rememberedOnly(key); ok {
		return e, true, nil // there is no other claim
	}
	for r, err := range tx.statementClaims(ctx, outKey(key), ClaimID{}) {
		if errors.Is(err, ErrNotFound) {
			return Edge{}, false, nil // its ends were merged
		}
		if err != nil || r.ClaimID != c.ID {
			return Edge{}, false, err
		}
		e, err := tx.storedEdge(key)
		return e, true, err
	}
	return Edge{}, false, nil
}

// rememberedOnly returns an edge that memory alone tells all of, with one claim.
func (tx *Tx) rememberedOnly(key EdgeKey) (e Edge, ok bool) {
	g := tx.adjacency
	if g == nil {
		return Edge{}, false
	}
	from, known := g.Number(uint64(key.From))
	to, knownTo := g.Number(uint64(key.To))
	if !known || !knownTo {
		return Edge{}, false
	}
	x, found := g.Find(from, uint8(key.Kind), to)
	ok = found && e.setNote(key, x.Note()) && e.Claims == 1
	return e, ok
}

// quote is the text of a claim's evidence.
func (b *body) quote(claim int) string {
	evidence := b.claims[claim].Evidence
	if len(evidence) == 1 {
		return b.text[evidence[0].Start:evidence[0].End]
	}
	var parts []string
	for _, e := range evidence {
		parts = append(parts, b.text[e.Start:e.End])
	}
	return strings.Join(parts, " ")
}
