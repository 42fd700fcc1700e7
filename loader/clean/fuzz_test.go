package clean_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onymous/loader/clean"
	"onymous/loader/text"
)

// check fails if a cleaned article breaks a promise of the package.
func check(t *testing.T, a text.Article) {
	t.Helper()
	got, err := clean.Clean(a)
	if errors.Is(err, clean.ErrEmpty) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	s := got.Doc.Text
	if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
		t.Fatalf("not UTF-8 in normal form: %.200q", s)
	}
	if strings.Contains(s, "\n\n\n") || strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
		t.Fatalf("white space is left: %.200q", s)
	}
	last := 0
	for i := 0; i < len(s); i += 1 + len(s)/200 {
		o := got.Map.Original(text.Span{Start: i, End: i + 1})
		if o.Start < last || o.End > len(a.Body) || o.End < o.Start {
			t.Fatalf("byte %d of %d leads to %v, after %d, of %d", i, len(s), o, last, len(a.Body))
		}
		last = o.Start
	}
}

func FuzzClean(f *testing.F) {
	f.Add(uint8(text.HTML), "", page)
	f.Add(uint8(text.Plain), "T", "a\u0301\u0300 b\x00\n\n\n c")
	f.Add(uint8(text.Markdown), "", "# a\n[b](c)![d](e) **f** <g> `h`\n- i\n\n|j|k|\n[^1]: l")
	f.Add(uint8(text.HTML), "", "<p>&#769;e&#x301;&nbsp;&zwnj;&amp;&;&#0;<script><!--<table><td>a<td>b<br><br>c</p></div></div>")
	f.Fuzz(func(t *testing.T, markup uint8, title, body string) {
		body = strings.ToValidUTF8(body, "\ufffd")
		check(t, text.Article{Title: strings.ToValidUTF8(title, ""), Body: body, Markup: text.Markup(markup % 3)})
	})
}

// TestHostileTextTakesLinearTime cleans texts that cost some parsers minutes.
func TestHostileTextTakesLinearTime(t *testing.T) {
	const size = 1 << 19
	for _, piece := range []string{"[", "<", "<div>", "<p><b><i>", "</x>", "&", "![](", "[a](", "*", "<!--", "\u0301", "a\u0301", " ", "\n", "x", "|", "&#", "<a b=", "<td>", "<br>"} {
		for _, markup := range []text.Markup{text.Plain, text.Markdown, text.HTML} {
			start := time.Now()
			check(t, text.Article{Markup: markup, Body: "word " + strings.Repeat(piece, size/len(piece))})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("half a MiB of %q as notation %d took %v", piece, markup, took)
			}
		}
	}
}
