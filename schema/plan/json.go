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

// plainPrefix returns how many bytes at the beginning of s surely stand for
// themselves, eight at a time.
func plainPrefix(s string) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		// A byte less one has its high bit set, and the byte has not, if it was zero.
		quote, backslash := x^('"'*ones), x^('\\'*ones)
		if (x|(x-0x20*ones)|(quote-ones)&^quote|(backslash-ones)&^backslash)&highs != 0 {
			break
		}
	}
	for i < len(s) && plainByte[s[i]] {
		i++
	}
	return i
}

// appendString appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for {
		n := plainPrefix(s)
		b = append(b, s[:n]...)
		if n == len(s) {
			return append(b, '"')
		}
		b, n = appendSpecial(b, s, n)
		s = s[n:]
	}
}

// appendSpecial appends the character of s at i, which does not stand for itself or
// takes several bytes, and returns where the next begins.
func appendSpecial(b []byte, s string, i int) ([]byte, int) {
	switch c := s[i]; {
	case c >= utf8.RuneSelf:
		_, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 {
			return append(b, "\ufffd"...), i + 1
		}
		return append(b, s[i:i+n]...), i + n
	case c == '"' || c == '\\':
		b = append(b, '\\', c)
	case c == '\n':
		b = append(b, '\\', 'n')
	case c == '\r':
		b = append(b, '\\', 'r')
	case c == '\t':
		b = append(b, '\\', 't')
	default:
		b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
	}
	return b, i + 1
}

// pairs36 are the numbers below 36*36 to the base of 36, two digits each.
var pairs36 = func() (t [36 * 36 * 2]byte) {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	for i := range 36 * 36 {
		t[2*i], t[2*i+1] = digits[i/36], digits[i%36]
	}
	return t
}()

// appendBase36 is strconv.AppendUint(b, n, 36) in a quarter of the time: that divides
// by a number that the compiler does not know.
func appendBase36(b []byte, n uint64) []byte {
	var buf [14]byte
	i := len(buf)
	for {
		rest := n / (36 * 36)
		two := (n - rest*36*36) * 2
		i -= 2
		buf[i], buf[i+1] = pairs36[two], pairs36[two+1]
		if n = rest; n == 0 {
			break
		}
	}
	if buf[i] == '0' && i < len(buf)-1 {
		i++
	}
	return append(b, buf[i:]...)
}

// appendValue appends a leaf. It reports false for a number that JSON or the
// GraphQL type cannot hold.
func appendValue(b []byte, v *def.Value) ([]byte, bool) {
	switch v.Kind() {
	case def.IsString:
		return appendString(b, v.Text()), true
	case def.IsNumbered:
		b = append(append(b, '"'), v.Text()...)
		return append(appendBase36(b, uint64(v.Whole())), '"'), true
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
