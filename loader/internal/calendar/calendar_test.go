package calendar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/internal/calendar"
)

// dates renders what Find finds: "span=date", in the order of the text.
func dates(t testing.TB, s, anchor string) []string {
	t.Helper()
	base, _ := calendar.Parse(anchor)
	var out []string
	for _, e := range calendar.Find(s, base) {
		out = append(out, s[e.Start:e.End]+"="+e.Date.String())
	}
	return out
}

func TestFindAbsolute(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"DayFirst", "It closed on 20 July 2017.", []string{"20 July 2017=2017-07-20"}},
		{"MonthFirst", "On July 20, 2017, it closed.", []string{"July 20, 2017=2017-07-20"}},
		{"OrdinalSuffix", "the 20th of July 2017", []string{"the 20th of July 2017=2017-07-20"}},
		{"OrdinalWords", "on the thirty-first of January 2019", []string{"the thirty-first of January 2019=2019-01-31"}},
		{"YearBehindAParticiple", "a shop, opened 2012, and X (est. 2013)", []string{"2012=2012", "2013=2013"}},
		{"AsEarlyAs", "as early as 2012, no later than 2013, as many as 2014", []string{"2012=2012", "2013=2013"}},
		{"DecadeIsNoYear", "in the 2010s", nil},
		{"Feast", "on Christmas Eve 2013, on New Year's Day, 2014", []string{"Christmas Eve 2013=2013-12-24", "New Year's Day, 2014=2014-01-01"}},
		{"MonthYear", "In July 2017 it closed.", []string{"July 2017=2017-07"}},
		{"MonthOfYear", "in October of 2013", []string{"October of 2013=2013-10"}},
		{"MonthCommaYear", "in October, 2013", []string{"October, 2013=2013-10"}},
		{"Abbreviated", "Oct. 2, 2013 and 3 Sept 2014", []string{"Oct. 2, 2013=2013-10-02", "3 Sept 2014=2014-09-03"}},
		{"WeekdayBefore", "on Thursday, 20 July 2017", []string{"Thursday, 20 July 2017=2017-07-20"}},
		{"PartOfMonth", "in early July 2017", []string{"early July 2017=2017-07"}},
		{"PartOfYear", "since mid-2014 and late 2015", []string{"mid-2014=2014", "late 2015=2015"}},
		{"EndOf", "at the end of March 2011, by the end of 2012", []string{"the end of March 2011=2011-03", "the end of 2012=2012"}},
		{"HalfOf", "in the first half of 2015", []string{"the first half of 2015=2015"}},
		{"Season", "the spring of 2015, late summer 2016", []string{"the spring of 2015=2015", "late summer 2016=2016"}},
		{"ISO", "2017-07-20 and 2017-07", []string{"2017-07-20=2017-07-20", "2017-07=2017-07"}},
		{"German", "am 20.07.2017", []string{"20.07.2017=2017-07-20"}},
		{"American", "07/20/2017", []string{"07/20/2017=2017-07-20"}},
		{"SlashesOfEitherOrder", "05/07/2017", []string{"05/07/2017=2017"}},
		{"BareYear", "in 2013, since 2011, since at least 2018 with at least 2019 victims", []string{"2013=2013", "2011=2011", "2018=2018"}},
		{"YearInBrackets", "Silk Road (2013) and others", []string{"2013=2013"}},
		{"YearBeforeNoun", "the 2013 takedown", []string{"2013=2013"}},
		{"YearRange", "between 2011 and 2013; 2014–2016 unread; from 2015 to 2016", []string{"2011=2011", "2013=2013", "2015=2015", "2016=2016"}},
		{"Days", "5 and 6 July 2017", []string{"5=2017-07-05", "6 July 2017=2017-07-06"}},
		{"DayRange", "on 5-7 July 2017, on May 5–7, 2018", []string{"5=2017-07-05", "7 July 2017=2017-07-07", "May 5=2018-05-05", "7, 2018=2018-05-07"}},
		{"DaysWithWeekdays", "between Wednesday 11 and Friday 13 June 2025", []string{"Wednesday 11=2025-06-11", "Friday 13 June 2025=2025-06-13"}},
		{"MonthRange", "from November 2013 until October 2014", []string{"November 2013=2013-11", "October 2014=2014-10"}},
		{"RangeLendsItsYear", "between November and February 2014", []string{"November=2013-11", "February 2014=2014-02"}},
		{"DayLendsItsYear", "on 5 July and 12 August 2017", []string{"5 July=2017-07-05", "12 August 2017=2017-08-12"}},
		{"YearBeforeInParagraph", "Police came in October 2013. By November they were gone, in January back.",
			[]string{"October 2013=2013-10", "November=2013-11", "January=2014-01"}},
		{"ThatMonth", "He came in August 2017.\n\nThat July they had closed it, and that winter he left.", []string{"August 2017=2017-08", "That July=2017-07", "that winter=2017"}},
		{"OtherParagraph", "It began in October 2013.\n\nIt ended on 5 July.", []string{"October 2013=2013-10", "5 July="}},
		{"WrappedLine", "on 5\nJuly 2017", []string{"5\nJuly 2017=2017-07-05"}},
		{"CountsAreNoYears", "with 2013 users, 2,013 members, $2014 in cash, around 2000 vendors", nil},
		{"NoSuchDay", "31 February 2017, 2017-02-30", []string{"February 2017=2017-02"}},
		{"VerbsAndNames", "It may march on. April Smith and June Osborne said by August Weber", nil},
		{"NamesakesAsMonths", "in May 2014, last June", []string{"May 2014=2014-05", "last June="}},
		{"NumberBehindMonth", "In June 12 people were held.", []string{"June="}},
		{"GroupedNumberBehindMonth", "In November 12,000 accounts fell.", []string{"November="}},
		{"RelativeWithoutAnchor", "yesterday and on Tuesday", []string{"yesterday=", "Tuesday="}},
		{"LaterThanADate", "He died on 5 July 2017. Two days later, the same month, and a year later",
			[]string{"5 July 2017=2017-07-05", "Two days later=2017-07-07", "the same month=2017-07", "a year later=2018"}},
		{"InOrAbout", "It opened in or about 2018 and had about 2018 users.", []string{"2018=2018"}},
		{"ThatSame", "He was held in May 2015. That same month it fell.", []string{"May 2015=2015-05", "That same month=2015-05"}},
		{"TheFollowing", "He came in January 2013. The following October he left.", []string{"January 2013=2013-01", "following October=2013-10"}},
		{"YearOfAnother", "in May 2015, and in June of the same year, in March of the following year",
			[]string{"May 2015=2015-05", "June of the same year=2015-06", "March of the following year=2016-03"}},
		{"SameAsAnother", "On 5 July 2017 it fell. In the same month as the raid, and in the same month, it rose.",
			[]string{"5 July 2017=2017-07-05", "the same month=", "the same month=2017-07"}},
		{"Empty", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dates(t, tt.text, "")); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestFindRelative(t *testing.T) {
	const anchor = "2017-07-20" // a Thursday
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"DayWithoutYear", "on 5 July", []string{"5 July=2017-07-05"}},
		{"DayLaterInTheYear", "on 5 November", []string{"5 November=2016-11-05"}},
		{"Month", "in October", []string{"October=2016-10"}},
		{"ThisMonth", "this June, earlier this month", []string{"this June=2017-06", "earlier this month=2017-07"}},
		{"LastMonth", "last month, last October, last July", []string{"last month=2017-06", "last October=2016-10", "last July=2016-07"}},
		{"LastYear", "last year, in October last year, in May of this year", []string{"last year=2016", "October last year=2016-10", "May of this year=2017-05"}},
		{"DayAlone", "on the 12th, on the 25th of last month", []string{"12th=2017-07-12", "25th of last month=2017-06-25"}},
		{"DayOfTheMonthToldOf", "In May 2013 he landed. On the 12th he was held.", []string{"May 2013=2013-05", "12th=2013-05-12"}},
		{"WeekdayOfAMonth", "on the last Sunday of May, on the first Friday in June 2016", []string{"last Sunday of May=2017-05", "Friday in June 2016=2016-06"}},
		{"OrdinalIsNoDay", "on the 9th floor", nil},
		{"FortnightAndDecade", "a fortnight ago, two decades ago, the day before yesterday", []string{"a fortnight ago=2017-07", "two decades ago=1997", "the day before yesterday=2017-07-18"}},
		{"Weekday", "on Tuesday, on Thursday, last Thursday", []string{"Tuesday=2017-07-18", "Thursday=2017-07-20", "last Thursday=2017-07-13"}},
		{"WeekdayLast", "on Friday last, on Tuesday last year", []string{"Friday last=2017-07-14", "Tuesday=2017-07-18", "last year=2016"}},
		{"Day", "today, yesterday and this morning", []string{"today=2017-07-20", "yesterday=2017-07-19", "this morning=2017-07-20"}},
		{"Ago", "a year ago, three months ago, two days ago, a couple of years ago", []string{
			"a year ago=2016", "three months ago=2017-04", "two days ago=2017-07-18", "a couple of years ago=2015"}},
		{"Season", "this spring and last autumn", []string{"this spring=2017", "last autumn=2016"}},
		{"Anniversary", "ten years ago today, four years ago to the day", []string{"ten years ago today=2007-07-20", "four years ago=2013-07-20"}},
		{"DayOfLastWeek", "on Tuesday of last week", []string{"Tuesday of last week=2017-07-11"}},
		{"FromAbout", "in business from about 2012 to 2016", []string{"2012=2012", "2016=2016"}},
		{"Week", "last week", []string{"last week=2017-07"}},
		{"Expected", "He will stand trial on 5 November.", []string{"5 November=2017-11-05"}},
		{"FreshNewsBesidesHistory", "The site, opened in December 2014, went dark on 5 July.", []string{"December 2014=2014-12", "5 July=2017-07-05"}},
		{"BackInThePresent", "It began in April 2013. This spring it grew, in March it fell.", []string{"April 2013=2013-04", "This spring=2017", "March=2017-03"}},
		{"HistoryGoesOn", "In October 2013 they took one site. In November came the next.", []string{"October 2013=2013-10", "November=2013-11"}},
		{"StretchesAreNoDates", "for the last month, over the past two years, the last year", nil},
		{"SameAsAnother", "in the same month as the raid", []string{"the same month="}},
		{"Feasts", "Black Friday", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dates(t, tt.text, anchor)); diff != "" {
				t.Errorf("Find(%q) on %s (-want +got):\n%s", tt.text, anchor, diff)
			}
		})
	}
}

