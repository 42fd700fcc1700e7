package graphtest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
)

// onymous is a small story that many cases begin with.
func onymous(key string) *Story {
	return NewStory(key).
		Mention(ontology.Agency, "Europol").
		Mention(ontology.Operation, "Operation Onymous", "Onymous").
		Mention(ontology.Marketplace, "Silk Road 2.0").
		Mention(ontology.Person, "Blake Benthall", "Defcon").
		Edge("Europol", ontology.ParticipatedIn, "Operation Onymous", ontology.Coordinated).
		Edge("Operation Onymous", ontology.Targeted, "Silk Road 2.0", ontology.ShutDown).
		Edge("Blake Benthall", ontology.Administered, "Silk Road 2.0", ontology.Administrator).
		Fact("Operation Onymous", ontology.Arrests, 17)
}

func testPut(t *testing.T, s Store) {
	put(t, s, onymous("a").Document(), NewStory("b").Mention(ontology.Agency, "EUROPOL").Write("Nothing more.").Document())
	view(t, s, func(tx *graph.Tx) error {
		e := find(t, tx, ontology.Agency, "europol")
		if e.Articles != 2 || e.Independent != 2 || len(e.Aliases) != 1 {
			t.Errorf("Europol is %+v, want 2 articles and one alias", e)
		}
		op := find(t, tx, ontology.Operation, "Onymous")
		if op.Name != "Operation Onymous" {
			t.Errorf("found by its alias, the operation is %+v", op)
		}
		edge, err := tx.Edge(graph.EdgeKey{From: e.ID, Kind: ontology.ParticipatedIn, To: op.ID})
		if err != nil {
			return err
		}
		if edge.Attributes[ontology.Role] != ontology.Coordinated || edge.Articles != 1 || edge.Claims != 1 || edge.Alleged {
			t.Errorf("edge %+v", edge)
		}
		facts, err := tx.NodeFacts(t.Context(), op.ID)
		if err != nil {
			return err
		}
		if len(facts) != 1 || facts[0].Key != ontology.Arrests || facts[0].Value.Number != 17 {
			t.Errorf("facts %+v, want 17 arrests", facts)
		}
		st, err := tx.Stats()
		if st.Articles != 2 || st.Nodes[ontology.Agency] != 1 || st.Edges[ontology.Mentions] != 5 || st.Claims != 4 || st.Facts != 1 {
			t.Errorf("stats %+v", st)
		}
		return err
	})
}

func testClaims(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	view(t, s, func(tx *graph.Tx) error {
		m := find(t, tx, ontology.Marketplace, "Silk Road 2.0")
		p := find(t, tx, ontology.Person, "Defcon")
		n := 0
		for c, err := range tx.EdgeClaims(t.Context(), graph.EdgeKey{From: p.ID, Kind: ontology.Administered, To: m.ID}, graph.ClaimID{}) {
			if err != nil {
				return err
			}
			n++
			const want = "Blake Benthall ADMINISTERED Silk Road 2.0 ADMINISTRATOR."
			if len(c.Quotes) != 1 || c.Quotes[0] != want || c.From != p.ID || c.To != m.ID {
				t.Errorf("claim %+v, want the sentence %q", c, want)
			}
			again, err := tx.Claim(c.ID)
			if err != nil || again.Quotes[0] != want {
				t.Errorf("Claim(%s) = %+v, %v", c.ID, again, err)
			}
		}
		if n != 1 {
			t.Errorf("%d claims, want 1", n)
		}
		a, err := tx.Article(graph.ArticleID("a"))
		if err != nil || a.Title != "About a" || a.Claims != 4 {
			t.Errorf("article %+v, %v", a, err)
		}
		return nil
	})
}

func testPutTwice(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	before := Dump(t, s)
	update(t, s, func(tx *graph.Tx) error {
		r, err := tx.Put(t.Context(), onymous("a").Document())
		if r.Outcome != graph.Unchanged {
			t.Errorf("outcome %d, want Unchanged", r.Outcome)
		}
		return err
	})
	if after := Dump(t, s); after != before {
		t.Errorf("after the second put:\n%swant\n%s", after, before)
	}
}

func testReplace(t *testing.T, s Store) {
	other := NewStory("b").Mention(ontology.Agency, "Europol").Write("It said so.").Document()
	put(t, s, onymous("a").Document(), other)
	changed := NewStory("a").Mention(ontology.Agency, "Europol").Mention(ontology.Operation, "Operation Bayonet").
		Edge("Europol", ontology.ParticipatedIn, "Operation Bayonet", "").Document()
	update(t, s, func(tx *graph.Tx) error {
		r, err := tx.Put(t.Context(), changed)
		if r.Outcome != graph.Replaced {
			t.Errorf("outcome %d, want Replaced", r.Outcome)
		}
		return err
	})
	view(t, s, func(tx *graph.Tx) error {
		if ids, err := tx.Lookup(0, "Operation Onymous"); err != nil || len(ids) > 0 {
			t.Errorf("what the article no longer names is still there: %v, %v", ids, err)
		}
		if n := find(t, tx, ontology.Agency, "Europol"); n.Articles != 2 {
			t.Errorf("%+v, want 2 articles", n)
		}
		if d, err := tx.Degree(find(t, tx, ontology.Operation, "Operation Bayonet").ID, ontology.ParticipatedIn, graph.In); d != 1 || err != nil {
			t.Errorf("degree %d, %v, want 1", d, err)
		}
		return nil
	})
}

