package entity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"onymous/graph/ontology"
)

//go:embed cue.tsv
var cueData string

// A cue is what a word at some place beside a name says of the name's kind.
type cue struct {
	kinds  []ontology.NodeKind
	weight float64
}

// cues returns the cues by place and word: "of administrator". A table that does
// not parse is a fault of the build.
var cues = sync.OnceValue(func() map[string]cue {
	all := make(map[string]cue, 512)
	for line := range strings.Lines(cueData) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			panic(fmt.Sprintf("internal error: entity: cue %q has %d columns, want 4", line, len(c)))
		}
		weight, err := strconv.ParseFloat(c[3], 64)
		if err != nil {
			panic(fmt.Sprintf("internal error: entity: cue %q: %v", line, err))
		}
		var kinds []ontology.NodeKind
		for _, name := range strings.Split(c[2], "|") {
			k, ok := ontology.ParseNodeKind(name)
			if !ok && name != "site" {
				panic(fmt.Sprintf("internal error: entity: cue %q: %q is no kind", line, name))
			}
			kinds = append(kinds, k)
		}
		all[c[0]+" "+c[1]] = cue{kinds, weight}
	}
	return all
})

// take votes by the word at a place beside the name and reports whether it says
// anything.
func (b *ballot) take(place, word, why string) bool {
	c, ok := cues()[place+" "+word]
	if !ok {
		return false
	}
	for _, k := range c.kinds {
		b.cast(k, c.weight, why)
	}
	return true
}
