package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// operationWord reports whether a word with a capital begins the names of operations, in
// English or as the police of another country write it: "Operazione X".
func operationWord(word string) bool {
	switch word {
	case "Operation", "Operations", "Operaciòn", "Operación", "Operação", "Operacja", "Operasi", "Operasjon", "Operatie", "Operativo", "Operazione", "Opération":
		return true
	}
	return false
}

// holdsOperation enters an operation and what stands before it in the run, and reports
// whether there is one.
func (f *finder) holdsOperation(sp span) bool {
	if operationWord(f.words[sp.first]) {
		if sp.last-sp.first > 2 && f.unitWord(sp.last-1) {
			return false // "Operation Support Unit"
		}
		f.operation(sp)
		return true
	}
	at := f.operationIn(sp)
	if at <= sp.first {
		return false
	}
	if at > sp.first+1 || !f.opens(sp.first) || f.tag(sp.first) == text.PROPN {
		f.divide(span{first: sp.first, last: at})
	}
	f.operation(span{first: at, last: sp.last})
	return true
}

// operationIn returns where the name of an operation begins within the span: "Take
// Operation X", "Interpol Operation X". It is -1 if none does: "Special Operation Unit".
func (f *finder) operationIn(sp span) int {
	for i := sp.first + 1; i+1 < sp.last; i++ {
		if f.words[i] == "Operations" || !operationWord(f.words[i]) {
			continue
		}
		if nw, ok := lexicon.NameWords().Get(f.words[i+1]); !ok || nw.Kind != ontology.Agency {
			return i
		}
	}
	return -1
}

// operation enters "Operation X". A bare "Operation" names nothing.
func (f *finder) operation(sp span) {
	if sp.last-sp.first < 2 {
		return
	}
	f.spans = append(f.spans, span{first: sp.first, last: sp.last, kind: ontology.Operation})
}

// quotedOperations enters operations whose names stand in quotes: Operation "Duck
// Hunt".
func (f *finder) quotedOperations(s int) {
	sent := f.doc.Sentences[s]
	for i := sent.First; i+2 < sent.Last; i++ {
		if !operationWord(f.words[i]) || !f.quote(i+1) || !f.capital(i+2) {
			continue
		}
		for end := i + 3; end < min(i+8, sent.Last); end++ {
			if f.quote(end) {
				f.spans = append(f.spans, span{first: i, last: end, kind: ontology.Operation})
				break
			}
		}
	}
}
