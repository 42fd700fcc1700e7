package lexicon

// Tainted is what a thing is traded as if it is counterfeit, and if it is stolen; empty if
// it is no commodity then.
type Tainted struct {
	Counterfeit, Stolen string
}

// Taint returns the commodity that a phrase in lower case stands for if its first word
// says that the thing is counterfeit or stolen and its last words which thing it is,
// whatever stands between: "forged ontario driver's licences". It is empty for others.
func Taint(words []string) string {
	if len(words) < 2 {
		return ""
	}
	stolen := false
	switch words[0] {
	case "counterfeit", "fake", "forged", "falsified", "bogus", "phoney", "phony", "imitation", "replica", "false":
	case "stolen", "hacked", "compromised", "cloned", "leaked", "hijacked", "pilfered":
		stolen = true
	default:
		return ""
	}
	for i := max(1, len(words)-3); i < len(words); i++ {
		if v, n := Illicit().Longest(words[i:]); n == len(words)-i {
			if stolen {
				return v.Stolen
			}
			return v.Counterfeit
		}
	}
	return ""
}
