package schema

import (
	"math"
	"strconv"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// fact is a value of a fact of a node.
type fact struct{ graph.Fact }

// factFields are the fields that facts of every type of value have.
func (b *builder) factFields() []*def.Field {
	if b.factList != nil {
		return b.factList
	}
	b.factList = []*def.Field{
		{Name: "key", Type: def.Required(b.factKey), Description: "What it is a fact of.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Str(factKeyName(f.Key)) })},
		{Name: "display", Type: def.Required(def.String), Description: "The value as a reader would write it: at least 400, about 55, 3.5 million EUR.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Str(display(f.Key, f.Value)) })},
		{Name: "alleged", Type: def.Required(def.Boolean), Description: "True where every sentence behind it only alleges it.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Bool(f.Alleged) })},
		{Name: "articles", Type: def.Required(def.Int), Description: "How many articles say it.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Num(f.Articles) })},
		{Name: "independentArticles", Type: def.Required(def.Int), Description: "How many of these articles are no copies of each other.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Num(f.Independent) })},
		{Name: "claimCount", Type: def.Required(def.Int), Description: "How many claims say it.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Num(len(f.Claims)) })},
		{Name: "claims", Type: def.ListOf(b.claim), Description: "What the articles say, each with its sentence.",
			Args:  []*def.Input{{Name: "first", Type: def.Int, Default: 10, Description: "At most so many claims, 100 at most."}},
			Parse: parseClaimArgs(100), Size: claimSize,
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					claims, err := snapshotOf(c).claimsOf(c, p.(*fact).Claims, c.Args.(claimArgs).first)
					if err != nil {
						return err
					}
					for _, cl := range claims {
						out.Add(cl)
					}
					out.EndList()
				}
				return nil
			}},
	}
	return b.factList
}

func (b *builder) defineFacts() {
	b.fact.Fields = b.factFields()
	number := func(name, description string) *def.Field {
		return &def.Field{Name: name, Type: def.Required(def.Float), Description: description,
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Real(f.Value.Number) })}
	}
	bound := &def.Field{Name: "bound", Type: b.bound, Description: "Whether the number is a bound or an estimate; null where it is exact.",
		Leaf: def.Leaf(func(f *fact) def.Value { return def.Opt(f.Value.Bound) })}
	own := map[ontology.ValueType][]*def.Field{
		ontology.Integer: {number("value", "The number, which is whole. It may have more than 32 bits."), bound},
		ontology.Amount: {number("amount", "The number, in whole units."),
			{Name: "currency", Type: def.String, Description: "The currency by its ISO 4217 code, for money.",
				Leaf: def.Leaf(func(f *fact) def.Value { return def.Opt(f.Value.Currency) })},
			{Name: "what", Type: def.String, Description: "What is counted, where it is no money.",
				Leaf: def.Leaf(func(f *fact) def.Value { return def.Opt(f.Value.What) })}, bound},
		ontology.PartialDate: {{Name: "date", Type: def.Required(b.partialDate), Description: "The date.",
			Resolve: dateResolver(func(f *fact) string { return f.Value.Text })}},
		ontology.Text: {{Name: "text", Type: def.Required(def.String), Description: "The words.",
			Leaf: def.Leaf(func(f *fact) def.Value { return def.Str(f.Value.Text) })}},
	}
	for t, fields := range own {
		b.factOf[t].Fields = append(append([]*def.Field{}, b.factFields()...), fields...)
	}
}

// factField is the field of one key on the kinds of nodes that have it.
func (b *builder) factField(t *ontology.FactType) *def.Field {
	if f := b.factFieldOf[t.Key]; f != nil {
		return f
	}
	f := &def.Field{Name: t.Name, Type: def.ListOf(b.factOf[t.Type]), Description: t.Description + " What the articles say, the best supported first.",
		Args: []*def.Input{{Name: "first", Type: def.Int, Default: 10, Description: "At most so many values, 100 at most."}},
		Size: func(args any) int { return args.(int) },
		Parse: func(a def.Args) (any, error) {
			return boundedFirst(a, "first", 100)
		},
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			for _, p := range parents {
				facts, err := snapshotOf(c).nodeFacts(c, p.(*node).ID)
				if err != nil {
					return err
				}
				n := 0
				for i := range facts {
					if facts[i].Key == t.Key && n < c.Args.(int) {
						out.Add(&fact{facts[i]})
						n++
					}
				}
				out.EndList()
			}
			return nil
		}}
	b.factFieldOf[t.Key] = f
	return f
}

func resolveFacts(c *def.Call, parents []any, out *def.Out) error {
	wanted := map[string]bool{}
	for _, k := range c.Args.(def.Args).Strs("keys") {
		wanted[k] = true
	}
	for _, p := range parents {
		facts, err := snapshotOf(c).nodeFacts(c, p.(*node).ID)
		if err != nil {
			return err
		}
		for i := range facts {
			if len(wanted) == 0 || wanted[factKeyName(facts[i].Key)] {
				out.Add(&fact{facts[i]})
			}
		}
		out.EndList()
	}
	return nil
}

// display writes a value as a reader would.
func display(key ontology.FactKey, v graph.Value) string {
	switch key.Type().Type {
	case ontology.Integer:
		return boundWord(v.Bound) + grouped(v.Number)
	case ontology.Amount:
		s := boundWord(v.Bound) + grouped(v.Number)
		if v.Currency != "" {
			s += " " + v.Currency
		}
		if v.What != "" {
			s += " " + v.What
		}
		return s
	}
	return v.Text
}

func boundWord(bound string) string {
	switch bound {
	case ontology.Min:
		return "at least "
	case ontology.Max:
		return "at most "
	case ontology.Approx:
		return "about "
	}
	return ""
}

// grouped writes a number with commas between thousands; millions and more that
// are round to one digit after the point are written in words.
func grouped(f float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if tenths := f / unit.size * 10; math.Abs(f) >= unit.size && tenths == math.Trunc(tenths) {
			return strconv.FormatFloat(tenths/10, 'f', -1, 64) + " " + unit.name
		}
	}
	digits, rest, point := strings.Cut(strconv.FormatFloat(f, 'f', -1, 64), ".")
	var b strings.Builder
	for i, d := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if point {
		b.WriteString("." + rest)
	}
	return b.String()
}
