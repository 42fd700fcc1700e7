package entity

import (
	"regexp"

	"onymous/loader/internal/quantity"
	"onymous/loader/text"
)

// findSums marks the tokens of sums that begin with their currency, which may have a
// capital and is no name: "EUR 5.5 million", "N87.4m", "Rs 4.1 crore".
func (f *finder) findSums() {
	f.sums = make([]bool, len(f.doc.Tokens))
	for s := range f.doc.Sentences {
		sent := &f.doc.Sentences[s]
		money := false
		for i := sent.First; i < sent.Last; i++ {
			if f.shape[i] == isMixed && shilling.MatchString(f.words[i]) {
				f.sums[i] = true
			}
			money = money || f.shape[i] == isMixed || f.capital(i) && i+1 < sent.Last && (f.shape[i+1] == isNumber || f.words[i+1] == "$" || f.words[i+1] == "£")
		}
		if money {
			f.sumsOf(sent)
		}
	}
}

// sumsOf marks the sums of a sentence.
func (f *finder) sumsOf(sent *text.Sentence) {
	t := sent.First
	for _, q := range quantity.Find(f.doc.Form(sent.Span)) {
		if q.Currency == "" {
			continue
		}
		start, end := sent.Start+q.Start, sent.Start+q.End
		for t < sent.Last && f.doc.Tokens[t].End <= start {
			t++
		}
		if t == sent.Last || !f.capital(t) || f.doc.Tokens[t].Start < start {
			continue
		}
		for ; t < sent.Last && f.doc.Tokens[t].Start < end; t++ {
			f.sums[t] = true
		}
	}
}

// shilling is a sum whose currency stands for several: "Sh47", "Sh3,500", "R200".
var shilling = regexp.MustCompile(`^(K?Shs?|Rs?|N)\d[\d,.]+$`)
