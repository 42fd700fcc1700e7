package export

import "fmt"

// writeNTriples writes N-Triples (www.w3.org/TR/n-triples).
func writeNTriples(v *view, w *writer) error {
	return v.writeResources(w, 0, func(b []byte, r *resource) []byte {
		for i := range r.statements {
			s := &r.statements[i]
			b = append(r.appendIRI(b), ' ')
			b = append(s.predicate.appendIRI(b), ' ')
			b = s.object.append(b, (*curie).appendIRI)
			b = append(b, " .\n"...)
		}
		return b
	})
}

// appendIRI appends the whole IRI, as both languages write it.
func (c *curie) appendIRI(b []byte) []byte {
	b = append(append(b, '<'), c.base()...)
	b = append(b, c.local...)
	return append(b, '>')
}

// appendCURIE appends the IRI as Turtle writes it. Resources are written whole, for
// their local names may hold what a prefixed name must escape.
func (c *curie) appendCURIE(b []byte) []byte {
	if c.prefix == "id" {
		return c.appendIRI(b)
	}
	b = append(append(b, c.prefix...), ':')
	return append(b, c.local...)
}

// append appends the object, with its IRIs as one of the languages writes them.
func (t *term) append(b []byte, iri func(*curie, []byte) []byte) []byte {
	if t.curie != (curie{}) {
		return iri(&t.curie, b)
	}
	b = appendQuoted(b, t.value)
	if t.datatype == noType {
		return b
	}
	return iri(&t.datatype, append(b, "^^"...))
}

// writeTurtle writes Turtle (www.w3.org/TR/turtle), a block a subject.
func writeTurtle(v *view, w *writer) error {
	for _, p := range prefixes {
		w.text("@prefix ", p[0], ": <", p[1], "> .\n")
	}
	return v.writeResources(w, 0, func(b []byte, r *resource) []byte {
		b = r.appendIRI(append(b, '\n'))
		for i := range r.statements {
			s := &r.statements[i]
			if i > 0 {
				b = append(b, " ;"...)
			}
			b = s.predicate.appendCURIE(append(b, "\n    "...))
			b = s.object.append(append(b, ' '), (*curie).appendCURIE)
		}
		return append(b, " .\n"...)
	})
}

// appendQuoted appends a string as both languages quote it.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != 0x7f && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = fmt.Appendf(b, `\u%04X`, c)
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// writeJSONLD writes JSON-LD 1.1 with its context inside, an object a subject.
func writeJSONLD(v *view, w *writer) error {
	w.text(`{"@context":{`)
	for i, p := range prefixes {
		if i > 0 {
			w.text(",")
		}
		w.text(jsonText(p[0]), ":", prefixDefinition(p[1]))
	}
	w.text(`},"@graph":[`)
	// There is no comma before the first.
	err := v.writeResources(w, len(","), func(b []byte, r *resource) []byte {
		b = append(b, ",\n{\"@id\":"...)
		b = append(b, jsonText(r.iri())...)
		for i := 0; i < len(r.statements); {
			b, i = appendMember(b, r.statements, i)
		}
		return append(b, '}')
	})
	w.text("\n]}\n")
	return err
}

// prefixDefinition allows a prefix whose IRI ends in a colon, which JSON-LD takes
// for a prefix only if told.
func prefixDefinition(iri string) string {
	return `{"@id":` + jsonText(iri) + `,"@prefix":true}`
}

// appendMember appends the statements from i on that share a predicate, as one
// member, and returns the index after them.
func appendMember(b []byte, statements []statement, i int) ([]byte, int) {
	predicate := statements[i].predicate
	end := i + 1
	for end < len(statements) && statements[end].predicate == predicate {
		end++
	}
	name := predicate.String()
	if predicate == rdfType {
		name = "@type"
	}
	b = append(append(append(b, ','), jsonText(name)...), ":["...)
	for j := i; j < end; j++ {
		if j > i {
			b = append(b, ',')
		}
		b = statements[j].object.appendJSON(b, predicate)
	}
	return append(b, ']'), end
}

// appendJSON appends the object of a predicate as JSON-LD has it.
func (t *term) appendJSON(b []byte, predicate curie) []byte {
	switch {
	case predicate == rdfType:
		return append(b, jsonText(t.curie.String())...)
	case t.curie != curie{}:
		b = append(append(b, `{"@id":`...), jsonText(t.iri())...)
	default:
		b = append(append(b, `{"@value":`...), jsonText(t.value)...)
		if t.datatype != noType {
			b = append(append(b, `,"@type":`...), jsonText(t.datatype.String())...)
		}
	}
	return append(b, '}')
}
