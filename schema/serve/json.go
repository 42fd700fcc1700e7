package serve

import (
	"errors"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader decodes JSON into nil, bool, int64, float64, string, []any and
// map[string]any. encoding/json does the same in five times the time, which is
// most of what a small request takes here. Its nesting must have been checked.
//
// Of keys that an object has twice the last counts. A number that float64 cannot
// hold is an infinity, which no type takes.
type jsonReader struct {
	b []byte
	i int
}

var errJSON = errors.New("no JSON")

// decodeJSON decodes one value that fills b.
func decodeJSON(b []byte) (any, error) {
	r := &jsonReader{b: b}
	v, err := r.value()
	if err == nil && r.space() < len(b) {
		err = errJSON
	}
	return v, err
}

// space skips white space and returns the offset of what follows.
func (r *jsonReader) space() int {
	for r.i < len(r.b) {
		switch r.b[r.i] {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return r.i
		}
	}
	return r.i
}

// next skips white space and the byte c. It reports whether it was there.
func (r *jsonReader) next(c byte) bool {
	if r.space() < len(r.b) && r.b[r.i] == c {
		r.i++
		return true
	}
	return false
}

func (r *jsonReader) value() (any, error) {
	if r.space() >= len(r.b) {
		return nil, errJSON
	}
	switch r.b[r.i] {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '"':
		return r.str()
	case 't':
		return true, r.word("true")
	case 'f':
		return false, r.word("false")
	case 'n':
		return nil, r.word("null")
	}
	return r.number()
}

func (r *jsonReader) word(w string) error {
	if len(r.b)-r.i < len(w) || string(r.b[r.i:r.i+len(w)]) != w {
		return errJSON
	}
	r.i += len(w)
	return nil
}

func (r *jsonReader) object() (any, error) {
	m := map[string]any{}
	err := r.fields(func(key string) error {
		v, err := r.value()
		m[key] = v
		return err
	})
	return m, err
}

// fields reads an object and calls value to read each of its values.
func (r *jsonReader) fields(value func(key string) error) error {
	if !r.next('{') {
		return errJSON
	}
	if r.next('}') {
		return nil
	}
	for {
		if r.space() >= len(r.b) {
			return errJSON
		}
		key, err := r.str()
		if err != nil {
			return err
		}
		if !r.next(':') {
			return errJSON
		}
		if err := value(key); err != nil {
			return err
		}
		if r.next('}') {
			return nil
		}
		if !r.next(',') {
			return errJSON
		}
	}
}

func (r *jsonReader) array() (any, error) {
	r.i++
	list := []any{}
	if r.next(']') {
		return list, nil
	}
	for {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if r.next(']') {
			return list, nil
		}
		if !r.next(',') {
			return nil, errJSON
		}
	}
}

// str reads a string.
func (r *jsonReader) str() (string, error) {
	if r.b[r.i] != '"' {
		return "", errJSON
	}
	start := r.i + 1
	for i := start; i < len(r.b); i++ {
		switch c := r.b[i]; {
		case c == '"':
			r.i = i + 1
			return string(r.b[start:i]), nil
		case c == '\\':
			return r.escaped(start, i)
		case c < ' ':
			return "", errJSON
		}
	}
	return "", errJSON
}

// escaped reads a string that begins at start and has its first escape at i.
func (r *jsonReader) escaped(start, i int) (string, error) {
	s := append(make([]byte, 0, len(r.b)-start), r.b[start:i]...)
	for i < len(r.b) {
		switch c := r.b[i]; {
		case c == '"':
			r.i = i + 1
			return string(s), nil
		case c < ' ':
			return "", errJSON
		case c != '\\':
			s = append(s, c)
			i++
		default:
			c, n := r.escape(i)
			if n == 0 {
				return "", errJSON
			}
			s = utf8.AppendRune(s, c)
			i += n
		}
	}
	return "", errJSON
}

// escape reads the escape at i and returns its character and length, 0 if it is
// none. Half a pair of surrogates is U+FFFD.
func (r *jsonReader) escape(i int) (rune, int) {
	if i+1 >= len(r.b) {
		return 0, 0
	}
	switch c := r.b[i+1]; c {
	case '"', '\\', '/':
		return rune(c), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		high, ok := r.hex(i + 2)
		if !ok {
			return 0, 0
		}
		if !utf16.IsSurrogate(high) {
			return high, 6
		}
		if i+7 < len(r.b) && r.b[i+6] == '\\' && r.b[i+7] == 'u' {
			if low, ok := r.hex(i + 8); ok {
				if c := utf16.DecodeRune(high, low); c != utf8.RuneError {
					return c, 12
				}
			}
		}
		return utf8.RuneError, 6
	}
	return 0, 0
}

func (r *jsonReader) hex(i int) (rune, bool) {
	if i+4 > len(r.b) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(r.b[i:i+4]), 16, 16)
	return rune(n), err == nil
}

// number reads a number as JSON allows it: no plus, no noughts in front, digits
// on both sides of the point.
func (r *jsonReader) number() (any, error) {
	start := r.i
	if r.at('-') {
		r.i++
	}
	if r.at('0') {
		r.i++
	} else if r.digits() == 0 {
		return nil, errJSON
	}
	whole := true
	if r.at('.') {
		whole = false
		r.i++
		if r.digits() == 0 {
			return nil, errJSON
		}
	}
	if r.at('e') || r.at('E') {
		whole = false
		r.i++
		if r.at('+') || r.at('-') {
			r.i++
		}
		if r.digits() == 0 {
			return nil, errJSON
		}
	}
	text := string(r.b[start:r.i])
	if whole {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, nil
		}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, errJSON
	}
	return f, nil
}

func (r *jsonReader) at(c byte) bool { return r.i < len(r.b) && r.b[r.i] == c }

func (r *jsonReader) digits() int {
	start := r.i
	for r.i < len(r.b) && r.b[r.i] >= '0' && r.b[r.i] <= '9' {
		r.i++
	}
	return r.i - start
}
