package name

import (
	"strings"
	"testing"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

// TestGoldNames derives names from a sentence of mentions as GUM brackets them.
func TestGoldNames(t *testing.T) {
	for _, tt := range []struct{ name, rows, want string }{
		{"TitleIsNoPart", "President PROPN NNP 2 nmod:desc (1-person-new-s-cf1-1-sgl|Obama PROPN NNP 0 root 1)", "1 Obama"},
		{"ArticleIsNoPart", "the DET DT 2 det (1-organization-new-s-cf1-2-sgl|FBI PROPN NNP 0 root 1)", "3 FBI"},
		{"OuterNameCounts", "University PROPN NNP 0 root (1-organization-new-s-cf1-1-sgl|of ADP IN 4 case _|Southern PROPN NNP 4 compound (2-place-new-s-cf1-1-sgl|Indiana PROPN NNP 1 nmod 2)1)", "3 University of Southern Indiana"},
		{"CommaParts", "Charleston PROPN NNP 0 root (1-place-new-s-cf1-1-sgl|, PUNCT , 3 punct _|Ohio PROPN NNP 1 appos (2-place-new-s-cf1-1-sgl)1)", "2 Charleston; 2 Ohio"},
		{"PeoplesAreNone", "Americans PROPN NNPS 0 root (1-person-new-s-cf1-1-sgl)", ""},
		{"PostsAreNone", "the DET DT 2 det (1-person-new-s-cf1-2-sgl|President PROPN NNP 0 root 1)", ""},
		{"NameBesideItsNoun", "English ADJ JJ 2 amod (1-person-new-s-cf1-2-sgl|captain NOUN NN 0 root _|Harry PROPN NNP 2 flat _|Kane PROPN NNP 3 flat 1)", "1 Harry Kane"},
		{"NamedPossessorIsNoPart", "Mecca PROPN NNP 4 nmod:poss (1-place-new-s-cf1-4-sgl(2-place-new-s-cf2-1-sgl|'s PART POS 1 case 2)|Grand PROPN NNP 4 compound _|Mosque PROPN NNP 0 root 1)", "2 Mecca; 2 Grand Mosque"},
		{"PossessorIsPart", "King PROPN NNP 3 nmod:poss (1-organization-new-s-cf1-3-sgl|'s PART POS 1 case _|College PROPN NNP 0 root 1)", "3 King 's College"},
		{"OneOfManyIsNone", "an DET DT 2 det (1-person-new-s-cf1-2-sgl|American PROPN NNP 0 root 1)", ""},
		{"TitleOfNameIsNoPart", "Dr. PROPN NNP 0 root (1-person-new-s-cf1-1-sgl|Pangborn PROPN NNP 1 flat 1)", "1 Pangborn"},
		{"TimesAreNone", "Tuesday PROPN NNP 0 root (1-time-new-s-cf1-1-sgl)", ""},
		{"DescriptionsAreNone", "the DET DT 2 det (1-organization-new-s-cf1-2-sgl|University PROPN NNP 0 root 1)", ""},
		{"NounsAreNone", "the DET DT 2 det (1-person-new-s-cf1-2-sgl|man NOUN NN 0 root 1)", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var lines []string
			for i, row := range strings.Split(tt.rows, "|") {
				f := strings.Fields(row)
				entity := "_"
				if len(f) > 5 && f[5] != "_" {
					entity = "Entity=" + f[5]
				}
				lines = append(lines, strings.Join([]string{string(rune('1' + i)), f[0], f[0], f[1], f[2], "_", f[3], f[4], "_", entity}, "\t"))
			}
			var got []string
			for s, err := range conllu.Read(strings.NewReader(strings.Join(lines, "\n") + "\n\n")) {
				if err != nil {
					t.Fatal(err)
				}
				for _, n := range goldNames(s.Words) {
					got = append(got, string(rune('0'+n.Type))+" "+strings.Join(s.Forms()[n.First:n.Last], " "))
				}
			}
			if got := strings.Join(got, "; "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestChunks(t *testing.T) {
	got := chunks([]string{"O", "B-PER", "I-PER", "B-PER", "I-LOC", "O", "B-LOC"}, 100)
	want := []text.Name{{First: 101, Last: 103, Type: text.PersonName}, {First: 103, Last: 104, Type: text.PersonName}, {First: 104, Last: 105, Type: text.PlaceName}, {First: 106, Last: 107, Type: text.PlaceName}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("chunk %d is %v, want %v", i, got[i], want[i])
		}
	}
}
