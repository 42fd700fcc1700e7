package pair

import (
	"testing"

	"onymous/loader/internal/modeltest"
)

func TestModel(t *testing.T) {
	modeltest.Test(t, embedded, func(data []byte) ([]byte, error) {
		m, err := decode(data)
		if err != nil {
			return nil, err
		}
		return m.encode(), nil
	})
}
