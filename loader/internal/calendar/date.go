package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar as exactly as it is known: Day is 0
// for a month, Month and Day are 0 for a year, and the zero Date is no date.
type Date struct{ Year, Month, Day int }

// Parse reads an ISO 8601 date or the date of a timestamp: "2017-07-20",
// "2017-07", "2017", "2017-07-20T09:00:00Z". It reports whether s begins with a
// date that exists.
func Parse(s string) (Date, bool) {
	year, ok := digits(s, 0, 4)
	if !ok || year == 0 {
		return Date{}, false
	}
	d := Date{Year: year}
	if month, ok := digits(s, 5, 2); ok && s[4] == '-' && month >= 1 && month <= 12 {
		d.Month = month
		if day, ok := digits(s, 8, 2); ok && s[7] == '-' {
			d.Day = day
		}
	}
	return d, d.valid()
}

func digits(s string, at, n int) (int, bool) {
	if len(s) < at+n {
		return 0, false
	}
	v := 0
	for _, b := range []byte(s[at : at+n]) {
		if b < '0' || b > '9' {
			return 0, false
		}
		v = v*10 + int(b-'0')
	}
	return v, true
}

// String returns the date in ISO 8601: "2017-07-20", "2017-07", "2017" or "".
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	default:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Compare returns -1, 0 or +1 as d is before, not told apart from, or after o.
// Dates are compared as exactly as both are known: July 2017 is neither before
// nor after 20 July 2017.
func (d Date) Compare(o Date) int {
	for _, p := range [3][2]int{{d.Year, o.Year}, {d.Month, o.Month}, {d.Day, o.Day}} {
		switch {
		case p[0] == 0 || p[1] == 0:
			return 0
		case p[0] < p[1]:
			return -1
		case p[0] > p[1]:
			return 1
		}
	}
	return 0
}

// Includes reports whether o is d or a part of it: July 2017 includes 20 July
// 2017. The zero Date includes nothing.
func (d Date) Includes(o Date) bool {
	return d.Year != 0 && d.Year == o.Year && (d.Month == 0 || d.Month == o.Month && (d.Day == 0 || d.Day == o.Day))
}

func (d Date) valid() bool {
	if d.Month < 0 || d.Month > 12 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day == 0 || d.time().Day() == d.Day
}

// time returns the first day of d.
func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

func dateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// shift returns d moved by n units, as exact as the unit and d allow. A week is
// too vague for a day: it gives a month.
func (d Date) shift(n int, u unit) Date {
	switch {
	case d.Year == 0:
		return Date{}
	case u == year || d.Month == 0:
		if u != year {
			n = 0 // days and months after a bare year stay within it
		}
		return Date{Year: d.Year + n}
	case u == month:
		t := Date{Year: d.Year, Month: d.Month}.time().AddDate(0, n, 0)
		return Date{t.Year(), int(t.Month()), 0}
	case d.Day == 0:
		return d
	case u == week:
		t := d.time().AddDate(0, 0, 7*n)
		return Date{t.Year(), int(t.Month()), 0}
	default:
		return dateOf(d.time().AddDate(0, 0, n))
	}
}

// AddDays returns d moved by n days, or d if it names no day.
func (d Date) AddDays(n int) Date {
	if d.Day == 0 {
		return d
	}
	return d.shift(n, day)
}
