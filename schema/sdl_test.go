package schema_test

import (
	"flag"
	"os"
	"testing"

	"onymous/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files from what the code does now")

// The printed schema is a promise to every client: read the diff before -update,
// for only additions are allowed.
func TestSDL(t *testing.T) {
	const file = "schema.graphql"
	got := schema.SDL()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the schema is not that of %s; run go test ./schema -run TestSDL -update and read the diff", file)
	}
}
