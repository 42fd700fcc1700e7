package sentence_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/sentence"
	"onymous/loader/text"
)

var kinds = [...]string{text.Prose: "prose", text.Heading: "heading", text.Caption: "caption", text.Item: "item", text.Boiler: "boiler"}

// render writes one sentence a line with its paragraph and kind.
func render(d *text.Doc) []string {
	var out []string
	for _, s := range d.Sentences {
		form := strings.ReplaceAll(d.Form(s.Span), "\n", "¶")
		out = append(out, string(rune('0'+s.Paragraph))+" "+kinds[s.Kind]+" "+form)
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, title, in string
		want            []string
	}{
		{"Plain", "", "Police closed it. Two were held! Why?", []string{"0 prose Police closed it.", "0 prose Two were held!", "0 prose Why?"}},
		{"TitleAndInitial", "", "Mr. Smith met J. Edgar Hoover of Acme Inc. in Dallas. He left.", []string{"0 prose Mr. Smith met J. Edgar Hoover of Acme Inc. in Dallas.", "0 prose He left."}},
		{"CountryAtEnd", "", "He went to the U.S. The U.S. Attorney came.", []string{"0 prose He went to the U.S.", "0 prose The U.S. Attorney came."}},
		{"QuoteThenSaid", "", "“Who is it?” he asked. “We will find you.” She left.", []string{"0 prose “Who is it?” he asked.", "0 prose “We will find you.”", "0 prose She left."}},
		{"Decimal", "", "It cost $1.3m in 2.0. Then", []string{"0 prose It cost $1.3m in 2.0.", "0 prose Then"}},
		{"Glued", "", "He was made administrator.The joint operation ended.", []string{"0 prose He was made administrator.", "0 prose The joint operation ended."}},
		{"Note", "", "He was born.[12] He died. [3] All is well.", []string{"0 prose He was born.[12]", "0 prose He died. [3]", "0 prose All is well."}},
		{"Heading", "", "‘Serious organised crime’\n\nPolice closed it.", []string{"0 heading ‘Serious organised crime’", "1 prose Police closed it."}},
		{"CapitalHeading", "", "WHO RAN IT?\n\nNobody knows.", []string{"0 heading WHO RAN IT?", "1 prose Nobody knows."}},
		{"Title", "It is over.", "It is over.\n\nPolice closed it.", []string{"0 heading It is over.", "1 prose Police closed it."}},
		{"Items", "", "It led to:\n• the arrest of two\n• the seizure of one\n\n1. First", []string{"0 prose It led to:", "1 item the arrest of two", "2 item the seizure of one", "3 item First"}},
		{"Dateline", "", "WASHINGTON, D.C. — Federal officials met.", []string{"0 boiler WASHINGTON, D.C. —", "0 prose Federal officials met."}},
		{"AgencyDateline", "", "LONDON (Reuters) - Police met.", []string{"0 boiler LONDON (Reuters) -", "0 prose Police met."}},
		{"NoDateline", "", "EUROPOL helped – as did the FBI – with it.", []string{"0 prose EUROPOL helped – as did the FBI – with it."}},
		{"Speakers", "", "PRESENTER: Why?\n\nNAIR: Three.\n\nPRESENTER: So?", []string{"0 boiler PRESENTER:", "0 prose Why?", "1 boiler NAIR:", "1 prose Three.", "2 boiler PRESENTER:", "2 prose So?"}},
		{"Captions", "", "date 2017-07-20 Image copyright Getty Images Image caption AlphaBay went offline", []string{"0 boiler date 2017-07-20", "0 boiler Image copyright Getty Images", "0 caption AlphaBay went offline"}},
		{"Boiler", "", "By Priya Nair\n\nShare this story\n\nHe left.\n\nMedia | Print | Report", []string{"0 boiler By Priya Nair", "1 boiler Share this story", "2 prose He left.", "3 boiler Media | Print | Report"}},
		{"Wrapped", "", "Police closed the market on Monday and took its\nservers, the agency said in a statement. Two men\nwere held.\nA line that begins anew.", []string{
			"0 prose Police closed the market on Monday and took its¶servers, the agency said in a statement.", "0 prose Two men¶were held.", "1 prose A line that begins anew."}},
		{"LinesAreParagraphs", "", "Police closed the market.\nTwo men were held, and a third one was let go when his solicitor came to see the officers at their station.\nThe end.", []string{
			"0 prose Police closed the market.", "1 prose Two men were held, and a third one was let go when his solicitor came to see the officers at their station.", "2 prose The end."}},
		{"Rows", "", "Start here.\n\nARRESTS MADE\nGermany 42\nAustria 3\nSweden 1\n\nThe end.", []string{"0 prose Start here.", "1 heading ARRESTS MADE", "2 item Germany 42", "3 item Austria 3", "4 item Sweden 1", "5 prose The end."}},
		{"Empty", "", " \n\x00\n ", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &text.Doc{Title: tt.title, Text: tt.in}
			if err := sentence.Stage.Apply(d); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, render(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLongSentenceIsCut(t *testing.T) {
	d := &text.Doc{Text: strings.Repeat("word ", 2000) + strings.Repeat("é", 4000)}
	if err := sentence.Stage.Apply(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Sentences) < 6 {
		t.Fatalf("%d sentences", len(d.Sentences))
	}
	for _, s := range d.Sentences {
		if n := s.End - s.Start; n > 3000 {
			t.Errorf("a sentence of %d bytes", n)
		}
		if f := d.Form(s.Span); strings.ContainsRune(f, '\ufffd') || strings.HasPrefix(f, "ord") {
			t.Errorf("cut inside a character or a word: %.20q", f)
		}
	}
}
