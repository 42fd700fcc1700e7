package relation

import (
	"strconv"

	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// A timeline dates what it tells by entries: "OCTOBER 2013" in a line of its own and
// what happened below it, or "2019: …".

// longestEntry is how many sentences an entry may have.
const longestEntry = 12

// readEntries notes of each sentence the date of the entry that it is in.
func (r *reader) readEntries() {
	d := r.doc
	r.entry = make([]calendar.Date, len(d.Sentences))
	for s := range d.Sentences {
		date, alone := r.entryHead(&d.Sentences[s])
		if date.IsZero() {
			continue
		}
		paragraph := d.Sentences[s].Paragraph
		if alone {
			paragraph++
		}
		for n := s; n < len(d.Sentences) && n <= s+longestEntry; n++ {
			next := &d.Sentences[n]
			if next.Paragraph > paragraph || n > s && next.Kind == text.Heading {
				break
			}
			r.entry[n] = date
		}
	}
}

// entryHead returns the date that opens a sentence as the head of an entry, and
// whether the sentence is nothing else.
func (r *reader) entryHead(s *text.Sentence) (date calendar.Date, alone bool) {
	first := s.First
	for first < s.Last && r.tree.token(first).UPOS == text.PUNCT {
		first++
	}
	if first >= s.Last || s.Kind == text.Boiler {
		return date, false
	}
	end := first
	if found := r.dates.in(s.Span); len(found) > 0 && r.tokenAt(s, found[0].Start) == first && found[0].Range == calendar.NoRange {
		date, end = found[0].Date, r.tokenAt(s, found[0].End-1)+1
	} else if y, err := strconv.Atoi(r.tree.form(first)); err == nil && y > 1980 && y < 2100 {
		date, end = calendar.Date{Year: y}, first+1
	}
	if end >= s.Last {
		return date, end > first && s.First == first
	}
	switch r.tree.form(end) {
	case ":", "–", "—":
		return date, end+1 >= s.Last
	case ".":
		return date, true
	}
	return calendar.Date{}, false
}
