package relation

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

//go:embed data/*.tsv
var files embed.FS

// tables are the word lists and rules, checked against the ontology. They do not
// change once they are read.
type tables struct {
	lenses    map[string]*lens
	attitudes map[string]attitude
	hedges    map[string]bool
	words     map[word]bool
	triggers  map[string][]*trigger // by the lemma that they begin with
	rules     map[string][]*rule    // by the class of their trigger
	patterns  []*pattern

	vocabulary vocabulary

	// The patterns by what they begin with, as indexes in patterns.
	beginWord map[int32][]int32 // by the number of the word
	beginKind map[ontology.NodeKind][]int32
	beginAny  []int32
}

// lens is a noun that a thing can be seen through.
type lens struct {
	kinds kindSet
	preps []string
	bare  bool // alone it belongs to the site that the text is about
}

var lensOf = lens{kinds: ^kindSet(0), preps: []string{"of", "from", "among"}}

func (l *lens) through(prep string) bool {
	for _, p := range l.preps {
		if p == prep {
			return true
		}
	}
	return false
}

func newTables() *tables {
	return &tables{
		lenses:     map[string]*lens{},
		attitudes:  map[string]attitude{},
		hedges:     map[string]bool{},
		words:      map[word]bool{},
		triggers:   map[string][]*trigger{},
		rules:      map[string][]*rule{},
		beginWord:  map[int32][]int32{},
		vocabulary: vocabulary{},
		beginKind:  map[ontology.NodeKind][]int32{},
	}
}

func readTables() (*tables, error) {
	l := newTables()
	for _, file := range []struct {
		name    string
		columns int
		read    func(c []string) error
	}{
		{"lens.tsv", 4, l.readLens},
		{"stance.tsv", 2, l.readStance},
		{"word.tsv", 2, l.readWord},
		{"trigger.tsv", 5, l.readTrigger},
		{"rule.tsv", 6, l.readRule},
		{"pattern.tsv", 4, l.readPattern},
	} {
		if err := rows(file.name, file.columns, file.read); err != nil {
			return nil, err
		}
	}
	return l, l.check()
}

// rows calls read for each row of a file, cut into columns and filled up to n
// of them.
func rows(name string, n int, read func(columns []string) error) error {
	data, err := files.ReadFile("data/" + name)
	if err != nil {
		return fmt.Errorf("relation: %w", err)
	}
	at := 0
	for line := range strings.Lines(string(data)) {
		at++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		for len(columns) < n {
			columns = append(columns, "")
		}
		if err := read(columns); err != nil {
			return fmt.Errorf("relation: %s:%d: %w", name, at, err)
		}
	}
	return nil
}

func (l *tables) readLens(c []string) error {
	kinds, err := parseKinds(c[1])
	if err != nil {
		return err
	}
	l.lenses[c[0]] = &lens{kinds, list(c[2]), c[3] == "bare"}
	return nil
}

// wordClasses are the classes of data/word.tsv, in which they are explained.
var wordClasses = [...]string{"action", "piece", "light", "placing", "refusal", "coin", "member", "taking", "beginning", "rank", "office", "errand", "scene", "occupation", "public", "duty", "care", "chore", "made", "malware", "talk", "helper", "accuser", "software", "hidden"}

func (l *tables) readWord(c []string) error {
	if !slices.Contains(wordClasses[:], c[0]) {
		return fmt.Errorf("%q is no class of words", c[0])
	}
	l.words[word{c[0], c[1]}] = true
	return nil
}

// word is a lemma of a class.
type word struct{ class, lemma string }

// is reports whether a lemma is of a class.
func (l *tables) is(class, lemma string) bool { return l.words[word{class, lemma}] }

func (l *tables) readStance(c []string) error {
	switch c[1] {
	case "denies":
		l.attitudes[c[0]] = denies
	case "plans":
		l.attitudes[c[0]] = plans
	case "alleges":
		l.attitudes[c[0]] = alleges
	case "reports":
		l.attitudes[c[0]] = reports
	case "hedge":
		l.hedges[c[0]] = true
	default:
		return fmt.Errorf("%q is no stance", c[1])
	}
	return nil
}

func parseKinds(names string) (set kindSet, err error) {
	for _, name := range list(names) {
		k, ok := ontology.ParseNodeKind(name)
		if !ok {
			return 0, fmt.Errorf("%q is no kind of node", name)
		}
		set |= kindsOf(k)
	}
	if set == 0 {
		return 0, fmt.Errorf("no kinds of nodes")
	}
	return set, nil
}

