package resolve

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// An operation that an article does not name is known by what it was aimed at and
// when: its key is "#" and the keys of its targets, and the year if one is said. One
// without targets is only found to be another's by what both have in common, so its
// key is the article's.
const unnamed = "# "

func operationKey(d *graph.Document, i int) string {
	m := &d.Mentions[i]
	if !m.Unnamed {
		return strip(ontology.Operation, graph.Fold(m.Name))
	}
	p := profileOf(d, i)
	if len(p.targets) == 0 {
		return unnamed + "in " + graph.Fold(d.Article.Key)
	}
	key := unnamed + strings.Join(p.targets, ", ")
	if len(p.years) > 0 {
		key += " " + p.years[0]
	}
	return key
}

// operationBlocks puts an operation among those with a target in common. Two that
// have names are not compared by them.
func operationBlocks(d *graph.Document, i int, names []graph.Naming) []graph.Block {
	p := profileOf(d, i)
	passive := !d.Mentions[i].Unnamed
	var out []graph.Block
	for _, t := range p.targets {
		out = append(out, graph.Block{Text: "t " + t, Passive: passive})
	}
	if passive {
		out = append(out, graph.Block{Text: "k " + skeleton(names[i].Key)})
	}
	if len(p.targets) == 0 && !passive {
		for _, f := range p.figures {
			out = append(out, graph.Block{Text: "f " + f})
		}
	}
	return out
}

// profile is what an article, or all articles, say about an operation.
type profile struct {
	targets   []string // keys; all lists are sorted
	people    []string // arrested
	agencies  []string // that took part
	countries []string // that did
	years     []string
	months    []string // 2017-07
	figures   []string // "arrests 17"
}

// profileOf returns what one article says.
func profileOf(d *graph.Document, op int) profile {
	var p profile
	for i := range d.Claims {
		c := &d.Claims[i]
		switch {
		case c.Fact != 0 && c.From == op:
			p.fact(c)
		case c.Edge == ontology.Targeted && c.From == op:
			m := &d.Mentions[c.To]
			p.targets = append(p.targets, nameKey(m.Kind, m.Name))
		case c.Edge == ontology.ParticipatedIn && c.To == op, c.Edge == ontology.ArrestedDuring && c.To == op:
			m := &d.Mentions[c.From]
			list := map[ontology.NodeKind]*[]string{ontology.Person: &p.people, ontology.Agency: &p.agencies, ontology.Place: &p.countries}[m.Kind]
			*list = append(*list, nameKey(m.Kind, m.Name))
		}
	}
	if y := yearOfName(d.Mentions[op].Name); y != "" && len(p.years) == 0 {
		p.years = append(p.years, y)
	}
	p.sort()
	return p
}

func (p *profile) fact(c *graph.Claim) {
	switch c.Fact {
	case ontology.Date:
		if len(c.Value.Text) >= 4 {
			p.years = append(p.years, c.Value.Text[:4])
		}
		if len(c.Value.Text) >= 7 {
			p.months = append(p.months, c.Value.Text[:7])
		}
	case ontology.Arrests, ontology.SitesTakenDown, ontology.ServersSeized:
		if c.Value.Number > 2 { // one or two arrests are of every operation
			p.figures = append(p.figures, fmt.Sprintf("%s %g", c.Fact, c.Value.Number))
		}
	case ontology.Seized:
		p.figures = append(p.figures, fmt.Sprintf("%s %g %s", c.Fact, c.Value.Number, c.Value.Currency))
	}
}

