package entity

import (
	"testing"

	"onymous/loader/internal/classifier"
	"onymous/loader/internal/modeltest"
)

func TestModel(t *testing.T) {
	modeltest.Test(t, embedded, func(data []byte) ([]byte, error) {
		m, err := decode(data)
		if err != nil {
			return nil, err
		}
		return classifier.Encode(m), nil
	})
}