// list cuts a column of several values.
func list(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, "|")
}

// trigger is a word or a phrase that says that something of its class happened
// or is so.
type trigger struct {
	class string
	lemma string   // the first word
	verb  bool     // else a noun or an adjective, or
	prep  bool     // a preposition
	needs []string // lemmas that must hang on the first word: "plug" of "pull the plug"
	of    string   // the preposition that marks the patient: "on" of "pull the plug on"
	value string   // what it says of the role or the outcome, see rule.tsv
	actor bool     // counts only if an agency or a country does it
	bare  bool     // alone it is about the site that the text is about
	next  bool     // counts only behind another one in its sentence, and says the same
}

func (l *tables) readTrigger(c []string) error {
	words := strings.Fields(c[1])
	if len(words) == 0 {
		return fmt.Errorf("a trigger without words")
	}
	t := &trigger{class: c[0], lemma: words[0], verb: c[2] == "verb", prep: c[2] == "prep", value: c[3], actor: c[4] == "actor", bare: c[4] == "bare", next: c[4] == "next"}
	if c[2] != "verb" && c[2] != "noun" && c[2] != "prep" {
		return fmt.Errorf("%q is neither verb nor noun nor prep", c[2])
	}
	for _, w := range words[1:] {
		if prep, ok := strings.CutPrefix(w, "@"); ok {
			t.of = prep
		} else {
			t.needs = append(t.needs, w)
		}
	}
	l.triggers[t.lemma] = append(l.triggers[t.lemma], t)
	return nil
}

// holds reports whether trigger t, found at token i by its first word, is there.
func (t *trigger) holds(r *reader, i int) bool {
	tok := r.tree.token(i)
	if prep := tok.UPOS == text.ADP; prep || t.prep {
		return prep && t.prep
	}
	verb := tok.UPOS == text.VERB || tok.UPOS == text.AUX && !isRel(tok.Rel, "aux") && tok.Rel != "cop"
	if verb != t.verb && !(t.verb && (r.participle(i) || r.headlineVerb(i) || isShut(r.tree.form(i)))) {
		return false
	}
	if last := r.tree.sentence(i).Last; t.class == "lead" && t.lemma == "lead" && i+1 < last && r.tree.form(i+1) == "to" {
		return false // what led to it did not lead it
	}
	if t.class == "placed" && t.lemma == "stand" && r.tree.Dep(i, "obj") >= 0 {
		return false // who stands trial stands nowhere
	}
	if t.class == "part" && t.lemma == "part" && r.tree.preposition(i) == "as" {
		return false // "brought as part of X" is no part of it
	}
	for _, need := range t.needs {
		if !r.hangsOn(i, need) {
			return false
		}
	}
	return true
}

// isShut reports whether a word is one that taggers take for a noun between two names,
// though it is always a verb: "the Zonal Command shut X", "X shut by the FBI".
func isShut(form string) bool { return form == "shut" }

// headlineVerb reports whether token i of a headline, tagged as part of a name, is
// in lower case and so may be a verb: "cops smash Silk Road".
func (r *reader) headlineVerb(i int) bool {
	if r.tree.sentence(i).Kind != text.Heading || r.tree.token(i).UPOS != text.PROPN {
		return false
	}
	form := r.tree.form(i)
	return form == strings.ToLower(form)
}

// participle reports whether token i is a participle that is tagged as an
// adjective: "the site is closed".
func (r *reader) participle(i int) bool {
	tok := r.tree.token(i)
	return tok.UPOS == text.ADJ && (strings.HasSuffix(r.tree.form(i), "ed") || tok.XPOS == "VBN")
}

// baseForms returns what a participle in -ed may be made from.
func baseForms(form string) [3]string {
	stem := strings.TrimSuffix(form, "ed")
	forms := [3]string{stem + "e", stem}
	if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
		forms[2] = stem[:n-1]
	}
	return forms
}

// hangsOn reports whether a word with that lemma hangs on token i or follows it.
func (r *reader) hangsOn(i int, lemma string) bool {
	for c := range r.tree.Deps(i) {
		if r.tree.Lemma(c) == lemma {
			return true
		}
		if rel := r.tree.token(c).Rel; rel == "obj" || isRel(rel, "obl") || rel == "xcomp" {
			for cc := range r.tree.Deps(c) {
				if r.tree.Lemma(cc) == lemma {
					return true
				}
			}
		}
	}
	last := r.tree.sentence(i).Last
	return i+1 < last && r.tree.Lemma(i+1) == lemma
}
