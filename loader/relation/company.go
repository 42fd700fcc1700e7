package relation

// didWith adds those with whom somebody ran a site: "X set it up with Y".
func (r *reader) didWith(args []argument, t *trigger) []argument {
	if t.class != "run" || !r.byPerson(args) {
		return args
	}
	for _, a := range args {
		if a.slot == marked && (a.prep == "with" || a.prep == "together" || a.prep == "alongside") {
			args = append(args, argument{slot: agent, token: a.token, how: "“" + a.prep + "”"})
		}
	}
	return args
}

// alsoDid adds who did it too: "X took part, as did Y", "X helped; so did Y".
func (r *reader) alsoDid(args []argument, i int) []argument {
	s := r.tree.sentence(i)
	for k := i + 1; k+2 < s.Last && k < i+widest; k++ {
		if l := r.tree.Lemma(k); l != "as" && l != "so" {
			continue
		}
		switch r.tree.Lemma(k + 1) {
		case "do", "have", "be":
		default:
			continue
		}
		for m := k + 2; m < s.Last && m < k+8; m++ {
			if r.heads[m] >= 0 {
				return append(args, argument{slot: agent, token: m, how: "“as " + r.tree.form(k+1) + "”"})
			}
		}
	}
	return args
}