func (p *profile) sort() {
	for _, list := range []*[]string{&p.targets, &p.people, &p.agencies, &p.countries, &p.years, &p.months, &p.figures} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// yearOfName returns the year that the name of an unnamed operation ends with: "Hansa
// takedown (2017)".
func yearOfName(name string) string {
	name, ok := strings.CutSuffix(name, ")")
	if i := len(name) - 5; ok && i >= 0 && name[i] == '(' && strings.Trim(name[i+1:], "0123456789") == "" {
		return name[i+1:]
	}
	return ""
}

// profileOfForm adds up what all articles say.
func profileOfForm(ctx context.Context, f *graph.Form) (profile, error) {
	voices, err := f.Voices(ctx)
	if err != nil {
		return profile{}, err
	}
	var sum profile
	for _, v := range voices {
		p := profileOf(v.Document, v.Mention)
		sum.targets = append(sum.targets, p.targets...)
		sum.people = append(sum.people, p.people...)
		sum.agencies = append(sum.agencies, p.agencies...)
		sum.countries = append(sum.countries, p.countries...)
		sum.years = append(sum.years, p.years...)
		sum.months = append(sum.months, p.months...)
		sum.figures = append(sum.figures, p.figures...)
	}
	sum.sort()
	return sum, nil
}

// compareOperations decides about two operations with a target or a figure in
// common, of which at most one has a name, or about two whose names sound alike.
func compareOperations(ctx context.Context, a, b *graph.Form) (graph.Decision, error) {
	if !isUnnamed(a.Key) && !isUnnamed(b.Key) {
		if writtenOtherwise(a.Key, b.Key) {
			return graph.Decision{Answer: graph.Yes, Score: 0.9, Why: "same name, written otherwise"}, nil
		}
		if similarity(a.Key, b.Key) < 0.92 || digitsDiffer(a.Key, b.Key) {
			return graph.Decision{Answer: graph.Never}, nil
		}
		return graph.Decision{Answer: graph.Maybe, Score: 0.5, Why: "nearly the same spelling"}, nil
	}
	beside, err := besides(ctx, a, b)
	if err != nil || beside > 0 {
		return graph.Decision{Answer: graph.No}, err
	}
	p, err := profileOfForm(ctx, a)
	if err != nil {
		return graph.Decision{}, err
	}
	q, err := profileOfForm(ctx, b)
	if err != nil {
		return graph.Decision{}, err
	}
	return decideOperations(p, q), nil
}

func isUnnamed(key string) bool { return strings.HasPrefix(key, unnamed) }

// decideOperations weighs what two operations have in common. Years that are known
// and differ tell them apart; a common year, or figures and participants, make a
// common target enough. Who was arrested tells more than which agency took part, and
// that more than which country did.
func decideOperations(p, q profile) graph.Decision {
	targets := shared(p.targets, q.targets)
	years, months := shared(p.years, q.years), shared(p.months, q.months)
	figures := shared(p.figures, q.figures)
	people, agencies, countries := shared(p.people, q.people), shared(p.agencies, q.agencies), shared(p.countries, q.countries)
	dated := len(p.years) > 0 && len(q.years) > 0
	if dated && len(years) == 0 || len(targets) == 0 && len(figures) < 2 {
		return graph.Decision{Answer: graph.No}
	}
	var why []string
	for _, part := range []struct {
		name string
		list []string
	}{{"targets", targets}, {"dates", slices.Concat(months, years)}, {"figures", figures}, {"participants", slices.Concat(people, agencies)}} {
		if len(part.list) > 0 {
			why = append(why, part.name+" "+strings.Join(part.list[:min(3, len(part.list))], ", "))
		}
	}
	d := graph.Decision{Answer: graph.Maybe, Score: 0.4, Why: "in common: " + strings.Join(why, "; ")}
	d.Score += 0.25 * float64(len(targets)) / float64(max(1, len(p.targets)+len(q.targets)-len(targets)))
	d.Score += 0.1*float64(min(1, len(months))) + 0.03*float64(min(3, len(figures)))
	d.Score += 0.03*float64(min(3, len(people))) + 0.01*float64(min(5, len(agencies))) + 0.004*float64(min(5, len(countries)))
	enough := false
	switch {
	case len(targets) == 0:
		enough = len(years) > 0 && len(people)+len(agencies) > 1
	case len(years) > 0, len(figures) > 1, len(targets) > 1 && len(people)+len(agencies) > 0:
		enough = true
	default: // one of them has no year
		enough = len(people) > 0 || len(figures) > 0 && !dated
	}
	if enough {
		d.Answer = graph.Yes
	}
	return d
}

func shared(a, b []string) []string {
	var out []string
	for _, s := range a {
		if _, ok := slices.BinarySearch(b, s); ok {
			out = append(out, s)
		}
	}
	return out
}

// operationsApart says whether two operations are different: they have different names
// or years, or an article tells them apart.
func operationsApart(ctx context.Context, a, b *graph.Form) (graph.Difference, error) {
	if !isUnnamed(a.Key) && !isUnnamed(b.Key) {
		if writtenOtherwise(a.Key, b.Key) {
			return graph.NoDifference, nil
		}
		return graph.OtherThing, nil
	}
	if a.Articles == 0 || b.Articles == 0 {
		return graph.NoDifference, nil
	}
	p, err := profileOfForm(ctx, a)
	if err != nil {
		return graph.OtherThing, err
	}
	q, err := profileOfForm(ctx, b)
	if err != nil {
		return graph.OtherThing, err
	}
	if len(p.years) > 0 && len(q.years) > 0 && len(shared(p.years, q.years)) == 0 {
		return graph.OtherThing, nil
	}
	beside, err := besides(ctx, a, b)
	if beside > 0 {
		return graph.OtherThing, err
	}
	return graph.NoDifference, err
}
