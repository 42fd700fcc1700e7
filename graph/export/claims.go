package export

import (
	"encoding/json"

	"onymous/graph"
)

// writeClaims writes each article with all it says, a line each: the format of
// graph.Document. It is the whole store whatever is selected, but for the
// judgements of people, so that loading the file gives the same graph again.
func writeClaims(v *view, w *writer) error {
	lines := json.NewEncoder(w)
	for a, err := range v.articles() {
		if err != nil {
			return err
		}
		var d *graph.Document
		if d, err = v.tx.Document(a.ID); err != nil {
			return err
		}
		if err := lines.Encode(d); err != nil {
			return err
		}
	}
	return nil
}
