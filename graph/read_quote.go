package graph

import (
	"context"
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
