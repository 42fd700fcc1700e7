package export

import (
	"encoding/json"
	"fmt"
)

// object is a JSON object. Encoding sorts its members, so equal objects have
// equal bytes.
type object map[string]any

func (o object) write(w *writer) error {
	b, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("encode %v: %w", o["id"], err)
	}
	_, err = w.Write(b)
	return err
}
