package pair

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/tree"
	"onymous/loader/text"
)

// Bounds of what is looked at in one document.
const (
	maxMentions = 40 // of one sentence
	maxApart    = 4  // places of two entities that share no sentence
	maxOthers   = 8  // entities that one is paired with across sentences
	maxEntities = 100
)

// A pair is two entities and where they are looked at together.
type pair struct {
	from, to int // in Doc.Entities
	places   []place
}

// A place is a mention of each entity.
type place struct{ from, to int }

type edge struct {
	kind     ontology.EdgeKind
	from, to int // in Doc.Entities
}

// reader is what is known of one document.
type reader struct {
	doc      *text.Doc
	trees    *tree.Trees
	mentions [][]int // of each sentence that says something, in text order
	of       [][]int // those of each entity
	rank     []int   // of each entity among those of its kind, by mentions
	count    map[ontology.NodeKind]int
	claimed  map[edge]bool
	claims   [][]side         // of each entity
	seen     []uint64         // what features see of each token
	ends     map[int][]uint64 // of each mention, what features see around it
	words    map[int][]uint64 // of each sentence, its nouns and verbs
	out      []uint64
	unsaid   func(token int) bool // whether the text denies what a token says
}

// side is one end of a claim about an entity.
type side struct {
	kind  ontology.EdgeKind
	to    bool // the entity is the second end
	other int
}

func newReader(d *text.Doc) *reader {
	r := &reader{
		doc: d, trees: tree.Plant(d),
		mentions: make([][]int, len(d.Sentences)), of: make([][]int, len(d.Entities)), rank: make([]int, len(d.Entities)),
		count: map[ontology.NodeKind]int{}, claimed: map[edge]bool{}, claims: make([][]side, len(d.Entities)),
		ends: map[int][]uint64{}, words: map[int][]uint64{},
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity < 0 || !d.Entities[m.Entity].Kind.Valid() || d.Entities[m.Entity].Name == "" {
			continue
		}
		if s := r.trees.Sentence(m.First); d.Sentences[s].Kind != text.Boiler {
			r.mentions[s] = append(r.mentions[s], i)
			r.of[m.Entity] = append(r.of[m.Entity], i)
		}
	}
	r.rankEntities()
	for _, c := range d.Claims {
		if c.Edge.Valid() {
			r.claimed[edge{c.Edge, c.From, c.To}] = true
			r.claims[c.From] = append(r.claims[c.From], side{c.Edge, false, c.To})
			r.claims[c.To] = append(r.claims[c.To], side{c.Edge, true, c.From})
		}
	}
	r.look()
	return r
}

func (r *reader) rankEntities() {
	order := make([]int, len(r.of))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(r.of[b]) - len(r.of[a]) })
	for _, e := range order {
		kind := r.doc.Entities[e].Kind
		r.rank[e] = r.count[kind]
		r.count[kind]++
	}
}

// sentence returns the sentence of a mention.
func (r *reader) sentence(mention int) int { return r.trees.Sentence(r.doc.Mentions[mention].First) }

// kinds returns the kinds of edges that may join a pair. Two entities that share no
// sentence are joined by few.
func (r *reader) kinds(p pair) []ontology.EdgeKind {
	from, to := r.doc.Entities[p.from].Kind, r.doc.Entities[p.to].Kind
	if r.sentence(p.places[0].from) != r.sentence(p.places[0].to) {
		return across.of(from, to)
	}
	return all.of(from, to)
}

// joins holds the kinds of edges that may join nodes of two kinds.
type joins map[[2]ontology.NodeKind][]ontology.EdgeKind

var (
	all = joinsOf(func(k ontology.EdgeKind) bool { return k != ontology.Mentions })

	// across is for what an article tells of without naming both ends in one sentence.
	across = joinsOf(func(k ontology.EdgeKind) bool {
		return k == ontology.ParticipatedIn || k == ontology.ArrestedDuring
	})
)

// joinsOf returns what kinds of edges may join, of those that are wanted.
func joinsOf(wanted func(ontology.EdgeKind) bool) joins {
	out := joins{}
	for _, t := range ontology.EdgeTypes() {
		if !wanted(t.Kind) {
			continue
		}
		for _, from := range t.From {
			for _, to := range t.To {
				ends := [2]ontology.NodeKind{from, to}
				out[ends] = append(out[ends], t.Kind)
			}
		}
	}
	return out
}

func (j joins) of(from, to ontology.NodeKind) []ontology.EdgeKind {
	return j[[2]ontology.NodeKind{from, to}]
}

// pairs returns what is looked at, in text order.
func (r *reader) pairs() []pair {
	var out []pair
	at := map[[2]int]int{}
	for _, mentions := range r.mentions {
		for _, p := range r.together(mentions[:min(len(mentions), maxMentions)]) {
			key := [2]int{r.doc.Mentions[p.from].Entity, r.doc.Mentions[p.to].Entity}
			k, ok := at[key]
			if !ok {
				k = len(out)
				at[key] = k
				out = append(out, pair{from: key[0], to: key[1]})
			}
			out[k].places = append(out[k].places, p)
		}
	}
	for from := range r.of[:min(len(r.of), maxEntities)] {
		for to := range r.of[:min(len(r.of), maxEntities)] {
			if _, ok := at[[2]int{from, to}]; ok || from == to || len(r.of[from]) == 0 || len(r.of[to]) == 0 || r.rank[to] >= maxOthers {
				continue
			}
			if len(across.of(r.doc.Entities[from].Kind, r.doc.Entities[to].Kind)) > 0 {
				out = append(out, pair{from, to, r.apart(from, to)})
			}
		}
	}
	return out
}

// together returns where two entities stand in one sentence, each two of them once:
// where they are nearest.
func (r *reader) together(mentions []int) []place {
	d := r.doc
	var out []place
	at := map[[2]int]int{}
	for _, a := range mentions {
		for _, b := range mentions {
			from, to := d.Mentions[a].Entity, d.Mentions[b].Entity
			if from == to || len(all.of(d.Entities[from].Kind, d.Entities[to].Kind)) == 0 {
				continue
			}
			k, ok := at[[2]int{from, to}]
			switch {
			case !ok:
				at[[2]int{from, to}] = len(out)
				out = append(out, place{a, b})
			case r.distance(a, b) < r.distance(out[k].from, out[k].to):
				out[k] = place{a, b}
			}
		}
	}
	return out
}

func (r *reader) distance(a, b int) int {
	n := r.doc.Mentions[a].Head - r.doc.Mentions[b].Head
	return max(n, -n)
}

// apart returns places of two entities that share no sentence: the first mentions of the
// one that has fewer, each with the nearest of the other.
func (r *reader) apart(from, to int) []place {
	few, many, swapped := r.of[from], r.of[to], false
	if len(many) < len(few) {
		few, many, swapped = many, few, true
	}
	var out []place
	for _, a := range few[:min(len(few), maxApart)] {
		best := many[0]
		for _, b := range many {
			if r.distance(a, b) < r.distance(a, best) {
				best = b
			}
		}
		if swapped {
			out = append(out, place{best, a})
		} else {
			out = append(out, place{a, best})
		}
	}
	return out
}
