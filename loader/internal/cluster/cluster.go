// Package cluster groups words that stand in like company: given names, cities,
// verbs of speech. A trained stage that has not met "Blake" knows from its
// cluster that it is read like "Keller".
//
// # What can surprise
//
// Words are in lower case, so that "may" and "May" share a cluster. A word that
// is not among the 80,000 most frequent has none.
package cluster

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Path names the clusters of a word, from 1 on, 0 for a word without: one of 32
// coarse ones, of 128 middle ones inside of those, of 1,024 fine ones inside of
// those.
type Path struct{ Coarse, Middle, Fine uint16 }

//go:embed cluster.tsv.gz
var packed []byte

// Words finds the clusters of words. It is safe for concurrent use.
type Words struct{ paths map[string]Path }

// Of returns the clusters of a word in lower case.
func (w *Words) Of(word string) Path { return w.paths[word] }

// Len returns how many words have clusters.
func (w *Words) Len() int { return len(w.paths) }

// Load returns the embedded clusters, read on the first call.
var Load = sync.OnceValues(func() (*Words, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	w := &Words{make(map[string]Path, bytes.Count(data, []byte("\n")))}
	for line := range strings.Lines(string(data)) {
		word, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			return nil, fmt.Errorf("cluster: line %q has no tab", line)
		}
		var numbers [3]uint16
		for i := range numbers {
			var field string
			field, path, _ = strings.Cut(path, ".")
			n, err := strconv.ParseUint(field, 10, 15)
			if err != nil {
				return nil, fmt.Errorf("cluster: word %q: %w", word, err)
			}
			numbers[i] = uint16(n) + 1
		}
		w.paths[word] = Path{numbers[0], numbers[1], numbers[2]}
	}
	return w, nil
})
