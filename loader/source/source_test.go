package source_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/source"
	"onymous/loader/text"
)

// write makes the files of a folder and returns its name.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s)) // to memory, cannot fail
	z.Close()
	return b.String()
}

// list reads and returns a line for each article or skip, file names cut to what
// is under dir.
func list(t *testing.T, dir string, o source.Options, paths ...string) []string {
	t.Helper()
	var out []string
	for a, err := range source.Read(context.Background(), paths, o) {
		var skip *source.Skip
		switch {
		case errors.As(err, &skip):
			out = append(out, "skip "+err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, strings.Join([]string{a.Path, a.Title, a.Date, a.Publisher, a.URL, a.Body}, "|"))
		}
	}
	for i, s := range out {
		out[i] = strings.ReplaceAll(s, dir+"/", "")
	}
	return out
}

func TestRead(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt":          "Title: A market\nDate: 2017-07-20\nPublisher: The Paper\nUrl: http://x.y/z\n\nThe text: here.\n",
		"a/deep.md":      "---\ntitle: \"Deep\"\ntags: x\n---\nText.",
		"a/.hidden.txt":  "no",
		".git/c.txt":     "no",
		"gold.json":      "{}",
		"c.txt.gz":       zipped("Zipped."),
		"d.html":         "<p>Page</p>",
		"e.jsonl":        "\ufeff{\"title\":\"T\",\"text\":\"One\",\"date\":\"2020\"}\n\n{\"html\":\"<p>Two</p>\"}\n{\"text\":5}\n{oops\n{\"title\":\"x\"}\n{\"text\":\"Last\"}",
		"empty.txt":      " \n",
		"big.txt":        strings.Repeat("x", 200),
		"binary.txt":     "%PDF-1.4 \x00\x01",
		"zeros.txt":      "ab\x00\x00\x00\x00c",
		"broken.txt.gz":  zipped(strings.Repeat("word ", 30))[:30],
		"nogzip.txt.gz":  "plain text, not compressed",
		"empty.jsonl":    "\n",
		"latin.txt":      "Caf\xe9 \x93so\x94 it\x92s.",
		"mac.txt":        "Caf\x8e it\xd5s.",
		"utf16.txt":      "\xff\xfeH\x00i\x00.\x00",
		"utf16be.txt":    "\x00H\x00i\x00.",
		"declared.html":  "<meta charset=iso-8859-2><p>\xb9umava",
		"damaged.txt":    "Šileris, Ångström, “so” – \xff.",
		"nohead.txt":     "Source: BBC date 2017-07-20\n\nText.",
		"cyrillic.txt":   "\xcf\xee\xeb\xe8\xf6\xe8\xff \xe7\xe0\xea\xf0\xfb\xeb\xe0.",
		"windows.txt":    "Title: CR\r\n\r\nText.\r\n",
		"notitle.txt":    "Title: only a head\n",
		"long.jsonl":     "{\"text\":\"" + strings.Repeat("y", 2000) + "\"}\n{\"text\":\"after\"}",
		"over.jsonl":     "{\"text\":\"" + strings.Repeat("y", 200) + "\"}",
		"looks-like.xyz": "no",
	})
	want := []string{
		"a/deep.md|Deep||||Text.",
		"b.txt|A market|2017-07-20|The Paper|http://x.y/z|The text: here.\n",
		"skip big.txt: is over the limit of 180 bytes",
		"skip binary.txt: is binary",
		"skip broken.txt.gz: ends too early",
		"c.txt.gz|||||Zipped.",
		"cyrillic.txt|||||Полиция закрыла.",
		"d.html|||||<p>Page</p>",
		"damaged.txt|||||Šileris, Ångström, “so” – \ufffd.",
		"declared.html|||||<meta charset=iso-8859-2><p>šumava",
		"e.jsonl:1|T|2020|||One",
		"e.jsonl:3|||||<p>Two</p>",
		"skip e.jsonl:4: field \"text\" is a number, want a string",
		"skip e.jsonl:5: is no JSON: invalid character 'o' looking for beginning of object key string",
		"skip e.jsonl:6: has neither text nor html",
		"e.jsonl:7|||||Last",
		"skip empty.jsonl: is empty",
		"skip empty.txt: is empty",
		"latin.txt|||||Café “so” it’s.",
		"skip long.jsonl:1: is over the limit of 180 bytes",
		"long.jsonl:2|||||after",
		"mac.txt|||||Café it’s.",
		"skip nogzip.txt.gz: is no valid gzip: gzip: invalid header",
		"nohead.txt|||||Source: BBC date 2017-07-20\n\nText.",
		"skip notitle.txt: is empty",
		"skip over.jsonl:1: is over the limit of 180 bytes",
		"utf16.txt|||||Hi.",
		"utf16be.txt|||||Hi.",
		"windows.txt|CR||||Text.\r\n",
		"skip zeros.txt: is binary",
	}
	got := list(t, dir, source.Options{MaxBytes: 180}, dir)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	twice := list(t, dir, source.Options{MaxBytes: 180}, filepath.Join(dir, "b.txt"), dir, dir+"/a")
	if diff := cmp.Diff(want, twice); diff != "" {
		t.Errorf("files named twice (-want +got):\n%s", diff)
	}
}

func TestReadNamed(t *testing.T) {
	dir := write(t, map[string]string{"a.docx": "x"})
	got := list(t, dir, source.Options{}, dir+"/a.docx", dir+"/none.txt")
	want := []string{
		"skip a.docx: is of an unknown kind: want .txt, .md, .html or .jsonl, or one of them and .gz",
		"skip none.txt: no such file or directory",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadStandardInput(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Title: T\n\nText", "-|T||||Text"},
		{"{\"text\":\"a\"}\n", "-:1|||||a"},
		{zipped("<!DOCTYPE html><p>x"), "-|||||<!DOCTYPE html><p>x"},
		{"", "skip -: is empty"},
	} {
		got := list(t, "", source.Options{Stdin: strings.NewReader(tt.in)}, "-")
		if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestReadStopsWithContext(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "a", "b.txt": "b"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var errs []error
	n := 0
	for _, err := range source.Read(ctx, []string{dir}, source.Options{}) {
		n++
		errs = append(errs, err)
		cancel()
	}
	if n != 2 || errs[0] != nil || !errors.Is(errs[1], context.Canceled) {
		t.Errorf("got %d elements with errors %v, want an article and the end of the context", n, errs)
	}
}

func TestReadStopsWhenToldTo(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "a", "b.jsonl": "{\"text\":\"b\"}\n{\"text\":\"c\"}"})
	for stop := 1; stop <= 3; stop++ {
		n := 0
		for range source.Read(context.Background(), []string{dir}, source.Options{}) {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("%d elements after a break at %d", n, stop)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Title: x\n\ntext"))
	f.Add([]byte("{\"text\":\"a\\ud800\"}\n{"))
	f.Add([]byte(zipped("<html><p>x")))
	f.Add([]byte("\xff\xfea\x00\x00\xd8"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for a, err := range source.Read(context.Background(), []string{"-"}, source.Options{Stdin: bytes.NewReader(data), MaxBytes: 1 << 16}) {
			var skip *source.Skip
			if err != nil && !errors.As(err, &skip) {
				t.Fatal(err)
			}
			if err == nil && (a.Body == "" || strings.ToValidUTF8(a.Body, "") != a.Body || a.Markup > text.HTML) {
				t.Fatalf("article %+v", a)
			}
		}
	})
}
