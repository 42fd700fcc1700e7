package entity

import (
	"onymous/graph/ontology"
)

// site stands for Marketplace or Service where it is not known which: something
// online that has vendors, users or an administrator.
const site ontology.NodeKind = 0

// A vote is one kind of evidence for one kind of node.
type vote struct {
	kind   ontology.NodeKind
	weight float64
	why    string
	times  int
}

// A ballot gathers what speaks for each kind of a name. Evidence of the same
// sort counts once in full and a little more each further time, so that a name
// mentioned thirty times is not decided by thirty weak signs.
type ballot struct{ votes []vote }

func (b *ballot) cast(kind ontology.NodeKind, weight float64, why string) {
	for i := range b.votes {
		if v := &b.votes[i]; v.kind == kind && v.why == why {
			v.times++
			v.weight = max(v.weight, weight)
			return
		}
	}
	b.votes = append(b.votes, vote{kind, weight, why, 1})
}

// says reports whether a sign is among the evidence.
func (b *ballot) says(why string) bool {
	for i := range b.votes {
		if b.votes[i].why == why {
			return true
		}
	}
	return false
}

// scores returns the sum for each kind, and the strongest evidence.
func (b *ballot) scores() (sum [12]float64, why [12]string) {
	var best [12]float64
	for _, v := range b.votes {
		w := v.weight * (1 + 0.15*float64(min(v.times, 5)-1))
		sum[v.kind] += w
		if w > best[v.kind] {
			best[v.kind], why[v.kind] = w, v.why
		}
	}
	return sum, why
}
