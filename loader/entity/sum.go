package entity

import (
	"regexp"

	"onymous/loader/internal/quantity"
)

// findSums marks the tokens of sums that begin with their currency, which may have a
// capital and is no name: "EUR 5.5 million", "N87.4m", "Rs 4.1 crore".
func (f *finder) findSums() {
	f.sums = make([]bool, len(f.doc.Tokens))
	for t := range f.sums {
		f.sums[t] = shilling.MatchString(f.words[t])
	}
	t := 0
	for _, q := range quantity.Find(f.doc.Text) {
		if q.Currency == "" {
			continue
		}
		for t < len(f.doc.Tokens) && f.doc.Tokens[t].End <= q.Start {
			t++
		}
		if t == len(f.doc.Tokens) || !f.capital(t) || f.doc.Tokens[t].Start < q.Start {
			continue
		}
		for ; t < len(f.doc.Tokens) && f.doc.Tokens[t].Start < q.End; t++ {
			f.sums[t] = true
		}
	}
}

// shilling is a sum whose currency stands for several: "Sh47", "Sh3,500", "R200".
var shilling = regexp.MustCompile(`^(K?Shs?|Rs?|N)\d[\d,.]+$`)
