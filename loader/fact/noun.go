package fact

import (
	"strings"

	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// nounKind says what a count of noun i may be.
func (r *reader) nounKind(i int) counted {
	lemma := strings.ToLower(r.lemma(i))
	k, ok := nouns[lemma]
	if (lemma == "name" || lemma == "address") && i > 0 && (r.lemma(i-1) == "domain" || r.lemma(i-1) == "onion") {
		return site
	}
	if lemma == "warrant" && i > 0 && r.lemma(i-1) == "arrest" {
		return warrant
	}
	switch {
	case ok && k == account:
		return r.accountKind(i)
	case ok:
		return k
	}
	if _, ok := lexicon.PersonNouns().Get(r.form(i)); ok || len(lemma) > len("human") && strings.HasSuffix(lemma, "man") {
		return person
	}
	if d, ok := lexicon.Demonyms().Get(r.doc.Form(r.token(i).Span)); ok && d.People {
		return person
	}
	return 0
}

// accountKind tells the accounts of vendors from those of users and from bank
// accounts.
func (r *reader) accountKind(i int) counted {
	for at := i - 1; at >= 0 && at >= i-2 && r.isWord(at); at-- {
		switch r.lemma(at) {
		case "vendor", "seller", "dealer", "merchant":
			return vendor
		case "user", "customer", "member", "client", "buyer", "registered", "active", "subscriber":
			return user
		case "bank", "cryptocurrency", "crypto", "bitcoin", "exchange", "wallet":
			return 0
		case "email", "mail", "social", "stolen", "hacked", "compromised", "media", "steal", "hack", "compromise":
			return uncounted
		}
	}
	return user
}

// named returns what noun i is called with the words before it, and what is
// measured by it.
func (r *reader) named(from, i int) string {
	end := i + 1
	if k := r.nounKind(i); k&(weight|dose) != 0 && r.form(end) == "of" {
		for at := end + 1; at < len(r.doc.Tokens) && at <= end+3 && r.isWord(at) && r.pos(at) != text.VERB; at++ {
			i = at
		}
		end = i + 1
	}
	return r.doc.Text[r.token(from).Start:r.token(end-1).End]
}
