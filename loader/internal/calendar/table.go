package calendar

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed word.tsv
var wordTSV string

// class is the part that a word plays in a date.
type class uint8

const (
	noClass       class = iota
	classMonth          // the name of a month
	classNamesake       // a month that is a word or a given name as well: "May"
	classAbbreviation
	classWeekday
	classSeason
	classOrdinal
	classTen
	classCardinal
	classUnit
	classPart // "early" July
	classEdge // the "end" of July
	classPreposition
	classPointer // "last", "this", "next"
)

var classes = map[string]class{"month": classMonth, "namesake": classNamesake, "abbreviation": classAbbreviation, "weekday": classWeekday,
	"season": classSeason, "ordinal": classOrdinal, "ten": classTen, "cardinal": classCardinal, "unit": classUnit, "part": classPart,
	"edge": classEdge, "preposition": classPreposition, "pointer": classPointer}

// unit is a stretch of time, by its number in word.tsv.
type unit int

const (
	day unit = iota + 1
	week
	month
	year
)

type entry struct {
	class class
	value int
}

// longestWord is more than the length in bytes of any word of the table.
const longestWord = 16

var words = loadWords()

func loadWords() map[string]entry {
	m := map[string]entry{}
	for line := range strings.Lines(wordTSV) {
		if line = strings.TrimRight(line, "\n"); line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, "\t")
		value, err := strconv.Atoi(row[2])
		if err != nil || classes[row[1]] == noClass {
			panic("internal error: word.tsv: " + row[0])
		}
		m[row[0]] = entry{classes[row[1]], value}
	}
	return m
}
