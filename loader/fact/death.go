package fact

// dead returns the persons whose death trigger t tells: of a killing those whom it was done to.
func (r *reader) dead(t int) []int {
	if !killing[r.lemma(t)] {
		return r.argument(t, persons)
	}
	var out []int
	for _, p := range r.patients(t) {
		out = r.entitiesOf(out, p, persons)
		if e := r.within(p, t, persons); len(out) == 0 && e >= 0 && p < t && r.isPassive(t) {
			out = []int{e} // "the founder, known as X, was killed"
		}
	}
	return out
}

// killing are verbs of what is done to those who die of it.
var killing = map[string]bool{"kill": true, "murder": true, "poison": true, "shoot": true, "gun": true, "stab": true, "strangle": true, "drown": true,
	"hang": true}
