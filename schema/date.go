package schema

import (
	"fmt"
	"regexp"
	"time"

	"onymous/schema/def"
)

// partialDate is a date as exact as is known.
type partialDate struct{ text string }

var datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func parseDate(v any) (any, error) {
	if s, ok := v.(string); ok && datePattern.MatchString(s) {
		return s, nil
	}
	return nil, fmt.Errorf("a Date is expected: 2017-07-20, 2017-07 or 2017")
}

// first returns the first day that the date may be.
func (d partialDate) first() string {
	return d.text + "0000-01-01"[len(d.text):]
}

// last returns the last day that the date may be.
func (d partialDate) last() string {
	switch len(d.text) {
	case len("2006"):
		return d.text + "-12-31"
	case len("2006-01"):
		if t, err := time.Parse("2006-01", d.text); err == nil {
			return t.AddDate(0, 1, -1).Format(time.DateOnly)
		}
	}
	return d.text
}

func (d partialDate) precision() string {
	switch len(d.text) {
	case len("2006"):
		return "YEAR"
	case len("2006-01"):
		return "MONTH"
	}
	return "DAY"
}

func (b *builder) defineDate() {
	precision := b.enum("DatePrecision", "How exactly a date is known.",
		def.EnumValue{Name: "DAY", Description: "To the day."},
		def.EnumValue{Name: "MONTH", Description: "To the month."},
		def.EnumValue{Name: "YEAR", Description: "To the year."})
	leaf := func(get func(partialDate) string) func(any) def.Value {
		return def.Leaf(func(d *partialDate) def.Value { return def.Str(get(*d)) })
	}
	b.partialDate = b.object("PartialDate", "A date that may be known to the month or the year only.", []*def.Field{
		{Name: "text", Type: def.Required(b.date), Description: "The date as exact as it is known.", Leaf: leaf(func(d partialDate) string { return d.text })},
		{Name: "from", Type: def.Required(b.date), Description: "The first day that it may be.", Leaf: leaf(partialDate.first)},
		{Name: "to", Type: def.Required(b.date), Description: "The last day that it may be.", Leaf: leaf(partialDate.last)},
		{Name: "precision", Type: def.Required(precision), Description: "How exactly it is known.", Leaf: leaf(partialDate.precision)},
	})
}

// dateResolver makes a resolver of a date that the parent holds as text. What is
// no date as this API writes them is null.
func dateResolver[T any](get func(T) string) def.Resolver {
	return func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			if text := get(p.(T)); datePattern.MatchString(text) {
				out.One(&partialDate{text})
			} else {
				out.Null()
			}
		}
		return nil
	}
}
