package entity

import (
	"testing"

	"onymous/loader/internal/modeltest"
	"onymous/loader/internal/neural"
)

func TestModel(t *testing.T) {
	modeltest.Test(t, embedded, func(data []byte) ([]byte, error) {
		m, err := decode(data)
		if err != nil {
			return nil, err
		}
		var w neural.Writer
		m.Write(&w)
		return w.Data, nil
	})
}
