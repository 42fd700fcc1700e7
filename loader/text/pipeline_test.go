package text_test

import (
	"errors"
	"strings"
	"testing"

	"onymous/loader/text"
)

// TestPipeline holds a pipeline to naming the stage that failed, whether it
// returned an error or panicked, and to running none after it.
func TestPipeline(t *testing.T) {
	fault := errors.New("no such tree")
	for _, test := range []struct {
		name  string
		apply func(*text.Doc) error
		want  string // in the error; "" for none
	}{
		{"good", func(*text.Doc) error { return nil }, ""},
		{"error", func(*text.Doc) error { return fault }, "stage parse: no such tree"},
		{"panic", func(d *text.Doc) error { d.Entities[0].Name = ""; return nil }, "stage parse: panic at pipeline_test.go:22: runtime error: index out of range"},
	} {
		t.Run(test.name, func(t *testing.T) {
			after := false
			p, err := text.NewPipeline(
				text.Stage{Name: "parse", Apply: test.apply},
				text.Stage{Name: "name", Apply: func(*text.Doc) error { after = true; return nil }})
			if err != nil {
				t.Fatal(err)
			}
			err = p.Apply(&text.Doc{})
			if got := err != nil; got != (test.want != "") || got == after {
				t.Fatalf("error %v, the next stage ran: %v", err, after)
			}
			if err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q does not contain %q", err, test.want)
			}
		})
	}
}

func TestNewPipelineNeeds(t *testing.T) {
	_, err := text.NewPipeline(text.Stage{Name: "parse", Needs: text.Tags | text.Tokens, Gives: text.Trees})
	if err == nil || !strings.Contains(err.Error(), "stage parse needs tokens, tags") {
		t.Errorf("error %v, want one that names the stage and what it needs", err)
	}
}
