package plan

import (
	"onymous/schema/def"
)

// listSize is what a list without an estimate of its own is taken to hold.
const listSize = 10

// maxCost is where counting stops.
const maxCost = 1 << 40

// Cost estimates how many objects the answer may hold, before anything is read:
// page sizes multiplied down the tree. Introspection costs nothing; other limits
// bound it.
func (p *Plan) Cost(v Variables) int {
	return p.root.cost(1, v)
}

// cost is the cost of n objects of the selection. Of fields that exclude each
// other the costlier count.
func (s *selection) cost(n int, v Variables) int {
	total := 0
	var byType map[int]int
	for _, f := range s.fields {
		if f.sub == nil || f.meta {
			continue
		}
		c := f.cost(n, v)
		if f.mask == nil {
			total += c
			continue
		}
		if byType == nil {
			byType = map[int]int{}
		}
		for i := range 64 * len(f.mask) {
			if f.mask.has(i) {
				byType[i] += c
			}
		}
	}
	most := 0
	for _, c := range byType {
		most = max(most, c)
	}
	return min(total+most, maxCost)
}

func (f *field) cost(n int, v Variables) int {
	size := 1
	if f.shape == def.ShapeList {
		size = listSize
	}
	if f.def.Size != nil {
		args, err := f.args.resolve(v)
		if err != nil {
			return 0 // it gives an error and reads nothing
		}
		size = f.def.Size(args)
	}
	n = min(n*size, maxCost)
	return min(n+f.sub.cost(n, v), maxCost)
}
