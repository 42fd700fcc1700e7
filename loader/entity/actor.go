package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// actors counts what a name does to others as a sign that it is an agency: "X arrested
// ten people", "they were detained by X".
func (w *witness) actors() {
	for i, sp := range w.spans {
		if sp.kind != 0 || sp.title || sp.alias {
			continue
		}
		head := headOf(w.doc.Tokens, sp.first, sp.last)
		verb := w.trees.Head(head)
		if verb < 0 || w.tag(verb) != text.VERB {
			continue
		}
		var acts bool
		switch {
		case w.trees.Is(head, "nsubj"):
			acts = w.doc.Tokens[head].Rel == "nsubj" && w.trees.Dep(verb, "obj") >= 0
		case w.trees.Is(head, "obl"):
			acts = w.trees.Preposition(head) == "by" && w.doc.Tokens[verb].XPOS == "VBN"
		}
		if acts && policing(w.trees.Lemma(verb)) {
			w.all[w.of[i]].ballot.cast(ontology.Agency, 2, "it does what the police do")
		}
	}
}

// policing reports whether a verb says what only the police or the courts do to somebody
// or something.
func policing(lemma string) bool {
	switch lemma {
	case "apprehend", "arrest", "bust", "confiscate", "detain", "dismantle", "extradite", "indict", "interrogate", "investigate", "nab", "prosecute", "raid", "seize", "subpoena":
		return true
	}
	return false
}
