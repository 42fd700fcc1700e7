package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// commander returns where the person begins in what stands behind a title and begins
// with a unit: "Assistant Commissioner Crime Command Nigel Ryan". It is -1 if no unit
// stands there.
func (f *finder) commander(sp span) int {
	if _, n := lexicon.Titles().Longest(f.words[sp.first:sp.last]); n == 0 && !sp.title {
		return -1
	}
	for i := sp.first + 1; i+2 < sp.last; i++ {
		w, ok := lexicon.NameWords().Get(f.words[i])
		_, given := lexicon.GivenNames().Get(f.words[i+1])
		if ok && given && w.Kind == ontology.Agency {
			return i + 1
		}
	}
	return -1
}

// ranks reports whether the tokens [first, last) only say which post it is: "Federal"
// before "Interior Minister".
func (f *finder) ranks(first, last int) bool {
	for i := first; i < last; i++ {
		switch f.lower[i] {
		case "federal", "deputy", "senior", "special", "chief", "principal", "state", "regional", "district", "national", "rural", "acting", "interim", "assistant", "zonal", "executive", "associate":
		default:
			return false
		}
	}
	return true
}

// rankOf returns where the person begins behind a title with "of" in it: "Commissioner of
// Police Jane Doe". It is -1 if there is none.
func (f *finder) rankOf(sp span) int {
	for i := sp.first; i+2 < sp.last; i++ {
		_, n := lexicon.Titles().Longest(f.words[i:sp.last])
		if n > 2 && (f.lower[i+n-2] == "of" || f.lower[i+n-2] == "the") {
			return i + n
		}
	}
	return -1
}

// judges reports whether a word stands behind the names of judges of England: "Doe LJ".
func judges(word string) bool {
	switch word {
	case "J", "LJ", "CJ", "JA", "JJ", "LJJ", "JSC":
		return true
	}
	return false
}

// postNominal reports whether a word is an honour behind a name.
func postNominal(word string) bool {
	switch word {
	case "KC", "QC", "SC", "MP", "MEP", "MSP", "OBE", "CBE", "MBE", "QPM", "PhD", "Esq", "Esq.":
		return true
	}
	return false
}
