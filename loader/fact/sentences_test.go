package fact_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"onymous/graph/ontology"
	"onymous/loader/fact"
	"onymous/loader/parse"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// leastScore is the F1 that the sentences must reach. It leaves room for another
// parser: a rule that stops working costs less than that.
const leastScore = 0.85

// sentencesFile has sentences of all facts; the others have those of one key each.
const sentencesFile = "testdata/sentences.txt"

// TestSentences reads the files of testdata. Misses are logged, not failed: the
// score of each file is.
func TestSentences(t *testing.T) {
	pipeline := stages(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sentences (err %v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { testSentences(t, pipeline, file) })
	}
}

func testSentences(t *testing.T, pipeline *text.Pipeline, file string) {
	right, wrong, missed := 0, 0, 0
	for _, c := range cases(t, file) {
		d := c.doc(t, pipeline)
		if err := fact.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		got := make([]string, len(d.Claims))
		for i := range d.Claims {
			got[i] = render(d, &d.Claims[i])
		}
		for _, want := range c.want {
			if k := slices.IndexFunc(got, func(g string) bool { return answers(want, g) }); k >= 0 {
				got = slices.Delete(got, k, k+1)
				right++
			} else {
				missed++
				t.Logf("missed %q in %q", want, d.Text)
			}
		}
		for _, g := range got {
			if !slices.ContainsFunc(c.may, func(want string) bool { return answers(want, g) }) {
				wrong++
				t.Logf("wrong %q in %q", g, d.Text)
			}
		}
	}
	score := 2 * float64(right) / float64(2*right+wrong+missed)
	t.Logf("right %d, wrong %d, missed %d: F1 %.3f", right, wrong, missed, score)
	if right == 0 || score < leastScore {
		t.Errorf("F1 = %.3f, want at least %.2f", score, leastScore)
	}
}

// answers reports whether a fact found is the one wanted: what is counted need
// only share a word.
func answers(want, got string) bool {
	w, g := strings.Split(want, " - "), strings.Split(got, " - ")
	if len(w) != 2 || len(g) != 2 {
		a, b := money.ReplaceAllString(want, "$1"), money.ReplaceAllString(got, "$1")
		return a == b
	}
	last := strings.Fields(w[1])
	return w[0] == g[0] && strings.Contains(g[1], last[len(last)-1])
}

// money matches an amount of money with what it is.
var money = regexp.MustCompile(`^(.* \d+ [A-Z]{3}) .*$`)

func render(d *text.Doc, c *text.Claim) string {
	s := d.Entities[c.From].Name + " " + c.Fact.String() + " "
	switch c.Fact.Type().Type {
	case ontology.Integer:
		return s + strconv.FormatFloat(c.Value.Number, 'f', -1, 64)
	case ontology.Amount:
		currency := c.Value.Currency
		if currency == "" {
			currency = "-"
		}
		return strings.TrimSpace(fmt.Sprintf("%s%s %s %s", s, strconv.FormatFloat(c.Value.Number, 'f', -1, 64), currency, c.Value.What))
	default:
		return s + c.Value.Text
	}
}

func stages(t testing.TB) *text.Pipeline {
	t.Helper()
	tagging, err := tag.Stage()
	if err != nil {
		t.Fatal(err)
	}
	parsing, err := parse.Stage()
	if err != nil {
		t.Fatal(err)
	}
	p, err := text.NewPipeline(sentence.Stage, token.Stage, tagging, parsing)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// testCase is a paragraph with marked names and the facts in it.
type testCase struct {
	marked, date string
	want, may    []string
}

func cases(t testing.TB, file string) []testCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []testCase
	for block := range strings.SplitSeq(string(data), "\n---\n") {
		var c testCase
		var lines []string
		for line := range strings.Lines(block) {
			line = strings.TrimRight(line, "\n")
			switch mark, rest, _ := strings.Cut(line, " "); mark {
			case "#":
			case "@":
				c.date = rest
			case ">":
				c.want = append(c.want, rest)
			case ">?":
				c.may = append(c.may, rest)
			default:
				lines = append(lines, line)
			}
		}
		c.marked = strings.TrimSpace(strings.Join(lines, "\n"))
		all = append(all, c)
	}
	return all
}

var markup = regexp.MustCompile(`\[([^|\]]+)\|([A-Z])(?::([^\]]+))?\]`)

var kinds = map[string]ontology.NodeKind{"M": ontology.Marketplace, "S": ontology.Service, "P": ontology.Person, "O": ontology.Operation,
	"A": ontology.Agency, "G": ontology.Organization, "L": ontology.Place}

// doc reads the text and enters the names that are marked in it.
func (c testCase) doc(t testing.TB, pipeline *text.Pipeline) *text.Doc {
	t.Helper()
	d := &text.Doc{Date: c.date}
	var spans []text.Span
	var marks [][]string
	last := 0
	for _, at := range markup.FindAllStringSubmatchIndex(c.marked, -1) {
		d.Text += c.marked[last:at[0]]
		form, kind, name := c.marked[at[2]:at[3]], c.marked[at[4]:at[5]], c.marked[at[2]:at[3]]
		if at[6] >= 0 {
			name = c.marked[at[6]:at[7]]
		}
		spans = append(spans, text.Span{Start: len(d.Text), End: len(d.Text) + len(form)})
		marks = append(marks, []string{form, kind, name})
		d.Text += form
		last = at[1]
	}
	d.Text += c.marked[last:]
	if err := pipeline.Apply(d); err != nil {
		t.Fatal(err)
	}
	for i, s := range spans {
		enter(d, s, kinds[marks[i][1]], marks[i][2], marks[i][0] == marks[i][2])
	}
	return d
}

// enter adds a mention of the tokens within s.
func enter(d *text.Doc, s text.Span, kind ontology.NodeKind, name string, proper bool) {
	m := text.Mention{Span: s, First: -1, Form: text.Nominal, Kind: kind}
	if proper {
		m.Form = text.Proper
	}
	for i := range d.Tokens {
		if s.Overlaps(d.Tokens[i].Span) {
			if m.First < 0 {
				m.First = i
			}
			m.Last = i + 1
		}
	}
	if m.First < 0 {
		return // nothing but space
	}
	m.Head = m.Last - 1
	for i := m.First; i < m.Last; i++ {
		if h := d.Tokens[i].Head; h < m.First || h >= m.Last {
			m.Head = i
			break
		}
	}
	m.Entity = slices.IndexFunc(d.Entities, func(e text.Entity) bool { return e.Name == name })
	if m.Entity < 0 {
		m.Entity = len(d.Entities)
		d.Entities = append(d.Entities, text.Entity{Kind: kind, Name: name})
	}
	d.Entities[m.Entity].Mentions = append(d.Entities[m.Entity].Mentions, len(d.Mentions))
	d.Mentions = append(d.Mentions, m)
}