func TestFindMarksRangesAndPrepositions(t *testing.T) {
	got := calendar.Find("from November 2013 until October 2014, since the spring of 2016", calendar.Date{})
	want := []calendar.Expression{
		{Start: 5, End: 18, Date: calendar.Date{Year: 2013, Month: 11}, Range: calendar.RangeStart, Preposition: "from", Explicit: true},
		{Start: 25, End: 37, Date: calendar.Date{Year: 2014, Month: 10}, Range: calendar.RangeEnd, Preposition: "until", Explicit: true},
		{Start: 45, End: 63, Date: calendar.Date{Year: 2016}, Preposition: "since", Explicit: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

func TestDateline(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"THE HAGUE, 26 October 2021 – Sixty-five people were held.", "2021-10-26"},
		{"Posted by jo in /news, 28 January 2021 – 14 comments\n\nSo it happened.", "2021-01-28"},
		{"Published on 3 May 2020. Police say so.", "2020-05-03"},
		{"On 3 May 2020 the police closed the market.", ""},
		{"In May 2020 the police closed the market.", ""},
		{"Nothing is dated here.", ""},
	} {
		if got := calendar.Dateline(tt.text).String(); got != tt.want {
			t.Errorf("Dateline(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2017-07-20", "2017-07-20"}, {"2017-07", "2017-07"}, {"2017", "2017"}, {"2017-07-20T10:00:00Z", "2017-07-20"},
		{"2017-02-30", ""}, {"20 July", ""}, {"", ""}, {"0000", ""}, {"2016-02-29", "2016-02-29"},
	} {
		d, ok := calendar.Parse(tt.in)
		if !ok {
			d = calendar.Date{}
		}
		if d.String() != tt.want {
			t.Errorf("Parse(%q) = %q, want %q", tt.in, d, tt.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"5, 6 and 7 July 2017", "the thirty-", "2011-12-", "last last year", "mid-", "the end of the", "a year later", "31 June, 30 June 99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, e := range calendar.Find(s, calendar.Date{Year: 2017, Month: 7, Day: 20}) {
			if e.Start < end || e.End <= e.Start || e.End > len(s) {
				t.Fatalf("Find(%q): span [%d,%d) after %d", s, e.Start, e.End, end)
			}
			end = e.End
			if d, ok := calendar.Parse(e.Date.String()); !e.Date.IsZero() && (!ok || d != e.Date) {
				t.Fatalf("Find(%q): no date %+v", s, e.Date)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("On Tuesday, 5 July 2017, officers seized the site that had opened in late 2014 with 2013 users; two days later it was gone. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		calendar.Find(text, calendar.Date{Year: 2017, Month: 7, Day: 20})
	}
}
