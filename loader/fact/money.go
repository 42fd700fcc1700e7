package fact

import (
	"fmt"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// money reads a sum: as seized, or as what a site turned over.
func (r *reader) money(k int) {
	n := &r.numbers[k]
	i := n.top
	if k > 0 && r.isConversion(n, &r.numbers[k-1]) || r.isRate(n) || r.isPrice(i) || r.isPriced(n) {
		return
	}
	if t := n.governor; t >= 0 {
		tells := r.tells[t]
		if tells&tally != 0 {
			tells |= find
		}
		switch {
		case tells&seize != 0 && !r.isOfPolice(t):
			return
		case tells&seize == 0 && (tells&find == 0 || !r.isHaul(t) || tells&trade != 0 && r.subjectIs(t, sites)):
		case r.denies(t, i):
			return
		default:
			op, how := r.operationOf(i, t)
			if how == fallback && r.isOld(n) {
				return
			}
			v := text.Value{Number: n.Number, Bound: n.Bound, Currency: n.Currency, What: r.worth(n)}
			if crypto[n.Currency] {
				v.Currency, v.What = "", r.doc.Form(r.token(n.last-1).Span) // coins are counted: their worth is the money
			}
			r.loots = append(r.loots, loot{n.first, n.last, op})
			r.add(op, ontology.Seized, v, n.first, "money.seized", fmt.Sprintf("%q, operation %s", r.form(t), how))
			return
		}
	}
	if t := r.turnover(n); t >= 0 && (n.Number >= leastRevenue || crypto[n.Currency]) && !r.isPaidByOne(i) && (len(n.Currency) == 3 && !crypto[n.Currency] || r.pos(t) == text.NOUN || r.lemma(t) == "change") {
		e, how := r.siteOf(i)
		if how == mentionedLast || how == mentionedMost {
			if r.isNearer(i, kindsOf(ontology.Organization), sites) {
				return // the profits of a company that was told of last
			}
		}
		v := text.Value{Number: n.Number, Bound: n.Bound, Currency: n.Currency}
		r.add(e, ontology.Revenue, v, n.first, "money.revenue", fmt.Sprintf("%q, site %s", r.form(t), how))
	}
}

// leastRevenue is what a site turned over at least, in any currency: smaller sums are prices
// and fees.
const leastRevenue = 5000

// isPaidByOne reports whether sum i is what one victim paid, or a buyer: "a Missouri firm paid
// $1.3 million".
func (r *reader) isPaidByOne(i int) bool {
	for a := range r.up(i) {
		if r.isVerb(a) {
			s := r.child(a, "nsubj")
			return r.lemma(a) == "pay" && s >= 0 && (r.token(s).XPOS == "NN" || r.token(s).XPOS == "NNP") && r.child(s, "conj") < 0
		}
	}
	return false
}

// subjectIs reports whether the subject of verb t is an entity of the kinds.
func (r *reader) subjectIs(t int, want kindSet) bool {
	s := r.subject(t)
	return s >= 0 && r.entityOf(s, want) >= 0 || s < 0 && r.before(t, want) >= 0
}

// isConversion reports whether a sum in brackets says another sum once more:
// "$1m (£632,000)".
func (r *reader) isConversion(n, o *number) bool {
	at := n.first - 1
	for at >= 0 && at >= n.first-4 && r.form(at) != "(" && !r.isVerb(at) {
		at--
	}
	if r.form(at) != "(" {
		return false
	}
	// Coins are told by what they are worth, so that is no second time.
	return o.Currency != "" && at-o.last >= 0 && at-o.last <= 3 && (!crypto[o.Currency] || crypto[n.Currency])
}

// isPrice reports whether sum i only describes the noun behind it: "counterfeit
// 50 euro banknotes", "a $1,500 phone".
func (r *reader) isPrice(i int) bool {
	h := r.head(i)
	return h > i && h <= i+2 && r.lemma(h) != "worth" && (r.isRel(i, "compound") || r.isRel(i, "nummod")) && r.pos(h) == text.NOUN
}

// isPriced reports whether a sum is the price of one named thing: "a £230,000
// Lamborghini".
func (r *reader) isPriced(n *number) bool {
	w := r.form(n.first - 1)
	return (w == "a" || w == "an") && n.last < len(r.doc.Tokens) && r.pos(n.last) == text.PROPN
}

// isRate reports whether a sum is so much a day or a month; a turnover by the year is
// one.
func (r *reader) isRate(n *number) bool {
	for at := n.last; at < n.last+5 && r.form(at) != "," && r.form(at) != "."; at++ {
		if w := r.form(at); (w == "each" || w == "apiece") && r.pos(at+1) != text.NOUN {
			return true
		}
	}
	yearly := weak[r.lemma(n.first-2)] // "a fee of $120 a year"
	for at := n.last; at < n.last+5 && at+1 < len(r.doc.Tokens); at++ {
		switch w := r.form(at); {
		case w == "per" && r.form(at+1) != "year" && r.form(at+1) != "annum" || (w == "a" || w == "every" || w == "each") && (isSpell(r.form(at+1)) || yearly && r.form(at+1) == "year"):
			return true
		case w == "," || w == ".":
			return false
		}
	}
	return false
}

func isSpell(w string) bool {
	switch w {
	case "day", "week", "month":
		return true
	}
	return false
}

// turnover returns the word that says that sum i was turned over, or -1: a
// trigger that the sum is an argument of, or the subject or object of the same
// verb.
func (r *reader) turnover(n *number) int {
	i := n.top
	if r.form(n.first-1) == "at" && weak[r.lemma(n.first-2)] {
		return -1 // "subscriptions at 1,500 euros"
	}
	if r.form(n.last) == "changed" && r.form(n.last+1) == "hands" {
		return n.last
	}
	for k := range r.of(i) {
		if other[r.lemma(k)] && r.isRel(k, "nmod") {
			return -1 // "$32,000 in wages"
		}
		if r.tells[k]&trade != 0 && r.isRel(k, "nmod") && (r.preposition(k) != "of" || !weak[r.lemma(k)]) {
			return k // "$90 million in sales"
		}
		if r.tells[k]&trade != 0 && r.isRel(k, "acl") && !robbing[r.lemma(k)] && r.names(i, sites) {
			return k // a parser's view of "$400 million passed through the service"
		}
	}
	if k := r.labelled(n.first, trade); k >= 0 {
		return k
	}
	if k := r.saleOf(i); k >= 0 {
		return k
	}
	child, verbs := i, 0
	for a := range r.up(i) {
		if other[r.lemma(a)] {
			return -1
		}
		if r.tells[a]&trade != 0 && (!r.isVerb(a) || r.isEarning(a, child)) {
			if r.unsaid(a) && !r.isUsed(a) || r.isSpared(a) {
				return -1
			}
			return a
		}
		if k := r.sold(a, child); k != -1 {
			if k >= 0 && r.unsaid(a) {
				return -1
			}
			return k
		}
		if r.isVerb(a) {
			if verbs++; verbs == 2 {
				return -1
			}
		}
		child = a
	}
	return -1
}

// saleOf returns the noun right before sum i, with "of" or "worth" and a bound
// between, that says what it is, or -1: "sales of at least €1.23bn".
func (r *reader) saleOf(i int) int {
	for at := i - 1; at > 0 && at >= i-longestAside; at-- {
		switch w := r.form(at); {
		case w == "of" || w == "worth" || w == "exceeding" || w == "totalling" || w == "totaling" || w == "topping":
			if r.tells[at-1]&trade != 0 && r.pos(at-1) == text.NOUN && (w == "worth" || !weak[r.lemma(at-1)]) && !r.isSpared(at-1) {
				return at - 1
			}
			return -1
		case r.pos(at) == text.NOUN || r.pos(at) == text.PUNCT || r.isVerb(at):
			return -1
		}
	}
	return -1
}

// isSpared reports whether the verb over noun a says that the sum was not turned
// over: "payments of $130 million were avoided".
func (r *reader) isSpared(a int) bool {
	for v := range r.up(a) {
		if r.isVerb(v) {
			return other[r.lemma(v)]
		}
	}
	return false
}

// sold returns the subject or object of a that says what the sum under child is:
// "sales came to $90 million". It is -1 if there is none, -2 if one says that the
// sum was not turned over.
func (r *reader) sold(a, child int) int {
	for k := range r.of(a) {
		switch {
		case k == child || r.isVerb(k):
		case other[r.lemma(k)]:
			return -2
		case r.tells[k]&trade != 0 && (!weak[r.lemma(k)] || r.lemma(a) == "worth") && (r.isRel(k, "nsubj") || r.isRel(k, "obj") || r.isRel(k, "compound") || r.isRel(k, "appos")):
			return k
		}
	}
	return -1
}

// robbing are verbs whose participle behind a sum says where the money came from, not
// whose turnover it was: "the $620 million taken from the bank".
var robbing = map[string]bool{"pay": true, "take": true, "steal": true, "extort": true}

// weak are words that make a turnover of a sum only if it is one of them: "fees
// of two million", not "more than a million went through, for a fee".
var weak = map[string]bool{"fee": true, "commission": true, "payment": true, "ransom": true, "subscription": true, "business": true, "transaction": true, "trade": true}

// isUsed reports whether verb a is what a site was used for: "people used it to
// buy drugs worth $40 million" says that they did.
func (r *reader) isUsed(a int) bool {
	h := r.head(a)
	return h >= 0 && (r.isRel(a, "advcl") || r.isRel(a, "xcomp")) && r.lemma(h) == "use" && !r.unsaid(h)
}

// isEarning reports whether verb a, of which the sum is the dependant child, is
// said of a site.
func (r *reader) isEarning(a, child int) bool {
	if p := r.preposition(child); r.isRel(child, "obl") && !isExtent(p) && !(p == "in" && r.preposes(child) == a+1) {
		return false
	}
	s := r.subject(a)
	if s < 0 && r.before(a, sites) >= 0 {
		return true
	}
	if r.lemma(a) == "pay" {
		return s >= 0 && victims[r.lemma(s)]
	}
	switch r.lemma(a) {
	case "sell", "buy", "purchase", "trade":
		return r.isPassive(a) || r.climb(child, sites) >= 0
	}
	if s >= 0 && r.nounIsSite(s) && r.headed[s] < 0 {
		return true // "the two services earned": the one that is told of
	}
	return r.lemma(a) == "change" || s == child || s >= 0 && (r.entityOf(s, sites) >= 0 || runners[r.lemma(s)] && (r.names(child, sites) || r.isDefinite(s)) || len(r.edges.ran[r.entityOf(s, persons)]) > 0)
}

// isDefinite reports whether noun i is one that the text has spoken of.
func (r *reader) isDefinite(i int) bool {
	d := r.child(i, "det", "nmod:poss")
	return d >= 0 && (r.form(d) == "the" || r.form(d) == "its")
}

// names reports whether the sentence of token i mentions an entity of the kinds.
func (r *reader) names(i int, want kindSet) bool {
	s := r.near(i)
	return r.last(s.Last, s.First, want) >= 0
}

// preposes returns the token of the preposition before noun i, or -1.
func (r *reader) preposes(i int) int { return r.child(i, "case") }

// isExtent reports whether what follows a preposition says how much: bounds are
// prepositions to a parser.
func isExtent(prep string) bool {
	switch prep {
	case "", "to", "than", "over", "about", "around", "at", "under", "of":
		return true
	}
	return false
}

// runners are those whose earnings are the site's.
var runners = map[string]bool{"gang": true, "operator": true, "group": true, "administrator": true, "owner": true, "crew": true, "team": true, "member": true,
	"dealer": true, "vendor": true, "seller": true, "criminal": true, "hacker": true, "affiliate": true, "business": true, "firm": true, "company": true,
	"enterprise": true, "venture": true, "outfit": true, "ring": true, "syndicate": true, "network": true, "scheme": true, "organisation": true,
	"organization": true, "customer": true, "user": true, "buyer": true, "client": true}

// victims are those who pay ransoms.
var victims = map[string]bool{"victim": true, "company": true, "firm": true, "organisation": true, "organization": true, "business": true, "hospital": true}

// crypto are currencies of which a number more often says how much passed
// through than what was turned over.
var crypto = map[string]bool{"BTC": true, "XMR": true, "ETH": true, "LTC": true}

// other are words beside a sum that was not turned over.
var other = map[string]bool{"damage": true, "loss": true, "fine": true, "cost": true, "reward": true, "bail": true, "restitution": true, "price": true, "wage": true,
	"salary": true, "penalty": true, "bounty": true, "lose": true, "invest": true, "fund": true, "tax": true, "forfeit": true, "spend": true,
	"avoid": true, "prevent": true, "save": true}

// worth returns what a sum is the worth of: "cash and cryptocurrencies" in "$48
// million in cash and cryptocurrencies".
func (r *reader) worth(n *number) string {
	at := n.last
	if r.form(at) == "worth" {
		at++
	}
	if w := r.form(at); w == "in" || w == "of" {
		end := at + 1
		for end < len(r.doc.Tokens) && end < at+8 && r.sentence[end] == r.sentence[at] && (r.isWord(end) && !r.isVerb(end) || r.form(end) == "and" ||
			r.form(end) == "," && r.isWord(end+1) && r.pos(end+1) != text.VERB) {
			end++
		}
		for end > at+1 && !r.isNoun(end-1) {
			end--
		}
		if end > at+1 {
			return r.doc.Text[r.token(at+1).Start:r.token(end-1).End]
		}
	}
	if h := r.head(n.top); h >= 0 && h < n.first {
		if strings.EqualFold(r.lemma(h), "worth") && r.head(h) >= 0 && r.head(h) < h {
			h = r.head(h)
		}
		if r.pos(h) == text.NOUN || r.pos(h) == text.PROPN {
			return r.doc.Form(r.token(h).Span)
		}
	}
	return "money"
}
