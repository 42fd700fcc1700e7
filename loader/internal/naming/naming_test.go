package naming

import "testing"

func TestKey(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"PossessiveIsDropped", "AlphaBay’s", "alphabay"},
		{"ArticleIsDropped", "The Guardian", "guardian"},
		{"FullStopsGo", "U.S.", "us"},
		{"VersionKeepsItsPoint", "Silk Road 2.0", "silk road 2.0"},
		{"QuotesGo", "“Master Splyntr,”", "master splyntr"},
		{"HyphenIsSpace", "Trois-Rivières", "trois rivières"},
		{"BrokenLineIsSpace", "Homeland\n  Security", "homeland security"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Key(tt.in); got != tt.want {
				t.Errorf("Key(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestAcronym(t *testing.T) {
	for _, tt := range []struct {
		name, short, long string
		want              bool
	}{
		{"FirstLetters", "FBI", "Federal Bureau of Investigation", true},
		{"AndCounts", "SANS", "State Agency for National Security", true},
		{"SmallWordsMayGiveALetter", "HHSOIG", "Health and Human Services Office of Inspector General", true},
		{"TwoLettersOfAWord", "JCODE", "Joint Criminal Opioid and Darknet Enforcement", true},
		{"OneWordMayGiveNothing", "LKA", "Landes Kriminal Amt", true},
		{"OtherLetters", "DEA", "Federal Bureau of Investigation", false},
		{"OneWordIsNoAcronym", "EU", "Europol", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Acronym(tt.short, tt.long); got != tt.want {
				t.Errorf("Acronym(%q, %q) = %v, want %v", tt.short, tt.long, got, tt.want)
			}
		})
	}
}
