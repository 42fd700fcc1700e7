package parse

// decoder finds the projective tree with one root whose arcs have the highest
// sum (Eisner, 1996). It belongs to one goroutine.
type decoder struct {
	n int
	// Tables over spans [i, j] of words, index i*n+j: the best score of a span
	// whose head is its left (or right) end, complete or still to grow at the other
	// end, and the word where it splits.
	openLeft, openRight, left, right           []int32
	splitLeft, splitRight, joinLeft, joinRight []int16
}

const never = -1 << 28

func (d *decoder) reset(n int) {
	d.n = n
	for _, t := range []*[]int32{&d.openLeft, &d.openRight, &d.left, &d.right} {
		*t = append((*t)[:0], make([]int32, n*n)...)
	}
	for _, t := range []*[]int16{&d.splitLeft, &d.splitRight, &d.joinLeft, &d.joinRight} {
		*t = append((*t)[:0], make([]int16, n*n)...)
	}
}

// decode writes the heads of n words, n for the root, given the scores of the
// n+1 heads of each word.
func (d *decoder) decode(heads []int, scores []int32) {
	n := len(heads)
	d.reset(n)
	arc := func(dep, head int) int32 { return scores[dep*(n+1)+head] }
	for length := 1; length < n; length++ {
		for i := 0; i+length < n; i++ {
			d.span(i, i+length, arc(i, i+length), arc(i+length, i))
		}
	}
	best, root := int32(never*2), 0
	for r := range n {
		// right[0,r]: r governs all to its left.
		if s := d.right[r] + d.left[r*n+n-1] + arc(r, n); s > best {
			best, root = s, r
		}
	}
	heads[root] = n
	d.unwindRight(heads, 0, root)
	d.unwindLeft(heads, root, n-1)
}

// span fills the tables for [i, j], given the score of the arcs from j to i and
// from i to j.
func (d *decoder) span(i, j int, fromRight, fromLeft int32) {
	n := d.n
	at := i*n + j
	best, split := int32(never*2), i
	for k := i; k < j; k++ {
		if s := d.left[i*n+k] + d.right[(k+1)*n+j]; s > best {
			best, split = s, k
		}
	}
	d.openLeft[at], d.openRight[at] = best+fromLeft, best+fromRight
	d.splitLeft[at], d.splitRight[at] = int16(split), int16(split)
	best, split = never*2, i+1
	for k := i + 1; k <= j; k++ {
		if s := d.openLeft[i*n+k] + d.left[k*n+j]; s > best {
			best, split = s, k
		}
	}
	d.left[at], d.joinLeft[at] = best, int16(split)
	best, split = never*2, i
	for k := i; k < j; k++ {
		if s := d.right[i*n+k] + d.openRight[k*n+j]; s > best {
			best, split = s, k
		}
	}
	d.right[at], d.joinRight[at] = best, int16(split)
}

// unwindLeft writes the heads within [i, j], governed by i.
func (d *decoder) unwindLeft(heads []int, i, j int) {
	for i < j {
		k := int(d.joinLeft[i*d.n+j])
		heads[k] = i
		split := int(d.splitLeft[i*d.n+k])
		d.unwindRight(heads, split+1, k)
		d.unwindLeft(heads, k, j)
		j = split
	}
}

// unwindRight writes the heads within [i, j], governed by j.
func (d *decoder) unwindRight(heads []int, i, j int) {
	for i < j {
		k := int(d.joinRight[i*d.n+j])
		heads[k] = j
		split := int(d.splitRight[k*d.n+j])
		d.unwindLeft(heads, k, split)
		d.unwindRight(heads, i, k)
		i = split + 1
	}
}
