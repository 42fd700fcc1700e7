package relation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader"
)

// introduction says what the names in testdata/wordings.tsv are.
const introduction = "Title: Court news\nDate: 2023-05-19\n\n" +
	"Nightfall was a dark-web marketplace. Emberlane was a dark-web marketplace. Gravelworm was a botnet. " +
	"Investigators, prosecutors and police made arrests and raids, and drugs were seized.\n\n"

// wanted is how many of a hundred edges must be read, and how many of a hundred
// that are read must be right: trees go wrong now and then.
const wanted = 85

// banks are the files of made-up sentences, each with the kinds of edges that it is
// about.
var banks = map[string][]ontology.EdgeKind{
	"wordings.tsv": {ontology.Administered, ontology.SoldOn, ontology.Succeeded, ontology.LocatedIn, ontology.RunsOn, ontology.Accepts, ontology.Sells, ontology.WorksFor,
		ontology.CitizenOf, ontology.LivedIn, ontology.ArrestedIn, ontology.ArrestedBy, ontology.ExtraditedTo},
	"people.tsv":     {ontology.Administered, ontology.SoldOn, ontology.LivedIn, ontology.ArrestedIn, ontology.CitizenOf},
	"operations.tsv": {ontology.Targeted, ontology.ParticipatedIn, ontology.ArrestedDuring, ontology.PartOf},
}

// TestWordings reads made-up sentences with all stages. It is there so that words
// and constructions that no article has are read too.
func TestWordings(t *testing.T) {
	reader, err := loader.New(loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for bank, kinds := range banks {
		t.Run(bank, func(t *testing.T) { readBank(t, reader, bank, kinds) })
	}
}

func readBank(t *testing.T, reader *loader.Loader, bank string, kinds []ontology.EdgeKind) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", bank))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	want := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		sentence, edges, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' {
			continue
		}
		path := filepath.Join(folder, fmt.Sprintf("%03d.txt", len(want)))
		if err := os.WriteFile(path, []byte(introduction+sentence+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		want[path] = nil
		if edges != "" {
			want[path] = strings.Split(edges, " ; ")
		}
	}
	found, missed, wrong := 0, 0, 0
	for doc, err := range reader.Read(t.Context(), []string{folder}) {
		if err != nil {
			t.Fatal(err)
		}
		got, roles := edgesOf(doc, kinds)
		for k, edge := range want[doc.Article.Path] {
			edge, role, _ := strings.Cut(edge, " as ")
			want[doc.Article.Path][k] = edge
			if slices.Contains(got, edge) && (role == "" || role == roles[edge]) {
				found++
				continue
			}
			missed++
			t.Logf("%s: missed %s", doc.Article.Text[strings.LastIndex(doc.Article.Text, "\n\n"):], edge)
		}
		for _, edge := range got {
			if !slices.Contains(want[doc.Article.Path], edge) {
				wrong++
				t.Logf("%s: wrong %s", doc.Article.Text[strings.LastIndex(doc.Article.Text, "\n\n"):], edge)
			}
		}
	}
	if recall := 100 * found / (found + missed); recall < wanted {
		t.Errorf("%d of 100 edges are read, want %d", recall, wanted)
	}
	if precision := 100 * found / (found + wrong); precision < wanted {
		t.Errorf("%d of 100 edges are right, want %d", precision, wanted)
	}
}

// edgesOf returns the edges of a document that are of some of the kinds, and their
// roles or outcomes.
func edgesOf(d *graph.Document, kinds []ontology.EdgeKind) (edges []string, roles map[string]string) {
	roles = map[string]string{}
	for i := range d.Claims {
		if c := &d.Claims[i]; slices.Contains(kinds, c.Edge) {
			edge := fmt.Sprint(d.Mentions[c.From].Name, " ", c.Edge, " ", d.Mentions[c.To].Name)
			edges, roles[edge] = append(edges, edge), c.Attributes[ontology.Role]+c.Attributes[ontology.Outcome]
		}
	}
	return edges, roles
}
