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
		w.governed(i, head, verb)
		var acts bool
		switch {
		case w.trees.Is(head, "nsubj"):
			acts = w.doc.Tokens[head].Rel == "nsubj" && w.trees.Dep(verb, "obj") >= 0
		case w.trees.Is(head, "obl"):
			acts = w.trees.Preposition(head) == "by" && w.doc.Tokens[verb].XPOS == "VBN"
		}
		lemma := w.trees.Lemma(verb)
		switch b := &w.all[w.of[i]].ballot; {
		case acts && policing(lemma):
			b.cast(ontology.Agency, 2, "it does what the police do")
		case w.trees.Is(head, "obl") && w.trees.Preposition(head) == "on" && trading(lemma):
			b.cast(site, 2.5, "traded on it") // "he also offered notes on X"
			b.cast(ontology.Marketplace, 0.7, "dealings on it")
		case acts && lemma == "found" && w.trees.Is(head, "obl"):
			b.cast(ontology.Person, 2, "it was founded by them")
		case w.doc.Tokens[head].Rel == "nsubj:pass" && (lemma == "arrest" || lemma == "handcuff" || lemma == "jail"):
			w.held(head)
		}
	}
}

// governed hears the verb whose subject or object a name is, where other words stand
// between the two: "X, which three brothers had built, was closed", "they moderated, for
// a fee, Y". What stands side by side has been heard.
func (w *witness) governed(i, head, verb int) {
	sp, b := w.spans[i], &w.all[w.of[i]].ballot
	lemma := w.trees.Lemma(verb)
	if p := w.trees.Dep(verb, "compound:prt", "advmod"); p > verb && cues()["does "+lemma+" "+w.lower[p]].weight+cues()["done "+lemma+" "+w.lower[p]].weight > 0 {
		lemma += " " + w.lower[p]
	}
	switch rel := w.doc.Tokens[head].Rel; {
	case w.isPlace(sp):
	case rel == "nsubj:pass":
		b.take("done", lemma, "what was done to it")
	case rel == "nsubj" && verb > sp.last+1:
		b.take("does", lemma, "what it did")
	case rel == "obj" && verb < sp.first-1 && !w.describes(sp):
		b.take("object", lemma, "the object of "+lemma)
	}
}

// held makes people of all in the list that token head heads: they were arrested.
func (w *witness) held(head int) {
	n := 0
	for c := range w.trees.Conjuncts(head) {
		if k := w.spanAt(c); k >= 0 {
			w.all[w.of[k]].ballot.cast(ontology.Person, 2.5, "arrested")
		}
		if n++; n > 20 {
			return
		}
	}
}

// trading reports whether a verb says what vendors and buyers do on a site.
func trading(lemma string) bool {
	switch lemma {
	case "advertise", "buy", "deal", "hawk", "list", "offer", "order", "peddle", "purchase", "resell", "sell", "trade", "vend":
		return true
	}
	return false
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
