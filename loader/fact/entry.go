package fact

import "onymous/loader/text"

// longestEntry is how many sentences an entry of a timeline may have.
const longestEntry = 12

// entries dates what a timeline tells: what stands under a date, or behind one that
// begins a paragraph.
func (r *reader) entries() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.Date.IsZero() || d.trigger >= 0 || !r.today.IsZero() && d.Date.Compare(r.today) > 0 {
			continue
		}
		s := int(r.sentence[d.first])
		if from := r.headOf(d); from >= 0 {
			r.entry(d, s, from)
		}
	}
}

// headOf returns the token at which the entry begins that date d heads, or -1 if it
// heads none.
func (r *reader) headOf(d *date) int {
	s := &r.doc.Sentences[r.sentence[d.first]]
	for i := s.First; i < d.first; i++ {
		if r.pos(i) != text.PUNCT && r.pos(i) != text.SYM {
			return -1
		}
	}
	end := d.last
	for end < s.Last && (r.pos(end) == text.PUNCT || r.pos(end) == text.SYM) {
		end++
	}
	marked := end > d.last && r.form(d.last) != "," && r.form(d.last) != "-" && r.form(d.last) != "'s"
	if end < s.Last && !marked || s.First > 0 && r.doc.Sentences[r.sentence[s.First-1]].Paragraph == s.Paragraph {
		return -1
	}
	return end
}

// entry dates the events of the sentences from s on, from token from, up to the next
// heading or date.
func (r *reader) entry(d *date, s, from int) {
	first := s
	paragraph := r.doc.Sentences[s].Paragraph
	if from >= r.doc.Sentences[s].Last {
		paragraph++
	}
	for ; s < len(r.doc.Sentences) && s <= first+longestEntry; s++ {
		sentence := &r.doc.Sentences[s]
		if sentence.Paragraph > paragraph || s > first && sentence.Kind == text.Heading || sentence.Last-sentence.First > reach {
			return
		}
		for i := max(sentence.First, from); i < sentence.Last; i++ {
			if d.after < sentence.Last && d.after > sentence.First {
				if s > first && r.doc.Sentences[r.sentence[d.after]].First == d.after {
					return
				}
				break // it has a date of its own
			}
			if r.tells[i]&(happening&^exist) != 0 && r.isVerb(i) && !r.unsaid(i) && !r.isBackground(i) {
				r.event(d, i)
			}
		}
	}
}
