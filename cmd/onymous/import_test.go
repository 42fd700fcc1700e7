package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// imported is what import prints.
type imported struct{ New, Changed, Same, Skipped int }

// importing runs import on a file with this content and returns what it printed.
func importFile(t *testing.T, db, name, content string, flags ...string) (sum imported, errOut string, status int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errOut, status := run(t, "", append([]string{"import", "--db", db, file}, flags...)...)
	if out != "" {
		if err := json.Unmarshal([]byte(out), &sum); err != nil {
			t.Fatalf("%v: %q", err, out)
		}
	}
	return sum, errOut, status
}

func loadSome(t *testing.T) (db string) {
	t.Helper()
	db = filepath.Join(t.TempDir(), "store")
	mustRun(t, "load", "--db", db, samples+"/alphabay-press-release.txt", samples+"/wall-street-market-wire.txt", samples+"/nemesis-brief.txt")
	return db
}

func exported(t *testing.T, db, format string) string {
	t.Helper()
	return mustRun(t, "export", "--db", db, "--format", format)
}

func TestImportOfClaims(t *testing.T) {
	db, claims := filepath.Join(t.TempDir(), "store"), exported(t, loadSome(t), "claims")
	sum, errOut, status := importFile(t, db, "graph.claims.jsonl", claims)
	if status != statusOK || sum.New != 3 || exported(t, db, "claims") != claims {
		t.Errorf("import: status %d, %+v, want the same three articles\n%s", status, sum, errOut)
	}
	broken := claims[:len(claims)-200] // in the middle of the third article
	whole := filepath.Join(t.TempDir(), "whole")
	sum, errOut, status = importFile(t, whole, "broken.jsonl", broken, "--atomic")
	if status != statusPartial || !strings.Contains(errOut, "broken.jsonl:3") || strings.Contains(mustRun(t, "stats", "--db", whole), "Article                         2") {
		t.Errorf("atomic import of a file that breaks off: status %d, %+v, want nothing imported and line 3 named\n%s", status, sum, errOut)
	}
	if left := exported(t, whole, "claims"); left != "" {
		t.Errorf("atomic import of a file that breaks off left %d bytes of claims", len(left))
	}
	sum, errOut, status = importFile(t, whole, "broken.jsonl", broken)
	if status != statusPartial || sum.New != 2 || sum.Skipped != 1 || !strings.Contains(errOut, "broken.jsonl:3") {
		t.Errorf("import of a file that breaks off: status %d, %+v, want the first two articles and line 3 named\n%s", status, sum, errOut)
	}
	mustRun(t, "check", "--db", whole)
}

const ownEdges = `from,from_kind,edge,to,to_kind,source,quote,role,date,alleged
Ada Example,Person,ADMINISTERED,Lanternfish,Marketplace,https://example.org/1,"She ran Lanternfish, they say.",ADMINISTRATOR,,true
Ada Example,Person,ARRESTED_IN,Utrecht,Place,https://example.org/1,,,2020-02,
Operation Net,Operation,TARGETED,Lanternfish,Marketplace,our notes,,,,
Lonely Market,Marketplace,,,,our notes,,,,
`

func TestImportOfOwnEdges(t *testing.T) {
	db := filepath.Join(t.TempDir(), "store")
	sum, errOut, status := importFile(t, db, "own.csv", ownEdges)
	if status != statusOK || sum.New != 2 {
		t.Fatalf("status %d, %+v, want two sources\n%s", status, sum, errOut)
	}
	mustRun(t, "check", "--db", db)
	csv := exported(t, db, "csv")
	for _, want := range []string{"She ran Lanternfish, they say.", "Ada Example arrested in Utrecht.", "https://example.org/1", "2020-02", "ADMINISTRATOR"} {
		if !strings.Contains(csv, want) {
			t.Errorf("the claims do not hold %q:\n%s", want, csv)
		}
	}
	if !strings.Contains(exported(t, db, "jsonl"), "Lonely Market") {
		t.Error("a node without edges is lost")
	}
	if sum, _, _ = importFile(t, db, "own.csv", ownEdges); sum.Same != 2 {
		t.Errorf("importing again: %+v, want two sources unchanged", sum)
	}
}

