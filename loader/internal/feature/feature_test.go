package feature_test

import (
	"slices"
	"testing"

	"onymous/loader/internal/feature"
)

func TestWord(t *testing.T) {
	read := new(feature.Reader).Read
	if a, b := read("U.S."), read("A.B."); a.Shape != b.Shape || a.Lower == b.Lower {
		t.Errorf("U.S. and A.B.: shapes %x %x, words %x %x; want one shape, two words", a.Shape, b.Shape, a.Lower, b.Lower)
	}
	if a, b := read("in 2024"), read("In 1999"); a.Lower != b.Lower || a.Form == b.Form {
		t.Errorf("in 2024 and In 1999: want one word in lower case and two forms")
	}
	if a, b := read("seized"), read("raided"); a.Suffix[1] != b.Suffix[1] || a.Suffix[2] == b.Suffix[2] {
		t.Errorf("seized and raided: want one suffix of two bytes and two of three")
	}
	if a := read(""); a.Suffix[4] != a.Lower || a.Prefix[2] != a.Lower {
		t.Errorf("empty word: %+v", a)
	}
}

func TestVocabulary(t *testing.T) {
	counts := feature.Counts{}
	var features []uint64
	for i := range uint64(1000) {
		f := feature.Hash(1, i)
		features = append(features, f)
		counts[feature.Print(f)] = int(i % 3)
	}
	v := counts.Vocabulary(2)
	known := 0
	for i, f := range features {
		n := v.Number(f)
		if (n != 0) != (i%3 == 2) {
			t.Errorf("feature %d seen %d times: number %d", i, i%3, n)
		}
		if n != 0 {
			known++
			if v.Prints()[n-1] != feature.Print(f) {
				t.Errorf("feature %d has the number of another", i)
			}
		}
	}
	if v.Len() != known+1 {
		t.Errorf("Len is %d, want %d", v.Len(), known+1)
	}
	if _, err := feature.NewVocabulary([]uint32{2, 1}); err == nil {
		t.Error("prints out of order: no error")
	}
}

func FuzzWord(f *testing.F) {
	r := new(feature.Reader)
	f.Add("U.S.")
	f.Add("\xff’")
	f.Fuzz(func(t *testing.T, s string) {
		once := r.Read(s)
		if again := r.Read(s); again != once {
			t.Errorf("reading %q again gave %v, first %v", s, again, once)
		}
	})
}

func TestRowsLeaveOutWhatIsForgotten(t *testing.T) {
	counts := feature.Counts{feature.Print(1 << 32): 9, feature.Print(2 << 32): 9}
	v := counts.Vocabulary(1)
	features := []uint64{3 << 32, 1 << 32, 2 << 32}
	got := v.Rows(features, func(k int) bool { return k == 1 })
	if want := []int32{0, v.Number(2 << 32)}; !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}