func testRetract(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	before := Dump(t, s)
	put(t, s, onymous("b").Fact("Operation Onymous", ontology.SitesTakenDown, 27).Document())
	update(t, s, func(tx *graph.Tx) error { return tx.Retract(t.Context(), graph.ArticleID("b")) })
	if after := Dump(t, s); after != before {
		t.Errorf("after the article went:\n%swant\n%s", after, before)
	}
	if err := s.Update(t.Context(), func(tx *graph.Tx) error { return tx.Retract(t.Context(), graph.ArticleID("b")) }); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("retracting it again: %v, want ErrNotFound", err)
	}
}

func testInvalid(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	before := Dump(t, s)
	for name, spoil := range map[string]func(d *graph.Document){
		"NoKey":          func(d *graph.Document) { d.Article.Key = "" },
		"NoEvidence":     func(d *graph.Document) { d.Claims[0].Evidence = nil },
		"EvidenceBeyond": func(d *graph.Document) { d.Claims[0].Evidence[0].End = len(d.Article.Text) + 1 },
		"EmptySpan":      func(d *graph.Document) { d.Claims[0].Evidence[0].End = d.Claims[0].Evidence[0].Start },
		"WrongEnds":      func(d *graph.Document) { d.Claims[0].Edge = ontology.CitizenOf },
		"NoSuchMention":  func(d *graph.Document) { d.Claims[0].To = 9 },
		"WrongValue":     func(d *graph.Document) { d.Claims[0].Attributes[ontology.Role] = "BOSS" },
		"WrongAttribute": func(d *graph.Document) { d.Claims[0].Attributes[ontology.Outcome] = ontology.ShutDown },
		"EdgeAndFact":    func(d *graph.Document) { d.Claims[0].Fact = ontology.Arrests },
		"WrongFact":      func(d *graph.Document) { d.Claims[3].Fact = ontology.Age },
		"WrongType":      func(d *graph.Document) { d.Claims[3].Value = graph.Value{Text: "many"} },
		"NoName":         func(d *graph.Document) { d.Mentions[0].Name = "" },
		"NotUTF8":        func(d *graph.Document) { d.Mentions[0].Name = "\xff" },
		"ArticleMention": func(d *graph.Document) { d.Mentions[0].Kind = ontology.Article },
		"WrongDate":      func(d *graph.Document) { d.Article.Date = "last week" },
	} {
		d := onymous("b").Document()
		spoil(d)
		err := s.Update(t.Context(), func(tx *graph.Tx) error {
			_, err := tx.Put(t.Context(), d)
			return err
		})
		if !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if after := Dump(t, s); after != before {
		t.Errorf("after what was refused:\n%swant\n%s", after, before)
	}
}

func testFailedUpdate(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	before := Dump(t, s)
	failed := errors.New("failed")
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		for i := range 20 {
			if _, err := tx.Put(t.Context(), onymous(fmt.Sprint("b", i)).Document()); err != nil {
				return err
			}
		}
		find(t, tx, ontology.Agency, "Europol") // works in what is staged
		if _, err := tx.Document(graph.ArticleID("b0")); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("Update: %v, want the function's own error", err)
	}
	if after := Dump(t, s); after != before {
		t.Errorf("after what failed:\n%swant\n%s", after, before)
	}
	// It gets the number that b0 would have had.
	next := NewStory("c").Write("Something else.").Document()
	put(t, s, next)
	view(t, s, func(tx *graph.Tx) error {
		d, err := tx.Document(graph.ArticleID("c"))
		if err == nil && d.Article.Text != next.Article.Text {
			t.Errorf("the next article says %q, want %q", d.Article.Text, next.Article.Text)
		}
		return err
	})
}

func testUpdateReads(t *testing.T, s Store) {
	update(t, s, func(tx *graph.Tx) error {
		if _, err := tx.Put(t.Context(), onymous("a").Document()); err != nil {
			return err
		}
		if n := find(t, tx, ontology.Agency, "Europol"); n.Articles != 1 {
			t.Errorf("within the Update %+v", n)
		}
		if _, err := tx.Put(t.Context(), onymous("b").Document()); err != nil {
			return err
		}
		n := find(t, tx, ontology.Agency, "Europol")
		if n.Articles != 2 {
			t.Errorf("after the second put %+v", n)
		}
		for e, err := range tx.Neighbours(t.Context(), n.ID, ontology.ParticipatedIn, graph.Out, 0) {
			if err != nil || e.Articles != 2 {
				t.Errorf("edge %+v, %v", e, err)
			}
		}
		return tx.Retract(t.Context(), graph.ArticleID("a"))
	})
}

func testSnapshot(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	view(t, s, func(tx *graph.Tx) error {
		before := find(t, tx, ontology.Agency, "Europol")
		done := make(chan error)
		go func() {
			done <- s.Update(context.Background(), func(tx *graph.Tx) error {
				_, err := tx.Put(context.Background(), onymous("b").Edge("Europol", ontology.ParticipatedIn, "Operation Onymous", ontology.Led).Document())
				return err
			})
		}()
		if err := <-done; err != nil {
			return err
		}
		after := find(t, tx, ontology.Agency, "Europol")
		if after.Articles != before.Articles {
			t.Errorf("the node changed within a View from %+v to %+v", before, after)
		}
		for e, err := range tx.Neighbours(t.Context(), after.ID, ontology.ParticipatedIn, graph.Out, 0) {
			if err != nil || e.Articles != 1 || e.Attributes[ontology.Role] != ontology.Coordinated {
				t.Errorf("the edge changed within a View to %+v (%v)", e, err)
			}
		}
		return nil
	})
}
