package entity_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// A made is a made-up article of a bank in testdata.
type made struct {
	title, body string
	want        []expected
}

// expected is a name that an article should yield.
type expected struct {
	kinds, forms []string
	optional     bool
}

func readBank(t *testing.T, file string) []made {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	_, blocks, ok := strings.Cut(string(data), "\n=== ")
	if !ok {
		t.Fatalf("%s has no articles", file)
	}
	var out []made
	for _, block := range strings.Split(blocks, "\n=== ") {
		var m made
		m.title, block, _ = strings.Cut(block, "\n")
		for line := range strings.Lines(block) {
			rest, ok := strings.CutPrefix(line, "> ")
			if !ok {
				m.body += line
				continue
			}
			rest, optional := strings.CutPrefix(strings.TrimSpace(rest), "?")
			kinds, forms, _ := strings.Cut(rest, " ")
			m.want = append(m.want, expected{strings.Split(kinds, "/"), strings.Split(forms, "|"), optional})
		}
		out = append(out, m)
	}
	return out
}

// found reports whether a mention in the document names what is expected.
func (e expected) found(d *text.Doc) bool {
	return slices.ContainsFunc(d.Mentions, func(m text.Mention) bool { return m.Form == text.Proper && e.is(d, m) })
}

func (e expected) is(d *text.Doc, m text.Mention) bool {
	form := strings.ReplaceAll(d.Form(m.Span), "’", "'")
	return slices.Contains(e.kinds, m.Kind.String()) && slices.ContainsFunc(e.forms, func(f string) bool { return strings.EqualFold(f, form) })
}

// onlyOfCrime reports whether only stories of crime have nodes of a kind.
func onlyOfCrime(k ontology.NodeKind) bool {
	return k == ontology.Marketplace || k == ontology.Service || k == ontology.Operation
}

// TestNamesInArticles holds the stage to the share of the names that it finds in short
// articles. Each one missed is in the log.
func TestNamesInArticles(t *testing.T) {
	found, all, wrong := 0, 0, 0
	for _, m := range readBank(t, "names.txt") {
		d := read(t, m.body)
		for _, e := range m.want {
			if e.optional {
				continue
			}
			if all++; e.found(d) {
				found++
			} else {
				t.Logf("%s: missed %v %s", m.title, e.kinds, e.forms[0])
			}
		}
		for _, mention := range d.Mentions {
			right := slices.ContainsFunc(m.want, func(e expected) bool { return e.is(d, mention) })
			if mention.Form == text.Proper && onlyOfCrime(mention.Kind) && !right {
				wrong++
				t.Logf("%s: wrong %s %s", m.title, mention.Kind, d.Form(mention.Span))
			}
		}
	}
	if found*100 < all*80 || wrong*100 > all*8 {
		t.Errorf("found %d of %d names, want 80 in 100; %d wrong sites and operations, want at most 8 in 100", found, all, wrong)
	}
}

// TestTraps reads articles without crime online, however they sound.
func TestTraps(t *testing.T) {
	for _, m := range readBank(t, "traps.txt") {
		d := read(t, m.body)
		for _, mention := range d.Mentions {
			if mention.Form == text.Proper && onlyOfCrime(mention.Kind) {
				t.Errorf("%s: %s %s: %s", m.title, mention.Kind, d.Form(mention.Span), mention.Why)
			}
		}
	}
}
