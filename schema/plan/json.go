package plan

import (
	"math"
	"strconv"
	"unicode/utf8"

	"onymous/schema/def"
)

const hexDigits = "0123456789abcdef"

// plainByte tells the bytes that stand for themselves in a JSON string.
var plainByte = func() (t [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendString appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plainByte[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				b = append(b, s[start:i]...)
				b = append(b, "\ufffd"...)
				start = i + 1
			}
			i += n
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// appendValue appends a leaf. It reports false for a number that JSON or the
// GraphQL type cannot hold.
func appendValue(b []byte, v *def.Value) ([]byte, bool) {
	switch v.Kind() {
	case def.IsString:
		return appendString(b, v.Text()), true
	case def.IsNumbered:
		b = append(append(b, '"'), v.Text()...)
		return append(strconv.AppendUint(b, uint64(v.Whole()), 36), '"'), true
	case def.IsInt:
		n := v.Whole()
		return strconv.AppendInt(b, n, 10), n >= math.MinInt32 && n <= math.MaxInt32
	case def.IsFloat:
		return appendFloat(b, v.Float())
	case def.IsBool:
		return strconv.AppendBool(b, v.Whole() != 0), true
	case def.IsStrings:
		b = append(b, '[')
		for i, s := range v.List() {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(b, s)
		}
		return append(b, ']'), true
	}
	return append(b, "null"...), true
}

// appendFloat writes a number as encoding/json does.
func appendFloat(b []byte, f float64) ([]byte, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return b, false
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, 64), true
}
