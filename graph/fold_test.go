package graph_test

import (
	"testing"

	"onymous/graph"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Silk Road 2.0", "silk road 20"},
		{"U.S.", "us"},
		{"An Garda Síochána", "an garda siochana"},
		{"Çağatay Evyapan", "cagatay evyapan"},
		{"Straße", "strasse"},
		{"Łukasz", "lukasz"},
		{"Владимир", "vladimir"},
		{"Παπαδόπουλος", "papadopoylos"},
		{"O'Brien", "obrien"},
		{"O’Brien", "obrien"},
		{"Jean-Philippe  Lecouffe", "jean philippe lecouffe"},
		{"C++", "c++"},
		{"北京", "北京"},
		{" -- ", ""},
		{"", ""},
	} {
		if got := graph.Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if again := graph.Fold(graph.Fold(tt.in)); again != graph.Fold(tt.in) {
			t.Errorf("Fold(Fold(%q)) = %q, want %q", tt.in, again, graph.Fold(tt.in))
		}
	}
}

// FuzzFold checks that folding twice is folding once: keys of keys would differ.
func FuzzFold(f *testing.F) {
	f.Add("Silk Road 2.0")
	f.Add("İstanbul ß Й")
	f.Fuzz(func(t *testing.T, s string) {
		once := graph.Fold(s)
		if twice := graph.Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		graph.Fold("Federal Bureau of Investigation")
	}
}
