package graph

// wordList holds the words of names, for fuzzy search. It never changes; words that
// no name has any more may be in it.
type wordList struct {
	words map[string]bool
}

func newWordList() *wordList { return &wordList{} }

func (l *wordList) with(words []string) *wordList { return l }
