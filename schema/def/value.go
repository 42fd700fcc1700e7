package def

import (
	"math"
	"strconv"
)

// Value is a leaf: what a scalar or an enumeration is in an answer. The zero
// Value is null.
//
// It is a struct and not an interface so that giving one allocates nothing.
type Value struct {
	kind Kind
	num  int64 // or the bits of a float
	str  string
	list []string
}

// Kind says which Go type a Value holds.
type Kind uint8

// The kinds of values.
const (
	Null Kind = iota
	IsString
	IsInt
	IsFloat
	IsBool
	IsStrings
	IsNumbered
)

// Str is a string, an ID or the name of an enumeration's value.
func Str(s string) Value { return Value{kind: IsString, str: s} }

// Opt is Str, or null for the empty string.
func Opt(s string) Value {
	if s == "" {
		return Value{}
	}
	return Str(s)
}

// Numbered is an ID made of a prefix and a number to the base of 36. It is put
// together only where it is written, because an answer has thousands.
func Numbered(prefix string, n uint64) Value {
	return Value{kind: IsNumbered, str: prefix, num: int64(n)}
}

// Num is a whole number. GraphQL's Int holds 32 bits; more is an error when the
// value is written.
func Num(n int) Value { return Value{kind: IsInt, num: int64(n)} }

// Real is a Float.
func Real(f float64) Value { return Value{kind: IsFloat, num: int64(math.Float64bits(f))} }

// Bool is a Boolean.
func Bool(b bool) Value {
	if b {
		return Value{kind: IsBool, num: 1}
	}
	return Value{kind: IsBool}
}

// Strs is a list of strings. The slice is not copied.
func Strs(s []string) Value { return Value{kind: IsStrings, list: s} }

// Kind returns the kind of the value.
func (v Value) Kind() Kind { return v.kind }

// Text returns the string of an IsString, or the prefix of an IsNumbered.
func (v Value) Text() string { return v.str }

// Whole returns the number of an IsInt or, as an int64, of an IsNumbered, and 1 for
// true.
func (v Value) Whole() int64 { return v.num }

// Float returns the number of an IsFloat.
func (v Value) Float() float64 { return math.Float64frombits(uint64(v.num)) }

// List returns the strings of an IsStrings.
func (v Value) List() []string { return v.list }

// Go returns the value as graphql-go's executor takes it.
func (v Value) Go() any {
	switch v.kind {
	case IsString:
		return v.str
	case IsInt:
		return v.num
	case IsFloat:
		return v.Float()
	case IsBool:
		return v.num != 0
	case IsStrings:
		if v.list == nil {
			return []string{}
		}
		return v.list
	case IsNumbered:
		return v.str + strconv.FormatUint(uint64(v.num), 36)
	}
	return nil
}