func TestImportOfWrongEdges(t *testing.T) {
	for _, tt := range []struct {
		name, row, line string
		sources         int // that are taken without --atomic
	}{
		{"WrongKindOfEdge", "A Man,Person,EATS,B Market,Marketplace,our notes,,,,\n", ":6", 1},
		{"WrongEnds", "B Market,Marketplace,ADMINISTERED,A Man,Person,our notes,,,,\n", ":6", 1},
		{"WrongRole", "A Man,Person,ADMINISTERED,B Market,Marketplace,our notes,,KING,,\n", ":6", 1},
		{"WrongDate", "A Man,Person,ARRESTED_IN,Rome,Place,our notes,,,yesterday,\n", ":6", 1},
		{"NoSource", "A Man,Person,ARRESTED_IN,Rome,Place,,,,,\n", ":6", 2},
		{"BrokenOff", "A Man,Person,ARRESTED_IN,\"Rome", ":6", 1},
		{"TooFewCells", "A Man,Person\n", ":6", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := filepath.Join(t.TempDir(), "store")
			_, errOut, status := importFile(t, db, "own.csv", ownEdges+tt.row, "--atomic")
			if status != statusPartial || !strings.Contains(errOut, tt.line) || exported(t, db, "claims") != "" {
				t.Errorf("atomic: status %d, want nothing imported and %s named\n%s", status, tt.line, errOut)
			}
			_, errOut, status = importFile(t, db, "own.csv", ownEdges+tt.row)
			if got := strings.Count(exported(t, db, "claims"), "\n"); status != statusPartial || got != tt.sources || !strings.Contains(errOut, tt.line) {
				t.Errorf("status %d and %d sources, want %d and %s named\n%s", status, got, tt.sources, tt.line, errOut)
			}
		})
	}
}

func TestImportOfFollowTheMoney(t *testing.T) {
	from, db := loadSome(t), filepath.Join(t.TempDir(), "store")
	_, errOut, status := importFile(t, db, "graph.ftm.json", exported(t, from, "ftm"))
	if status != statusOK {
		t.Fatalf("status %d\n%s", status, errOut)
	}
	mustRun(t, "check", "--db", db)
	want, got, missing := named(t, from), named(t, db), 0
	for x := range want {
		if !got[x] {
			t.Logf("missing: %s", x)
			missing++
		}
	}
	if len(want) < 30 || missing > len(want)/20 {
		t.Errorf("%d of %d nodes and edges did not survive the way through FollowTheMoney", missing, len(want))
	}
	_, errOut, status = importFile(t, db, "other.ftm.json", `{"id":"a","schema":"Person","properties":{"name":["Ada Example"]}}`+"\n"+`{"id":"v","schema":"Vessel","properties":{"name":["Boat"]}}`+"\n{\n")
	if status != statusPartial || !strings.Contains(errOut, "other.ftm.json:2") || !strings.Contains(errOut, "other.ftm.json:3") {
		t.Errorf("status %d, want lines 2 and 3 named\n%s", status, errOut)
	}
}

// named is the graph by the names of its nodes: those of operations without a name
// have other ids in another article.
func named(t *testing.T, db string) map[string]bool {
	t.Helper()
	found, names := map[string]bool{}, map[string]string{}
	for line := range strings.Lines(exported(t, db, "jsonl")) {
		var x struct{ Type, Name, Kind, ID, From, To string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		if x.Type == "node" {
			names[x.ID] = x.Name
			found[x.Kind+" "+x.Name] = true
		} else {
			found[names[x.From]+" "+x.Kind+" "+names[x.To]] = true
		}
	}
	return found
}

func TestJudgementsGoBothWays(t *testing.T) {
	from := loadSome(t)
	mustRun(t, "judge", "--db", from, "--by", "ana", "--note", "=same \"man\"\nthey say", "same", "AlphaBay", "Wall Street Market")
	mustRun(t, "judge", "--db", from, "undo", "1")
	mustRun(t, "judge", "--db", from, "--by", "=cmd()", "rename", "AlphaBay", "AlphaBay Market")
	judgements := exported(t, from, "judgements")
	db := loadSome(t)
	sum, errOut, status := importFile(t, db, "judgements.csv", judgements, "--judgements")
	if status != statusOK || sum.New != 3 {
		t.Fatalf("status %d, %+v, want three judgements\n%s", status, sum, errOut)
	}
	if a, b := exported(t, from, "jsonl"), exported(t, db, "jsonl"); a != b {
		t.Error("the same judgements make another graph")
	}
	if sum, _, _ = importFile(t, db, "judgements.csv", judgements, "--judgements"); sum.Same != 3 || sum.New != 0 {
		t.Errorf("importing again: %+v, want all three there already", sum)
	}
	wrong := strings.Split(judgements, "\n")[0] + "\n7,reject,,,,cnonsense,,,,,,\n"
	if _, errOut, status = importFile(t, db, "wrong.csv", wrong, "--judgements", "--atomic"); status != statusPartial || !strings.Contains(errOut, "line 2") {
		t.Errorf("status %d, want line 2 named\n%s", status, errOut)
	}
}
