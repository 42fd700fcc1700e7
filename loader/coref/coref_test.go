package coref_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/coref"
	"onymous/loader/entity"
	"onymous/loader/parse"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

var pipeline = sync.OnceValues(func() (*text.Pipeline, error) {
	tags, err := tag.Stage()
	if err != nil {
		return nil, err
	}
	trees, err := parse.Stage()
	if err != nil {
		return nil, err
	}
	mentions, err := entity.Stage()
	if err != nil {
		return nil, err
	}
	return text.NewPipeline(sentence.Stage, token.Stage, tags, trees, mentions, coref.Stage)
})

func read(t testing.TB, body, date string) *text.Doc {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	d := &text.Doc{Text: body, Date: date}
	if err := p.Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// render writes an entity a line: kind, name, other names.
func render(d *text.Doc) []string {
	var out []string
	for _, e := range d.Entities {
		line := fmt.Sprintf("%s %s", e.Kind, e.Name)
		if len(e.Aliases) > 0 {
			line += " = " + strings.Join(e.Aliases, ", ")
		}
		out = append(out, line)
	}
	return out
}

func TestNamesOfOneThing(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"AcronymInBrackets", "The State Agency for Border Security (SABS) spoke. SABS found nothing.",
			[]string{"Agency State Agency for Border Security = SABS"}},
		{"KnownAcronym", "The Federal Bureau of Investigation came. The FBI left.",
			[]string{"Agency Federal Bureau of Investigation = FBI"}},
		{"AcronymAloneIsSpelledOut", "The FBI left.", []string{"Agency Federal Bureau of Investigation = FBI"}},
		{"Surname", "Kevin Marlowe, 34, was jailed. Marlowe wept.", []string{"Person Kevin Marlowe = Marlowe"}},
		{"MiddleInitial", "Steven W. Harrow, 40, ran it. Steven Harrow was jailed.", []string{"Person Steven W. Harrow = Steven Harrow"}},
		{"TwoOfOneSurname", "Kevin Marlowe, 34, was jailed. Kevin Marlowe's mother, Anne Marlowe, wept.",
			[]string{"Person Kevin Marlowe", "Person Anne Marlowe"}},
		{"HeadlineGivesNoLongerName", "# Goodbye Kevin Marlowe\n\nKevin Marlowe, 34, was jailed. Kevin Marlowe wept.", []string{"Person Kevin Marlowe"}},
		{"SurnameInTheMiddle", "Daniel Ferreira Pinto, 34, was jailed. Ferreira wept.", []string{"Person Daniel Ferreira Pinto = Ferreira"}},
		{"MrAndMrs", "John Mather, 41, and his wife Colette (38) were held. Mr Mather wept. Mrs Mather did not. Mrs Mather left.",
			[]string{"Person John Mather = Mather", "Person Colette Mather = Colette"}},
		{"MrsOfNoOther", "Kevin Marlowe, 34, was jailed. Mrs Marlowe wept.", []string{"Person Kevin Marlowe = Marlowe"}},
		{"LastWordOfAnAgency", "Finnish Customs closed it. He praised Customs.", []string{"Agency Finnish Customs = Customs"}},
		{"CountryByItsPeople", "Two Britons were held. British police said so.", []string{"Place United Kingdom"}},
		{"GoodsByKind", "Heroin and cocaine were offered.", []string{"Commodity drugs"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, render(read(t, tt.text, ""))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestHandles(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"OfTheSubject", "Kevin Marlowe, known online as \"Coalface\", was jailed.", []string{"Person Kevin Marlowe = Coalface"}},
		{"BeforeTheSubject", "Known online as \"Coalface\", Kevin Marlowe was jailed.", []string{"Person Kevin Marlowe = Coalface"}},
		{"InTheOrderOfTheNames", "They are Kevin Marlowe, Dorian Whitlock and Paul Ostrander, known as “Ash”, “Birch” and “Cedar”.",
			[]string{"Person Kevin Marlowe = Ash", "Person Dorian Whitlock = Birch", "Person Paul Ostrander = Cedar"}},
		{"OfThePronoun", "Kevin Marlowe, 34, was jailed. Under the name Coalface he had sold pills.", []string{"Person Kevin Marlowe = Coalface"}},
		{"OfSomebodyElse", "Kevin Marlowe was jailed, but an associate who called himself Rookward was not.",
			[]string{"Person Kevin Marlowe", "Person Rookward"}},
		{"WhoHeWas", "Kevin Marlowe, 34, was jailed. To his customers he was PalePike.", []string{"Person Kevin Marlowe = PalePike"}},
		{"OfACompatriotWithoutAName", "Kevin Marlowe, 34, hired a Pole who was known by his nickname, Rookward.", []string{"Person Kevin Marlowe", "Person Rookward", "Place Poland"}},
		{"RealName", "Coalface, a vendor whose real name is Kevin Marlowe, was jailed.", []string{"Person Kevin Marlowe = Coalface"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, render(read(t, tt.text, ""))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

// TestReferences checks to whom or what one description or pronoun refers.
func TestReferences(t *testing.T) {
	const crime = " Detectives arrested two suspects, seized servers and charged them with hacking and with selling drugs on the darknet."
	for _, tt := range []struct {
		name, text, phrase, want string
	}{
		{"He", "Kevin Marlowe, 34, was held on Friday. He said nothing.", "He", "Kevin Marlowe"},
		{"SheIsAnother", "Anne Fenwick spoke for Kevin Marlowe. She said that he was ill.", "She", "Anne Fenwick"},
		{"TheForum", "Stolen cards were sold on the forum Duskhaven. The forum had 400 members." + crime, "The forum", "Duskhaven"},
		{"TheSiteLooksBack", "The drug market Duskhaven opened in May. Police watched the site for a year." + crime, "the site", "Duskhaven"},
		{"TheAgency", "Europol coordinated the case. The agency said so.", "The agency", "Europol"},
		{"TheOperation", "Operation Heron began in May. Police made nine arrests, seized cars and charged suspects. The raids went on for days.", "The raids", "Operation Heron"},
		{"AnOperationThatIsRecalled", "Police shut the drug market Duskhaven on Monday. The raids went on for days. They come months after Operation Heron." + crime, "The raids", ""},
		{"OfTheOperationSpokenOf", "Operation Heron began in May. Police made nine arrests, seized cars and charged suspects. The first edition, Operation Tern, took place then. It led to the closure of sites.", "the closure", "Operation Tern"},
		{"AnotherOperation", "Operation Heron began in May. Police made nine arrests, seized cars and charged suspects. A separate operation failed.", "A separate operation", ""},
		{"HeOfTheWholeText", "Kevin Marlowe, 34, sold pills. Marlowe had a boat. Marlowe was rich. It rained. The sun rose. Snow fell. A dog barked. Trains ran late. He was held on Friday.", "He", "Kevin Marlowe"},
		{"TheForumIsTheOneCalledSo", "Cards were sold on the forum Duskhaven. Duskhaven had members. Police closed the market Umbral in May. The forum had 400 members." + crime, "The forum", "Duskhaven"},
		{"SubjectOfTheMainClause", "The market Duskhaven grew after the market Umbral had closed. It took in 300 bitcoins." + crime, "It", "Duskhaven"},
		{"TheNewSystemIsTheOneNamedNext", "Police closed the messaging service Umbral in May. He handed over the new system, named Duskhaven, to them. The messaging service Duskhaven is gone." + crime, "the new system", "Duskhaven"},
		{"HisOfSomebodyWithoutAName", "Kevin Marlowe, 34, was held. A vendor had moved his server to Leeds." + crime, "his", ""},
		{"HisOfWhomTheClauseIsAbout", "Kevin Marlowe, 34, was held. Agents arrested a dealer at his flat." + crime, "his", ""},
		{"HeIsNotTheSpeaker", "Kevin Marlowe, 34, was held on Friday. “It was known,” said Paul Ostrander, “that he lied.”", "he", "Kevin Marlowe"},
		{"WhoThe38YearOldIs", "The 38-year-old who was held in Leeds on Tuesday is Kevin Marlowe. Marlowe wept.", "The 38-year-old", "Kevin Marlowe"},
		{"TheDefendantIsWhoTheTextIsAbout", "Kevin Marlowe, 34, sold pills. Marlowe had a boat. Marlowe was rich. It rained. The sun rose. Snow fell. A dog barked. Trains ran late. The defendant was pale.", "The defendant", "Kevin Marlowe"},
		{"WhoIsNamedBehindAClause", "Peter Oakes, 34, was held on Friday. The man in Leeds for whom the parcel was meant, Kevin Marlowe, had been held in May.", "The man", "Kevin Marlowe"},
		{"TheBestOfItsSort", "Cards were sold on the market Umbral. The end of the market Duskhaven, the best known shop of its sort, was a blow." + crime, "the best known shop", "Duskhaven"},
		{"ANationIsNobody", "Kevin Marlowe, 34, was held on Friday. The Ukrainians helped.", "The Ukrainians", ""},
		{"ItStaysWithWhatIsSpokenOf", "The drug market Duskhaven opened in May. Its look was plain. Its goods were not. Vendors were registered with it." + crime, "it", "Duskhaven"},
		{"NotASiteNamedOnceAndLater", "The forum had 400 members. Cards were sold there. In May the drug market Duskhaven was closed." + crime, "The forum", ""},
		{"OfTheClientNotTheLawyer", "Kevin Marlowe, 34, was held. His lawyer, Dorian Whitlock, said that he was ill.", "he", "Kevin Marlowe"},
		{"WhoHeWasInLife", "Kevin Marlowe, 34, was held. In life the third man was a baker. In life he was Paul Ostrander.", "he", "Paul Ostrander"},
		{"WhoTheThiefWas", "Kevin Marlowe, 34, believed that Paul Ostrander was the thief.", "the thief", "Paul Ostrander"},
		{"TheBrother", "Kevin Marlowe, 34, was robbed by his own brother, Paul Marlowe. Kevin Marlowe wept. Kevin Marlowe paid. The brother got nine years.", "The brother", "Paul Marlowe"},
		{"WhoTheyAreBehindAClause", "Kevin Marlowe, 34, was held. The dealer who wrote it, Paul Ostrander, got nine years.", "The dealer", "Paul Ostrander"},
		{"NamedLaterOfTheSameAge", "A 34-year-old baker from Leeds was jailed on Monday. It rained. Peter Oakes wept. Snow fell. Kevin Marlowe, 34, had sold pills.", "A 34-year-old baker", "Kevin Marlowe"},
		{"NamedNext", "Peter Oakes was held in May. A Leeds man was jailed on Monday. Kevin Marlowe, 34, had sold pills.", "A Leeds man", "Kevin Marlowe"},
		{"WhomTheTextBeginsWith", "A shop owner from Leeds was charged on Friday with running the market Duskhaven. It rained. Snow fell. Kevin Marlowe (44) was led off." + crime, "A shop owner", "Kevin Marlowe"},
		{"TheFounderBeforeHisName", "The founder of the market Duskhaven was arrested on Friday. Agents detained Kevin Marlowe, 44, at a hotel." + crime, "The founder", "Kevin Marlowe"},
		{"ItsFounderBeforeHisName", "The market Duskhaven was closed and its founder was arrested on Friday. Kevin Marlowe, 44, was led off." + crime, "founder", "Kevin Marlowe"},
		{"OneOfTheFounders", "The court sentenced one of the founders of the market Duskhaven to nine years. Kevin Marlowe, 44, wept." + crime, "one of the founders", "Kevin Marlowe"},
		{"NamedBehindWhatHeIs", "Police held a student in Leeds, Kevin Marlowe, over the market Duskhaven." + crime, "a student", "Kevin Marlowe"},
		{"OfAnotherAge", "A 34-year-old baker from Leeds was jailed on Monday. Kevin Marlowe, 44, was jailed in May.", "A 34-year-old baker", ""},
		{"NotTheDetectiveWhoSpeaks", "A Leeds man was jailed on Monday. Detective Anne Fenwick said that it rained.", "A Leeds man", ""},
		{"HisOfWhoDoesIt", "Peter Oakes, 34, was held with Kevin Marlowe, 36, who had sold pills from his home in Leeds.", "his", "Kevin Marlowe"},
		{"HimNotTheOfficial", "According to Commissioner Peter Oakes, the market was the work of one Kevin Marlowe, 34. Pills were found on him." + crime, "him", "Kevin Marlowe"},
		{"WhoIsIdentified", "Prosecutors identified the alleged leader as Kevin Marlowe, 44, of Leeds.", "the alleged leader", "Kevin Marlowe"},
		{"WhoIsCalledSo", "Police held a Dane in May. He is called Kevin Marlowe, and he wept.", "He", "Kevin Marlowe"},
		{"NamedBehindHisNation", "The man, a Ukrainian named Kevin Marlowe, lived in Leeds.", "The man", "Kevin Marlowe"},
		{"KnownByAHandleOnly", "The man suspected of running the market Duskhaven was arrested on Friday. It rained. On the market he was known as “Toha”." + crime, "The man", "Toha"},
		{"HimWhomTheHeadlineNames", "# Kevin Marlowe, 1968–2024\n\nKevin Marlowe told stories. It rained. Snow fell. A dog barked. Trains ran late. The sun rose. Birds sang. He died in Leeds.", "He", "Kevin Marlowe"},
		{"TheForce", "Police Scotland held Kevin Marlowe, 34. The force said so.", "The force", "Police Scotland"},
		{"TheOnlyOneOfItsSort", "The Department of Justice spoke. It rained. Snow fell. A dog barked. Trains ran late. The sun rose. Birds sang. The department said so.", "The department", "Department of Justice"},
		{"ItsFounderOfWhomItSpoke", "Kevin Marlowe, 44, the founder of the market Duskhaven, was held. Peter Oakes, 34, was held. The market was closed and its founder was jailed." + crime, "founder", "Kevin Marlowe"},
		{"TheJudge", "Judge Anne Fenwick heard Kevin Marlowe, 34. The judge gave him nine years.", "The judge", "Anne Fenwick"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.text, "2021-06-02")
			got := "no such mention"
			for _, m := range d.Mentions {
				if d.Form(m.Span) == tt.phrase && m.Form != text.Proper {
					got = ""
					if m.Entity >= 0 {
						got = d.Entities[m.Entity].Name
					}
				}
			}
			if got != tt.want {
				t.Errorf("%s\n%q refers to %q, want %q", tt.text, tt.phrase, got, tt.want)
			}
		})
	}
}

// TestMentionsAndEntitiesAgree checks the cross-references of a longer text.
func TestMentionsAndEntitiesAgree(t *testing.T) {
	d := read(t, strings.Repeat("Kevin Marlowe, 34, ran the forum Duskhaven. The FBI seized the site in May, and he was held in Leeds by British police. ", 20), "2021-06-02")
	if len(d.Entities) == 0 {
		t.Fatal("no entities")
	}
	for i, e := range d.Entities {
		if len(e.Mentions) == 0 || e.Name == "" || !slices.IsSorted(e.Mentions) {
			t.Errorf("entity %d %q has mentions %v", i, e.Name, e.Mentions)
		}
		for _, m := range e.Mentions {
			if d.Mentions[m].Entity != i || d.Mentions[m].Kind != e.Kind {
				t.Errorf("mention %d of entity %d says entity %d and kind %s, want %s", m, i, d.Mentions[m].Entity, d.Mentions[m].Kind, e.Kind)
			}
		}
	}
}
