package graph

// A line of an extracted article is read by a parser of its own: encoding/json took
// 70 µs for one of 5 kB, of which it spent half on finding its way by reflection, and a
// load has 300 µs for everything. What it accepts and what it makes of it is the same,
// but for the names of members, whose case counts here; a fuzz test compares them.

// parseDocument reads a line.
func parseDocument(data []byte) (*documentJSON, error) {
	p := &jsonParser{data: string(data)}
	d := new(documentJSON)
	p.object(func(name string) {
		switch name {
		case "article":
			p.article(&d.Article)
		case "nodes":
			d.Nodes = d.Nodes[:0]
			p.array(func() { d.Nodes = append(d.Nodes, p.node()) })
		case "edges":
			d.Edges = d.Edges[:0]
			p.array(func() { d.Edges = append(d.Edges, p.edge()) })
		case "facts":
			d.Facts = d.Facts[:0]
			p.array(func() { d.Facts = append(d.Facts, p.fact()) })
		default:
			p.skip()
		}
	})
	if p.peek(); p.err == nil && p.at < len(p.data) {
		p.fail("something follows the article")
	}
	return d, p.err
}

func (p *jsonParser) article(a *articleJSON) {
	p.object(func(name string) {
		switch name {
		case "id":
			a.ID = p.string()
		case "path":
			a.Path = p.string()
		case "url":
			a.URL = p.string()
		case "title":
			a.Title = p.string()
		case "date":
			a.Date = p.string()
		case "publisher":
			a.Publisher = p.string()
		case "text":
			a.Text = p.string()
		default:
			p.skip()
		}
	})
}

func (p *jsonParser) node() (n nodeJSON) {
	p.object(func(name string) {
		switch name {
		case "id":
			n.ID = p.string()
		case "kind":
			n.Kind = p.string()
		case "name":
			n.Name = p.string()
		case "unnamed":
			n.Unnamed = p.bool()
		case "aliases":
			n.Aliases = nil
			p.array(func() { n.Aliases = append(n.Aliases, p.string()) })
		case "spans":
			n.Spans = nil
			p.array(func() { n.Spans = append(n.Spans, p.span()) })
		default:
			p.skip()
		}
	})
	return n
}

// span reads [start, end]. Numbers that are missing are 0, more than two are passed
// over.
func (p *jsonParser) span() (s [2]int) {
	i := 0
	p.array(func() {
		if i < 2 {
			s[i] = p.int()
		} else {
			p.skip()
		}
		i++
	})
	return s
}

func (p *jsonParser) evidence() (list []evidenceJSON) {
	p.array(func() {
		var e evidenceJSON
		p.object(func(name string) {
			switch name {
			case "start":
				e.Start = p.int()
			case "end":
				e.End = p.int()
			case "quote":
				e.Quote = p.string()
			default:
				p.skip()
			}
		})
		list = append(list, e)
	})
	return list
}

func (p *jsonParser) edge() (e edgeJSON) {
	p.object(func(name string) {
		switch name {
		case "from":
			e.From = p.string()
		case "kind":
			e.Kind = p.string()
		case "to":
			e.To = p.string()
		case "role":
			e.Role = p.string()
		case "outcome":
			e.Outcome = p.string()
		case "date":
			e.Date = p.string()
		case "title":
			e.Title = p.string()
		case "alleged":
			e.Alleged = p.bool()
		case "evidence":
			e.Evidence = p.evidence()
		case "rule":
			e.Rule = p.string()
		case "why":
			e.Why = p.string()
		default:
			p.skip()
		}
	})
	return e
}

func (p *jsonParser) fact() (f factJSON) {
	p.object(func(name string) {
		switch name {
		case "node":
			f.Node = p.string()
		case "key":
			f.Key = p.string()
		case "value":
			f.Value = p.raw()
		case "bound":
			f.Bound = p.string()
		case "alleged":
			f.Alleged = p.bool()
		case "evidence":
			f.Evidence = p.evidence()
		case "rule":
			f.Rule = p.string()
		case "why":
			f.Why = p.string()
		default:
			p.skip()
		}
	})
	return f
}
