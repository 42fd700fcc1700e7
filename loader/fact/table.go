package fact

import (
	_ "embed"
	"strings"
)

//go:embed trigger.tsv
var triggerTSV string

//go:embed irregular.tsv
var irregularTSV string

//go:embed noun.tsv
var nounTSV string

// class is a set of what a trigger tells.
type class uint32

// What triggers tell; trigger.tsv says what each means.
const (
	arrest class = 1 << iota
	hold
	seize
	find
	closing
	ending
	opening
	exist
	die
	strike
	have
	trade
	punish
	give
	get
	tally

	participle // the trigger is a participle, whatever its tag
)

var classNames = map[string]class{"arrest": arrest, "hold": hold, "seize": seize, "find": find, "close": closing, "end": ending, "open": opening, "exist": exist,
	"die": die, "strike": strike, "have": have, "trade": trade, "punish": punish, "give": give, "get": get, "tally": tally}

// counted is a set of what a count of a noun may say.
type counted uint16

// What nouns are; noun.tsv says what each means.
const (
	person counted = 1 << iota
	user
	vendor
	account
	listing
	site
	server
	weight
	dose
	arrested
	uncounted
	warrant // an order to arrest somebody, which may have been carried out
)

var countedNames = map[string]counted{"person": person, "user": user, "vendor": vendor, "account": account, "listing": listing, "site": site,
	"server": server, "weight": weight, "dose": dose, "arrest": arrested, "none": uncounted}

// phrase is what must follow a trigger's first word, and what the whole tells.
type phrase struct {
	follows []string
	tells   class
}

// triggers maps part of speech and lemma, "v take", to phrases, the longest
// first.
var triggers = loadTriggers()

var nouns = loadNouns()

func loadTriggers() map[string][]phrase {
	m := map[string][]phrase{}
	for row := range rows(triggerTSV, 4) {
		p := phrase{tells: set(row[3], classNames, row[0])}
		if row[2] != "-" {
			p.follows = strings.Fields(row[2])
		}
		key := row[1] + " " + row[0]
		m[key] = append(m[key], p)
		if row[1] == "v" {
			for _, form := range participles(row[0]) {
				m["p "+form] = append(m["p "+form], p)
			}
		}
	}
	for row := range rows(irregularTSV, 2) {
		m["p "+row[0]] = m["v "+row[1]]
	}
	return m
}

// participles returns what a regular past participle of a verb can look like.
func participles(lemma string) []string {
	n := len(lemma)
	switch {
	case lemma[n-1] == 'e':
		return []string{lemma + "d"}
	case lemma[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(lemma[n-2])):
		return []string{lemma[:n-1] + "ied"}
	default:
		return []string{lemma + "ed", lemma + lemma[n-1:] + "ed"}
	}
}

func loadNouns() map[string]counted {
	m := map[string]counted{}
	for row := range rows(nounTSV, 2) {
		m[row[0]] = set(row[1], countedNames, row[0])
	}
	return m
}

func set[T class | counted](names string, known map[string]T, row string) (all T) {
	for _, name := range strings.Fields(names) {
		if known[name] == 0 {
			panic("internal error: table of facts: " + row + ": " + name)
		}
		all |= known[name]
	}
	return all
}

// rows yields the rows of a table of n columns.
func rows(tsv string, n int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(tsv) {
			line = strings.TrimRight(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			row := strings.Split(line, "\t")
			if len(row) != n {
				panic("internal error: table of facts: " + line)
			}
			if !yield(row) {
				return
			}
		}
	}
}
