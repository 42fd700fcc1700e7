package schema_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"onymous/schema"
)

// No quote, no edge: every claim leads to its sentence, by offsets that are right
// in bytes and in UTF-16, with the text around it.
func TestQuotes(t *testing.T) {
	s := newServer(t, schema.Options{MaxCost: 1 << 30})
	var out struct {
		Articles struct {
			Nodes []struct {
				Title, Text string
				Length      int
				ClaimCount  int
				Claims      []struct {
					Quote, Exact, Prefix, Suffix string
					Start, End                   int
					Rule, Explanation            string
					Evidence                     []struct {
						Quote                string
						StartUtf16, EndUtf16 int
					}
				}
				Named []struct {
					Name  string
					Spans []struct{ Start, End, StartUtf16, EndUtf16 int }
				}
			}
		}
	}
	ask(t, s, `{ articles(first: 500) { nodes { title text length claimCount
		claims(first: 500) { quote exact prefix suffix start end rule explanation evidence { quote startUtf16 endUtf16 } }
		named { name spans { start end startUtf16 endUtf16 } } } } }`, nil, &out)
	wide, claims := 0, 0
	for _, a := range out.Articles.Nodes {
		units := utf16.Encode([]rune(a.Text))
		if len(units) != len(a.Text) {
			wide++
		}
		if a.Length != len(a.Text) || a.ClaimCount != len(a.Claims) {
			t.Errorf("%s: length %d of %d, %d claims of %d", a.Title, a.Length, len(a.Text), len(a.Claims), a.ClaimCount)
		}
		for _, c := range a.Claims {
			claims++
			if a.Text[c.Start:c.End] != c.Quote || c.Exact != c.Quote || c.Rule == "" {
				t.Errorf("%s: [%d, %d) is not %q", a.Title, c.Start, c.End, c.Quote)
			}
			if !strings.HasSuffix(a.Text[:c.Start], c.Prefix) || !strings.HasPrefix(a.Text[c.End:], c.Suffix) {
				t.Errorf("%s: %q and %q are not around %q", a.Title, c.Prefix, c.Suffix, c.Quote)
			}
			for _, e := range c.Evidence {
				if got := string(utf16.Decode(units[e.StartUtf16:e.EndUtf16])); got != e.Quote {
					t.Errorf("%s: in UTF-16 the sentence is %q, want %q", a.Title, got, e.Quote)
				}
			}
		}
		for _, m := range a.Named {
			for _, sp := range m.Spans {
				if got := string(utf16.Decode(units[sp.StartUtf16:sp.EndUtf16])); got != a.Text[sp.Start:sp.End] {
					t.Errorf("%s: %s is %q in bytes and %q in UTF-16", a.Title, m.Name, a.Text[sp.Start:sp.End], got)
				}
			}
		}
	}
	if wide == 0 || claims < 500 {
		t.Errorf("the sample has %d articles with wide characters and %d claims", wide, claims)
	}
}

// Edges, facts and claims lead to each other.
func TestClaimsLeadBothWays(t *testing.T) {
	s := newServer(t, schema.Options{})
	type claim struct {
		ID       string
		Article  struct{ ID string }
		Relation *struct{ ID string }
		Subject  struct{ ID string }
	}
	var out struct {
		Marketplace struct {
			ID             string
			Administrators struct {
				Edges []struct {
					ClaimCount int
					Relation   struct{ ID, FromID, ToID string }
					Claims     []claim
				}
			}
			Vendors []struct {
				ClaimCount int
				Claims     []claim
			}
		}
	}
	ask(t, s, `{ marketplace(name: "AlphaBay") { id
		administrators { edges { claimCount relation { id fromId toId } claims { id article { id } relation { id } subject { id } } } }
		vendors { claimCount claims { id article { id } relation { id } subject { id } } } } }`, nil, &out)
	m := out.Marketplace
	if len(m.Administrators.Edges) == 0 || len(m.Vendors) == 0 {
		t.Fatalf("got %+v", m)
	}
	for _, e := range m.Administrators.Edges {
		if e.ClaimCount != len(e.Claims) || e.Relation.ToID != m.ID {
			t.Errorf("edge %+v of %s", e, m.ID)
		}
		for _, c := range e.Claims {
			if c.Relation == nil || c.Relation.ID != e.Relation.ID || c.Subject.ID != e.Relation.FromID {
				t.Errorf("claim %+v of the edge %+v", c, e.Relation)
			}
			var back struct {
				Node struct {
					ID       string
					Relation struct{ ID string }
				}
			}
			ask(t, s, `query($id: ID!) { node(id: $id) { id ... on Claim { relation { id } } } }`, map[string]any{"id": c.ID}, &back)
			if back.Node.ID != c.ID || back.Node.Relation.ID != e.Relation.ID {
				t.Errorf("node(%s) gives %+v", c.ID, back.Node)
			}
		}
	}
	for _, f := range m.Vendors {
		for _, c := range f.Claims {
			if c.Relation != nil || c.Subject.ID != m.ID {
				t.Errorf("claim %+v of a fact of %s", c, m.ID)
			}
		}
	}
}
