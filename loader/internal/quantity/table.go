package quantity

import (
	_ "embed"
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

//go:embed currency.tsv
var currencyTSV string

//go:embed word.tsv
var wordTSV string

//go:embed bound.tsv
var boundTSV string

// class is how a word makes a number.
type class uint8

const (
	noClass      class = iota
	classOne           // "a", "an": one, before a scale
	classUnit          // below twenty
	classTen           // tens
	classHundred       // hundred
	classScale         // thousand, million, dozen …
	classHalf          // half, quarter
	classVague         // dozens, hundreds …
)

var classes = map[string]class{"one": classOne, "unit": classUnit, "ten": classTen, "hundred": classHundred, "scale": classScale,
	"half": classHalf, "vague": classVague}

type numeral struct {
	class class
	value float64
}

// boundOfVague is the bound of a number that is given as a plural only.
const boundOfVague = ontology.Min

var (
	currencies   = map[string]string{}
	numerals     = map[string]numeral{}
	boundsBefore = map[string]string{}
	boundsAfter  = map[string]string{}
)

func init() {
	for _, row := range rows(currencyTSV) {
		currencies[row[0]] = row[1]
	}
	for _, row := range rows(wordTSV) {
		v, err := strconv.ParseFloat(row[2], 64)
		if err != nil || classes[row[1]] == noClass {
			panic("internal error: word.tsv: " + row[0])
		}
		numerals[row[0]] = numeral{classes[row[1]], v}
	}
	for _, row := range rows(boundTSV) {
		side := boundsBefore
		if row[1] == "after" {
			side = boundsAfter
		}
		side[row[0]] = row[2]
	}
}

func rows(tsv string) [][]string {
	var out [][]string
	for line := range strings.Lines(tsv) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// longestBound is the number of words of the longest phrase that bounds.
const longestBound = 3

// bound looks for a phrase right before piece first or right after piece
// last-1.
func (p *reader) bound(first, last int) string {
	for n := longestBound; n >= 1; n-- {
		if b, ok := boundsBefore[p.phrase(first-n, first)]; ok {
			return b
		}
		if b, ok := boundsAfter[p.phrase(last, last+n)]; ok {
			return b
		}
	}
	return ""
}

// phrase joins the pieces from to to, or returns "" if they are out of range.
func (p *reader) phrase(from, to int) string {
	if from < 0 || to > len(p.pieces) {
		return ""
	}
	words := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		words = append(words, p.pieces[i].lower)
	}
	return strings.Join(words, " ")
}
