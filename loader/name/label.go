package name

import "onymous/loader/text"

// A label says where a token stands in a name: outside, at its beginning, inside,
// at its end, or that it is all of it, and of which type the name is.
type label uint8

// Labels: 0 is outside; of each type there are four in a row.
const (
	outside label = iota
	begin         // added to 4·(type-1)
	inside
	end
	single

	perType = 4
	types   = int(text.OtherName)
	labels  = 1 + perType*types
)

func labelOf(place label, t text.NameType) label { return place + perType*label(t-1) }

// place returns where in a name l stands.
func (l label) place() label {
	if l == outside {
		return outside
	}
	return (l-1)%perType + 1
}

func (l label) nameType() text.NameType { return text.NameType((l-1)/perType + 1) }

// follows reports whether l may stand after before.
func (l label) follows(before label) bool {
	open := before.place() == begin || before.place() == inside
	goesOn := l.place() == inside || l.place() == end
	if open || goesOn {
		return open && goesOn && l.nameType() == before.nameType()
	}
	return true
}

// last reports whether a sentence may end with l.
func (l label) last() bool { return l.place() != begin && l.place() != inside }

// allowed holds, for each label, the labels that may stand before it.
var allowed = func() (t [labels][]label) {
	for l := range label(labels) {
		for before := range label(labels) {
			if l.follows(before) {
				t[l] = append(t[l], before)
			}
		}
	}
	return t
}()

// mark sets the labels of a name over out, which has one for each of its tokens.
func mark(out []label, t text.NameType) {
	for i := range out {
		out[i] = labelOf(inside, t)
	}
	out[0], out[len(out)-1] = labelOf(begin, t), labelOf(end, t)
	if len(out) == 1 {
		out[0] = labelOf(single, t)
	}
}

// names returns the names that the labels of tokens say, the first token being
// number first of the document.
func names(ls []label, first int) []text.Name {
	var out []text.Name
	start := 0
	for i, l := range ls {
		switch l.place() {
		case begin:
			start = i
		case single:
			out = append(out, text.Name{First: first + i, Last: first + i + 1, Type: l.nameType()})
		case end:
			out = append(out, text.Name{First: first + start, Last: first + i + 1, Type: l.nameType()})
		}
	}
	return out
}
