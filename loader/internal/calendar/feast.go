package calendar

// feasts are days that have a name and always the same date, by their words.
var feasts = []struct {
	words      []string
	month, day int
}{
	{[]string{"christmas", "eve"}, 12, 24},
	{[]string{"christmas", "day"}, 12, 25},
	{[]string{"boxing", "day"}, 12, 26},
	{[]string{"new", "year", "'", "s", "eve"}, 12, 31},
	{[]string{"new", "year", "’", "s", "eve"}, 12, 31},
	{[]string{"new", "year", "'", "s", "day"}, 1, 1},
	{[]string{"new", "year", "’", "s", "day"}, 1, 1},
	{[]string{"halloween"}, 10, 31},
}

// feast reads a day that has a name: "on Christmas Eve 2019".
func (p *reader) feast(i int) (raw, bool) {
	if !p.at(i).title {
		return raw{}, false
	}
	for _, f := range feasts {
		if p.reads(i, f.words) {
			r := raw{first: i, next: i + len(f.words), weekday: -1, date: Date{Month: f.month, Day: f.day}}
			p.readYear(&r)
			return r, true
		}
	}
	return raw{}, false
}

// reads reports whether the pieces from i on are the words.
func (p *reader) reads(i int, words []string) bool {
	for k, w := range words {
		if p.lower(i+k) != w {
			return false
		}
	}
	return true
}
