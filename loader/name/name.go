// Package name recognises names.
//
// Stage finds the names of persons, places, organisations, events and other
// things, with the type of each. Two models decide together, sentence by sentence:
// a conditional random field over hashed features of a word, its neighbours, its
// tags, what it hangs on, lists of names, and of how the document writes it
// elsewhere (field.go); and a recurrent network over fewer of them (net.go). Then
// what is spelled alike is made one type, or no name, in all of the document.
// Train makes the embedded model again.
//
// # What can surprise
//
// A name has no title and no article: "Smith" in "Mr. Smith", "FBI" in "the FBI".
// Names do not nest: "Bank of England" is one. Times, peoples ("Americans") and
// posts ("the President") are no names.
package name

import (
	_ "embed"
	"fmt"
	"sync"

	"onymous/loader/text"
)

//go:embed name.model
var embedded []byte

var load = sync.OnceValues(func() (*model, error) { return newModel(embedded) })

// Stage returns the stage that adds the layer Names. The model is decoded on the
// first call.
func Stage() (text.Stage, error) {
	m, err := load()
	if err != nil {
		return text.Stage{}, fmt.Errorf("name: embedded model: %w", err)
	}
	return m.stage(), nil
}

// manyTokens is how many tokens a document has after which its reader is not used
// again: large buffers would be kept, and cleared, for all the small documents to come.
const manyTokens = 1 << 14

func (m *model) stage() text.Stage {
	readers := sync.Pool{}
	return text.Stage{
		Name:  "name",
		Needs: text.Sentences | text.Tokens | text.Tags | text.Trees,
		Gives: text.Names,
		Apply: func(d *text.Doc) error {
			r, _ := readers.Get().(*reader)
			if r == nil {
				r = newReader()
			}
			d.Names = m.find(r, d)
			if len(d.Tokens) <= manyTokens {
				readers.Put(r)
			}
			return nil
		},
	}
}
