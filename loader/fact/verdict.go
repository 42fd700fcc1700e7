package fact

import (
	"regexp"
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// verdicts reads the sentences that are told without a verb: the rows of a list, "• X, 34, of
// Leeds, nine years in prison", and what a court said, "Nine years."
func (r *reader) verdicts() {
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler || sentence.Last-sentence.First > longestVerdict || r.hasVerb(s) || r.isCourt(sentence) || !r.isAfterCourt(s) {
			continue
		}
		body := r.doc.Text[sentence.Start:sentence.End]
		at := term.FindStringSubmatchIndex(body)
		if at == nil || isOld(body[at[3]:]) || isNoTerm(body[:at[2]]) {
			continue
		}
		for _, p := range r.judged(s, body[:at[2]], body[at[3]:]) {
			r.add(p, ontology.Sentence, text.Value{Text: short(body[at[2]:at[3]])}, sentence.First, "sentence.verdict", "without a verb")
		}
	}
}

// termEnd matches what may stand behind a term that is all that a sentence says.
var termEnd = regexp.MustCompile(`^['’]?(?: (?:each|suspended|apiece)| (?:in|of) (?:prison|jail|custody|imprisonment)| imprisonment| behind bars| without parole)*[.!,;:”"’')]*\s*$`)

// longestVerdict is how many tokens a row of a list of sentences may have.
const longestVerdict = 40

// isAfterCourt reports whether a court's sentence is told shortly before sentence s.
func (r *reader) isAfterCourt(s int) bool {
	for back := s - 1; back >= 0 && back >= s-2*longestItems; back-- {
		sentence := &r.doc.Sentences[back]
		for i := sentence.First; i < min(sentence.Last, sentence.First+reach); i++ {
			if r.tells[i]&punish != 0 || courts[r.lemma(i)] && back >= s-longestScene {
				return true
			}
		}
	}
	return false
}

// courts are words that say that a court is told of.
var courts = map[string]bool{"court": true, "judge": true, "verdict": true, "jury": true, "guilty": true, "convict": true, "plead": true, "magistrate": true,
	"trial": true, "appeal": true}

// judged returns the persons to whom sentence s gives a term, with the words before and behind
// it: the one it names, or if it is nothing but a term those named last.
func (r *reader) judged(s int, before, behind string) []int {
	sentence := &r.doc.Sentences[s]
	for i := sentence.First; i < sentence.Last; i++ {
		if e := r.entityAt(i, persons); e >= 0 && r.isProper(i) && !r.edges.officials[e] {
			return []int{e}
		}
	}
	if strings.Trim(before, " “\"‘'(-–•*") != "" || !termEnd.MatchString(behind) || s == 0 {
		return nil
	}
	lead := &r.doc.Sentences[s-1]
	if lead.Last-lead.First > reach || sentence.Paragraph-lead.Paragraph > 1 {
		return nil
	}
	var named []int
	for i := lead.Last - 1; i >= lead.First; i-- {
		if e := r.entityAt(i, persons); e >= 0 && !r.edges.officials[e] && !slices.Contains(named, e) {
			named = append(named, e)
		}
	}
	if len(named) > 1 && !strings.HasPrefix(strings.TrimSpace(behind), "each") {
		return named[:1]
	}
	return named
}
