package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"onymous/loader/text"
)

// Reasons why data is no article.
var (
	errEmpty  = errors.New("is empty")
	errBinary = errors.New("is binary")
)

// decode makes an article of the data of a file.
func decode(name string, f format, data []byte) (text.Article, error) {
	a := text.Article{Path: name, Markup: f.markup()}
	if len(bytes.TrimSpace(data)) == 0 {
		return a, errEmpty
	}
	body, err := toUTF8(data, f == htmlPage)
	if err != nil {
		return a, err
	}
	a.Body = body
	if f != htmlPage {
		takeHead(&a)
	}
	if strings.TrimSpace(a.Body) == "" {
		return a, errEmpty
	}
	return a, nil
}

// magics begin files that are no text.
var magics = []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "\xd0\xcf\x11\xe0", "{\\rtf", "\x1f\x8b", "BZh", "7z\xbc\xaf", "Rar!"}

// toUTF8 decodes data by its byte order mark, by what a page declares, or by
// what it looks like.
func toUTF8(data []byte, page bool) (string, error) {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m)) {
			return "", errBinary
		}
	}
	enc := encodingOf(data, page)
	if enc != nil {
		decoded, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", err
		}
		data = decoded
	}
	if isBinary(data) {
		return "", errBinary
	}
	s := strings.TrimPrefix(string(data), "\ufeff")
	return strings.ToValidUTF8(s, "\ufffd"), nil
}

// encodingOf returns the encoding of data, nil for UTF-8.
func encodingOf(data []byte, page bool) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	if enc := unmarkedUTF16(data); enc != nil {
		return enc
	}
	if isUTF8(data) {
		return nil
	}
	if page {
		// What the page declares comes back like the last resort, windows-1252.
		if enc, name, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], ""); name != "utf-8" && name != "windows-1252" {
			return enc
		}
	}
	return singleByte(data)
}

// isUTF8 reports whether data is UTF-8, or was until a few bytes of it broke.
func isUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > 4*bad
}

// unmarkedUTF16 returns the byte order of UTF-16 without a mark, by where the
// zero bytes of its Latin letters are, or nil.
func unmarkedUTF16(data []byte) encoding.Encoding {
	var zeros [2]int
	n := min(len(data), 4096)
	for i := range n {
		if data[i] == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case zeros[1]*10 > n*3 && zeros[0]*50 < n:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0]*10 > n*3 && zeros[1]*50 < n:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// singleByte returns the old encoding that data looks like: an old Macintosh's
// if its apostrophes are, a Cyrillic one if most letters lie there, else that of
// Windows in western Europe, of which Latin-1 is a part.
func singleByte(data []byte) encoding.Encoding {
	mac, windows, high, cyrillic, koi := 0, 0, 0, 0, 0
	for i, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		high++
		between := i > 0 && i+1 < len(data) && smallLetter(data[i-1]) && smallLetter(data[i+1])
		switch {
		case between && c == 0xd5:
			mac++
		case between && c == 0x92:
			windows++
		}
		if c >= 0xe0 { // small letters in windows-1251, capitals in KOI8-R
			cyrillic++
		} else if c >= 0xc0 {
			koi++
		}
	}
	switch {
	case high*3 > len(data) && cyrillic > koi:
		return charmap.Windows1251
	case high*3 > len(data):
		return charmap.KOI8R
	case mac > windows:
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

func smallLetter(c byte) bool { return 'a' <= c && c <= 'z' }

// isBinary reports whether decoded data is no text: more than a trace of zero
// bytes or one in ten characters is a control character.
func isBinary(data []byte) bool {
	zeros, controls := 0, 0
	for _, c := range data {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && (c < '\t' || c > '\r') && c != 0x1b, c == 0x7f:
			controls++
		}
	}
	return zeros*1000 > len(data) || controls*10 > len(data)
}
