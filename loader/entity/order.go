package entity

import (
	"slices"

	"onymous/loader/text"
)

// sortMentions puts mentions in text order, longer ones first.
func sortMentions(m []text.Mention) {
	slices.SortStableFunc(m, func(x, y text.Mention) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	})
}
