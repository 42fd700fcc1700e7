package serve

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// standard decodes as encoding/json does, with numbers as decodeJSON gives them.
func standard(b []byte) (any, error) {
	if !json.Valid(b) {
		return nil, errJSON
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return numbers(v), nil
}

func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, err := v.Float64()
		if err != nil && !math.IsInf(f, 0) {
			return err
		}
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbers(v[k])
		}
	}
	return v
}

// decodeJSON takes what encoding/json takes, and gives the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{}`, `[]`, `{"query":"{ a }","variables":{"a":[1,2.5,-0,1e3,"x\u00e9\ud83d\ude00\n"],"b":null},"c":true}`,
		`"\ud800"`, `"\ud800\u0041"`, `"\u12"`, `01`, `-`, `1.`, `.5`, `1e`, `1e400`, `9223372036854775808`, `[1,]`, `{"a":1,}`, `{"a"}`, `{"a":1 "b":2}`,
		"\"a\nb\"", `tru`, `nul`, ` [ 1 , 2 ] `, `{"a":{"a":{"a":[[[{}]]]}}}`, `"\x"`, `"`, `{"a":1,"a":2}`, `[1 2]`, "", " ",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if !utf8.Valid(b) || bytes.Count(b, []byte("["))+bytes.Count(b, []byte("{")) > 1000 {
			return // refused before
		}
		got, err := decodeJSON(b)
		want, wantErr := standard(b)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%q: got %v, error %v; encoding/json says %v, error %v", b, got, err, want, wantErr)
		}
		if err == nil && !cmp.Equal(got, want) {
			t.Fatalf("%q: got %#v, want %#v", b, got, want)
		}
	})
}
