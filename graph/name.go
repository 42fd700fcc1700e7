package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"onymous/graph/ontology"
)

// maxListBytes is how much of a name the order of names regards.
const maxListBytes = 120

// listName is a name as it is listed and compared in order.
func listName(name string) string {
	n := Fold(name)
	if len(n) > maxListBytes {
		n = strings.ToValidUTF8(n[:maxListBytes], "")
	}
	return n
}

// maxWordsBytes is how much of a name is indexed.
const maxWordsBytes = 200

// wordsOf returns a name from each of its words on: what a reader may begin to type.
func wordsOf(name string) []string {
	n := Fold(name)
	if len(n) > maxWordsBytes {
		n = strings.ToValidUTF8(n[:maxWordsBytes], "")
	}
	if n == "" {
		return nil
	}
	out := []string{n}
	for i := range len(n) {
		if n[i] == ' ' {
			out = append(out, n[i+1:])
		}
	}
	return out
}

// named returns the name and aliases of a node, from what the articles write. What an
// article only calls an operation that it does not name is no name where others know
// one, unless they are few: then it may be that of another operation.
func (tx *Tx) named(f *form) (string, []string, error) {
	surfaces := f.surfaces
	key, name, renamed := f.key, f.name, f.renamed
	var proper []surface
	docs, unnamed := f.docs, f.unnamed
	if f.unnamed < f.docs {
		proper = slices.Clone(f.surfaces)
	}
	if f.head != nil && len(f.head.members) > 0 {
		surfaces = slices.Clone(surfaces)
		for _, id := range f.head.members {
			m, err := tx.form(id)
			if err != nil {
				return "", nil, err
			}
			if m == nil {
				return "", nil, corruptf("form %s of node %s has no record", id, f.id)
			}
			for _, s := range m.surfaces {
				surfaces = addSurface(surfaces, s)
				if m.unnamed < m.docs {
					proper = addSurface(proper, s)
				}
			}
			docs, unnamed = docs+m.docs, unnamed+m.unnamed
			if m.renamed > renamed {
				name, renamed = m.name, m.renamed
			}
		}
	}
	if renamed == 0 && len(proper) > 0 && 2*(docs-unnamed) >= unnamed {
		name = bestName(f.id.Kind(), key, proper)
	} else if renamed == 0 {
		name = bestName(f.id.Kind(), key, surfaces)
	}
	aliases := make([]string, 0, len(surfaces))
	for _, s := range surfaces {
		if s.text != name {
			aliases = append(aliases, s.text)
		}
	}
	slices.Sort(aliases)
	return name, aliases, nil
}

func addSurface(list []surface, s surface) []surface {
	i, ok := slices.BinarySearchFunc(list, s.text, func(s surface, t string) int { return cmp.Compare(s.text, t) })
	if !ok {
		return slices.Insert(list, i, s)
	}
	list[i].names += s.names
	list[i].aliases += s.aliases
	return list
}

// bestName chooses the name that a node goes by: a name proper before an acronym, a
// place or an agency by the spelling that it is filed under, then what most articles
// use, then the longest.
func bestName(kind ontology.NodeKind, key string, surfaces []surface) string {
	best, name := [4]int{-1}, ""
	for _, s := range surfaces {
		var rank [4]int
		if s.names > 0 {
			rank[0] = 1
		}
		if !acronym(s.text) {
			rank[0] += 2
		}
		if (kind == ontology.Place || kind == ontology.Agency) && Fold(s.text) == key {
			rank[1] = 1
		}
		rank[2], rank[3] = s.names, len(s.text)
		if c := slices.Compare(rank[:], best[:]); c > 0 || c == 0 && s.text < name {
			best, name = rank, s.text
		}
	}
	return name
}

// acronym reports whether a name is one word of capitals.
func acronym(s string) bool {
	letters := 0
	for _, r := range s {
		if r == ' ' || unicode.IsLower(r) {
			return false
		}
		letters++
	}
	return letters <= 8
}

// listing returns the name under which the node is listed that a form heads, and
// whether it heads one.
func (tx *Tx) listing(f *form) (string, bool, error) {
	if f.head == nil || f.head.articles == 0 {
		return "", false, nil
	}
	name, _, err := tx.named(f)
	return listName(name), true, err
}

// indexName brings the indexes of names in step with a form's record.
func (tx *Tx) indexName(f *form) error {
	w := tx.w
	name, listed, err := tx.listing(f)
	if err != nil {
		return err
	}
	if listed != f.listed || name != f.listName {
		if f.listed {
			if err := w.w.Delete(nameKey(f.id.Kind(), f.listName, f.id)); err != nil {
				return err
			}
		}
		if listed {
			if err := w.w.Set(nameKey(f.id.Kind(), name, f.id), nil); err != nil {
				return err
			}
		}
	}
	f.listed, f.listName = listed, name
	if f.head != nil {
		f.head.name = name
	}
	if !f.renaming {
		return nil
	}
	var before, after []string
	for _, text := range f.texts {
		before = append(before, wordsOf(text)...)
	}
	for _, text := range f.allTexts() {
		after = append(after, wordsOf(text)...)
	}
	before, after = distinct(before), distinct(after)
	for _, words := range before {
		if _, ok := slices.BinarySearch(after, words); !ok {
			if err := w.w.Delete(wordKey(words, f.id)); err != nil {
				return err
			}
		}
	}
	for _, words := range after {
		if _, ok := slices.BinarySearch(before, words); !ok {
			w.words = append(w.words, firstWord(words))
			if err := w.w.Set(wordKey(words, f.id), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func firstWord(words string) string {
	w, _, _ := strings.Cut(words, " ")
	return w
}
