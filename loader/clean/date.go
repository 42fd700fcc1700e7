package clean

import (
	"strings"
	"time"
)

// layouts are the notations of dates that pages and heads use, with the
// notation that keeps what they say.
var layouts = []struct{ from, to string }{
	{"2006-01-02", time.DateOnly},
	{"2006-01", "2006-01"},
	{"2006", "2006"},
	{"20060102", time.DateOnly},
	{"2006/01/02", time.DateOnly},
	{"2 January 2006", time.DateOnly},
	{"2 Jan 2006", time.DateOnly},
	{"January 2, 2006", time.DateOnly},
	{"Jan 2, 2006", time.DateOnly},
	{"Jan. 2, 2006", time.DateOnly},
	{"Monday, January 2, 2006", time.DateOnly},
	{"Monday, 2 January 2006", time.DateOnly},
	{"Mon, 2 Jan 2006 15:04:05 MST", time.DateOnly},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.DateOnly},
	{"January 2006", "2006-01"},
}

// isoDate returns a date in ISO 8601, as exact as s but not beyond the day, or
// "" if s is none. The day is that of the clock the date was written by.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') && s[4] == '-' {
		s = s[:10]
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.from, s); err == nil {
			return t.Format(l.to)
		}
	}
	return ""
}
