package clean_test

import (
	"strings"
	"testing"

	"onymous/loader/clean"
	"onymous/loader/text"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   text.Article
		want string
	}{
		{"PlainKeepsLineBreaks", text.Article{Body: "One line\r\nand  the\tnext.\r\n\r\n\r\n\r\nTwo. \n"}, "One line\nand the next.\n\nTwo."},
		{"TitleStandsFirst", text.Article{Title: "A  title", Body: "Text."}, "A title\n\nText."},
		{"TitleStandsOnce", text.Article{Title: "A title", Body: "A Title\n\nText."}, "A Title\n\nText."},
		{"ControlsGo", text.Article{Body: "a\x00b\x07 c\u00add \u200be\u202ef\ufeff"}, "ab cd ef"},
		{"Composed", text.Article{Body: "Cafe\u0301 \ufb01ne"}, "Caf\u00e9 fine"},
		{"RepeatsGo", text.Article{Body: "This is a paragraph that is there twice, word for word.\nThe next one.\nThis is a paragraph that is there twice, word for word.\nThe end."},
			"This is a paragraph that is there twice, word for word.\nThe next one.\n\nThe end."},
		{"Markdown", text.Article{Markup: text.Markdown, Body: "# The *title* #\n\nA [link](http://a.b/(c)) and `code`, snake_case, \\*.\nSame\nparagraph ![pic](x.png).\n\n- one\n- two\n\n```\ncode\n```\n> said\n\n| a | b |\n|---|---|\n"},
			"The title\n\nA link and code, snake_case, *. Same paragraph .\n\n• one\n\n• two\n\nsaid\n\na b"},
		{"Page", text.Article{Markup: text.HTML, Body: page},
			"Market closed\n\nPolice closed the market on Monday & took its servers, the agency said in a statement to the press that was long.\n\n• First of two items\n\n• Second\n\nA second paragraph, which has a line break.\nHere it is, with enough words to be taken for the text of the page."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := clean.Clean(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got.Doc.Text != tt.want {
				t.Errorf("got  %q\nwant %q", got.Doc.Text, tt.want)
			}
		})
	}
}

const page = `<!DOCTYPE html><html><head><title>Market closed - The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2017-07-20T10:00:00Z">
<link rel="canonical" href="https://paper.example/1"><script>var x = "<p>no</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><div class="cookie-banner"><p>We use cookies on this site to make it better, as all sites say that they do.</p></div>
<article><h1>Market closed</h1><div class="share-bar">Share this</div><figure><img src=x><figcaption>The market</figcaption></figure>
<p>Police closed the <b>market</b> on Monday &amp; took its&nbsp;servers, the <a href="x">agency</a> said in a statement to the press that was long.
<ul><li>First of <i>two</i> items<li><p>Second</p></ul>
<p>A second paragraph, which has a line break.<br>Here it is, with enough words to be taken for the text of the page.</p></article>
<aside><p>Read more: another article that has nothing to do with this one at all.</p></aside><footer>(c) The Paper</footer></body></html>`

func TestCleanTakesTheDateOfTheDateline(t *testing.T) {
	for _, tt := range []struct{ name, date, body, want string }{
		{"Dateline", "", "VIENNA, 5 July 2021 – Police closed a market.", "2021-07-05"},
		{"Head", "2021-07-06", "VIENNA, 5 July 2021 – Police closed a market.", "2021-07-06"},
		{"DateOfTheDeed", "", "Police closed a market on 5 July 2021.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := clean.Clean(text.Article{Date: tt.date, Body: tt.body})
			if err != nil {
				t.Fatal(err)
			}
			if got.Doc.Date != tt.want || got.Article.Date != tt.want {
				t.Errorf("dates = %q, %q, want %q", got.Doc.Date, got.Article.Date, tt.want)
			}
		})
	}
}

func TestCleanFillsTheHead(t *testing.T) {
	got, err := clean.Clean(text.Article{Markup: text.HTML, Body: page})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Article
	if a.Title != "Market closed" || a.Publisher != "The Paper" || a.Date != "2017-07-20" || a.URL != "https://paper.example/1" {
		t.Errorf("head = %q %q %q %q", a.Title, a.Publisher, a.Date, a.URL)
	}
}

// TestMapLeadsBack cleans texts and asks where each of their words was.
func TestMapLeadsBack(t *testing.T) {
	for _, a := range []text.Article{
		{Title: "Head", Body: "One  two\r\nthree\x00 four\n\n\nCafe\u0301 five"},
		{Markup: text.HTML, Body: page},
		{Markup: text.Markdown, Body: "# T\n\n**One** [two](x) three\n- four"},
	} {
		got, err := clean.Clean(a)
		if err != nil {
			t.Fatal(err)
		}
		d := got.Doc
		at := 0
		for w := range strings.FieldsSeq(d.Text) {
			at += strings.Index(d.Text[at:], w)
			span := text.Span{Start: at, End: at + len(w)}
			at += len(w)
			o := got.Map.Original(span)
			if o.Start < 0 || o.End > len(a.Body) || o.Start > o.End {
				t.Fatalf("word %q at %v: original %v of %d bytes", w, span, o, len(a.Body))
			}
			orig := a.Body[o.Start:o.End]
			if w == "•" || w == "Head" || w == "Café" || w == "&" || w == "three" {
				continue
			}
			if orig != w {
				t.Errorf("word %q at %v: original %q", w, span, orig)
			}
		}
	}
}

func TestCleanKnowsOtherLanguages(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       bool
	}{
		{"English", "The police have said that the market was closed on Monday and that two men were arrested in the raid, which had been planned for a year by the agency.", false},
		{"German", "Die Polizei hat nach eigenen Angaben am Montag den Marktplatz geschlossen und zwei Männer festgenommen, die seit einem Jahr beobachtet wurden, sagte ein Sprecher der Behörde in Wiesbaden.", true},
		{"Dutch", "De politie heeft maandag de marktplaats gesloten en twee mannen aangehouden die al een jaar in de gaten werden gehouden, zei een woordvoerder van het openbaar ministerie in Rotterdam.", true},
		{"Russian", strings.Repeat("Полиция закрыла торговую площадку. ", 10), true},
		{"headlines", "07:10 Lisbon: Polícia Judiciária detains 5 in Faro raids\n07:42 Fake-ticket site Marafona offline\n08:15 FACTBOX - Marafona: launched 2019; 4,000 users; damage EUR 3 million\n09:30 Suspected founder Nuno de Brito, 38, held in Braga - lawyer", false},
		{"Portuguese", "A Polícia Judiciária deteve na segunda-feira dois homens que, segundo um porta-voz, vendiam bilhetes falsos num sítio que os investigadores seguiam há um ano em Lisboa e no Porto.", true},
		{"Short", "Nemesis Market", false},
	} {
		got, err := clean.Clean(text.Article{Body: tt.body})
		if err != nil || got.Foreign != tt.want {
			t.Errorf("%s: foreign = %v, err %v, want %v", tt.name, got.Foreign, err, tt.want)
		}
	}
}
