package export

import (
	"strings"
	"unicode/utf8"
)

// xmlText escapes s for text and attribute values of XML 1.0. What XML forbids
// is replaced by U+FFFD. Line breaks and tabs are written as references, for a
// reader would turn them into spaces in an attribute.
func xmlText(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || strings.ContainsRune("<>&\"'\ufffe\uffff\ufffd", r) }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteString("&#" + map[rune]string{'\t': "9", '\n': "10", '\r': "13"}[r] + ";")
		case r < 0x20 || r == 0xfffe || r == 0xffff:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
