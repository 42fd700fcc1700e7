package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateExamples = flag.Bool("update", false, "write the answers of schema/EXAMPLES.md anew")

// example is a question of EXAMPLES.md: its heading, its query and its answer.
var example = regexp.MustCompile("(?s)\n## ([^\n]+)\n(?:[^#`]|`[^`])*?```graphql\n(.*?)```\n\n```json\n(.*?)```\n")

// examples is what extract found in the sample articles when the examples were
// written: so that they do not change with every step of the reading.
const examples = "../../schema/testdata/examples.jsonl"

// The questions of schema/EXAMPLES.md are answered as it says.
func TestExamples(t *testing.T) {
	const file = "../../schema/EXAMPLES.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "store")
	mustRun(t, "load", "--db", db, "--extracted", examples)
	all := example.FindAllSubmatchIndex(text, -1)
	if len(all) != 20 || bytes.Count(text, []byte("\n## ")) != 20 {
		t.Fatalf("%d examples under %d headings, want 20", len(all), bytes.Count(text, []byte("\n## ")))
	}
	var out []byte
	end := 0
	for _, at := range all {
		question, query, want := text[at[2]:at[3]], text[at[4]:at[5]], text[at[6]:at[7]]
		got := readable(t, mustRun(t, "query", "--db", db, string(query)))
		if d := cmp.Diff(string(want), got); d != "" && !*updateExamples {
			t.Errorf("%s (-EXAMPLES.md +answer):\n%s", question, d)
		}
		out = append(append(out, text[end:at[6]]...), got...)
		end = at[7]
	}
	if *updateExamples {
		if err := os.WriteFile(file, append(out, text[end:]...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readable indents the data of an answer, and keeps what fits on one line there.
func readable(t *testing.T, answer string) string {
	t.Helper()
	var body struct{ Data json.RawMessage }
	if err := json.Unmarshal([]byte(answer), &body); err != nil {
		t.Fatal(err)
	}
	return string(fold(t, body.Data, "")) + "\n"
}

// width is how long a line may be.
const width = 120

func fold(t *testing.T, v json.RawMessage, indent string) []byte {
	t.Helper()
	var one bytes.Buffer
	if err := json.Compact(&one, v); err != nil {
		t.Fatal(err)
	}
	line := spaced(one.Bytes())
	if len(indent)+len(line) <= width || line[0] != '{' && line[0] != '[' {
		return line
	}
	d := json.NewDecoder(bytes.NewReader(v))
	open, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	out := append([]byte(open.(json.Delim).String()), '\n')
	inner := indent + "  "
	for d.More() {
		out = append(out, inner...)
		if open == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, `"`+key.(string)+`": `...)
		}
		var e json.RawMessage
		if err := d.Decode(&e); err != nil {
			t.Fatal(err)
		}
		out = append(out, fold(t, e, inner)...)
		if d.More() {
			out = append(out, ',')
		}
		out = append(out, '\n')
	}
	out = append(out, indent...)
	return append(out, map[json.Delim]byte{'{': '}', '[': ']'}[open.(json.Delim)])
}

// spaced puts a space after the commas and colons of compact JSON.
func spaced(b []byte) []byte {
	var out []byte
	inString := false
	for i, c := range b {
		out = append(out, c)
		if c == '"' && (i == 0 || b[i-1] != '\\') {
			inString = !inString
		}
		if !inString && (c == ',' || c == ':') {
			out = append(out, ' ')
		}
	}
	return out
}
