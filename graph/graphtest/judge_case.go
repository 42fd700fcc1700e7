package graphtest

import (
	"errors"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
)

// judge gives a judgement that must not fail.
func judge(t testing.TB, s Store, j graph.Judgement) graph.JudgementID {
	t.Helper()
	var id graph.JudgementID
	update(t, s, func(tx *graph.Tx) (err error) {
		id, err = tx.Judge(t.Context(), j)
		return err
	})
	return id
}

// twoNames puts articles that call one person by two names.
func twoNames(t testing.TB, s Store) (name, handle graph.ID) {
	t.Helper()
	put(t, s, NewStory("a").Mention(ontology.Person, "Alexandre Cazes").Mention(ontology.Marketplace, "AlphaBay").
		Edge("Alexandre Cazes", ontology.Administered, "AlphaBay", ontology.Founder).Document(),
		NewStory("b").Mention(ontology.Person, "Alpha02").Mention(ontology.Marketplace, "AlphaBay").
			Edge("Alpha02", ontology.Administered, "AlphaBay", ontology.Administrator).Document())
	view(t, s, func(tx *graph.Tx) error {
		name, handle = find(t, tx, ontology.Person, "Alexandre Cazes").ID, find(t, tx, ontology.Person, "Alpha02").ID
		return nil
	})
	return name, handle
}

func testSame(t *testing.T, s Store) {
	a, b := twoNames(t, s)
	before := Dump(t, s)
	j := judge(t, s, graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a, b}, By: "ana"})
	view(t, s, func(tx *graph.Tx) error {
		n := find(t, tx, ontology.Person, "Alpha02")
		if n.Articles != 2 || len(n.Aliases) != 1 {
			t.Errorf("the merged node is %+v, want 2 articles and an alias", n)
		}
		for _, id := range []graph.ID{a, b} {
			if same, err := tx.Node(id); err != nil || same.ID != n.ID {
				t.Errorf("Node(%s) = %+v, %v, want %s", id, same, err, n.ID)
			}
		}
		market := find(t, tx, ontology.Marketplace, "AlphaBay")
		if d, err := tx.Degree(market.ID, ontology.Administered, graph.In); d != 1 || err != nil {
			t.Errorf("degree %d, %v, want 1", d, err)
		}
		e, err := tx.Edge(graph.EdgeKey{From: b, Kind: ontology.Administered, To: market.ID})
		if err != nil || e.Articles != 2 || e.Attributes[ontology.Role] != ontology.Founder {
			t.Errorf("edge %+v, %v, want two articles and the strongest role", e, err)
		}
		return nil
	})
	put(t, s, NewStory("b").Mention(ontology.Person, "Alpha02").Write("Changed.").Document())
	view(t, s, func(tx *graph.Tx) error {
		if n := find(t, tx, ontology.Person, "Alpha02"); n.Articles != 2 {
			t.Errorf("after a reload %+v, want 2 articles", n)
		}
		return nil
	})
	twoNames(t, s) // puts the article back as it was
	undo := judge(t, s, graph.Judgement{Verdict: graph.Undo, Undoes: j})
	if after := Dump(t, s); after != before {
		t.Errorf("undone:\n%swant\n%s", after, before)
	}
	undoTheUndoing(t, s, a, b, undo)
	if err := s.Rebuild(t.Context()); err != nil {
		t.Error(err)
	}
}

// undoTheUndoing brings a judgement back by which two nodes are one.
func undoTheUndoing(t *testing.T, s Store, a, b graph.ID, undo graph.JudgementID) {
	t.Helper()
	judge(t, s, graph.Judgement{Verdict: graph.Undo, Undoes: undo})
	view(t, s, func(tx *graph.Tx) error {
		x, err := tx.Node(a)
		if err != nil {
			return err
		}
		y, err := tx.Node(b)
		if err != nil || x.ID != y.ID {
			t.Errorf("the undoing undone: %s and %s, %v", x.ID, y.ID, err)
		}
		n := 0
		for j, err := range tx.Judgements(t.Context(), 0) {
			if err != nil {
				return err
			}
			if n++; j.ID == undo && j.Undone == 0 || j.ID < undo && j.Undone != 0 {
				t.Errorf("judgement %+v", j)
			}
		}
		if n != 3 {
			t.Errorf("%d judgements, want 3", n)
		}
		return nil
	})
}

func testDifferent(t *testing.T, s Store) {
	put(t, s, NewStory("a").Mention(ontology.Person, "John Smith").Mention(ontology.Place, "Leeds").Edge("John Smith", ontology.LivedIn, "Leeds", "").Document(),
		NewStory("b").Mention(ontology.Person, "John Smith").Mention(ontology.Place, "Ohio").Edge("John Smith", ontology.LivedIn, "Ohio", "").Document())
	before := Dump(t, s)
	var id graph.ID
	view(t, s, func(tx *graph.Tx) error { id = find(t, tx, ontology.Person, "John Smith").ID; return nil })
	j := judge(t, s, graph.Judgement{Verdict: graph.Different, Nodes: []graph.ID{id}, Articles: []graph.ID{graph.ArticleID("b")}})
	count := func(want int) {
		t.Helper()
		view(t, s, func(tx *graph.Tx) error {
			ids, err := tx.Lookup(ontology.Person, "John Smith")
			if err != nil || len(ids) != want {
				t.Errorf("%d John Smiths, %v, want %d", len(ids), err, want)
			}
			for _, id := range ids {
				if d, err := tx.Degree(id, ontology.LivedIn, graph.Out); d != 2/want || err != nil {
					t.Errorf("%s lived in %d places, %v, want %d", id, d, err, 2/want)
				}
			}
			return nil
		})
	}
	count(2)
	put(t, s, NewStory("b").Mention(ontology.Person, "John Smith").Mention(ontology.Place, "Ohio").Write("Changed. ").Edge("John Smith", ontology.LivedIn, "Ohio", "").Document())
	count(2)
	if err := s.Rebuild(t.Context()); err != nil {
		t.Error(err)
	}
	count(2)
	judge(t, s, graph.Judgement{Verdict: graph.Undo, Undoes: j})
	count(1)
	if after := Dump(t, s); after != before {
		t.Errorf("undone:\n%swant\n%s", after, before)
	}
}

func testReject(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	before := Dump(t, s)
	edge := func() (found bool) {
		view(t, s, func(tx *graph.Tx) error {
			key := graph.EdgeKey{From: find(t, tx, ontology.Agency, "Europol").ID, Kind: ontology.ParticipatedIn, To: find(t, tx, ontology.Operation, "Onymous").ID}
			_, err := tx.Edge(key)
			if found = err == nil; err != nil && !errors.Is(err, graph.ErrNotFound) {
				return err
			}
			return nil
		})
		return found
	}
	j := judge(t, s, graph.Judgement{Verdict: graph.Reject, Claim: graph.ClaimID{Article: graph.ArticleID("a"), Number: 0}})
	if edge() {
		t.Error("the edge of a rejected claim is there")
	}
	view(t, s, func(tx *graph.Tx) error {
		c, err := tx.Claim(graph.ClaimID{Article: graph.ArticleID("a"), Number: 0})
		if err != nil || !c.Rejected {
			t.Errorf("the claim is %+v, %v, want it rejected", c, err)
		}
		return nil
	})
	// The article is read anew, and the claim has another number and sentence.
	put(t, s, NewStory("a").Mention(ontology.Operation, "Operation Onymous", "Onymous").Mention(ontology.Agency, "Europol").
		Fact("Operation Onymous", ontology.Arrests, 17).Edge("Europol", ontology.ParticipatedIn, "Operation Onymous", ontology.Led).Document())
	if edge() {
		t.Error("after a reload the edge of the rejected claim is there")
	}
	judge(t, s, graph.Judgement{Verdict: graph.Undo, Undoes: j})
	if !edge() {
		t.Error("undone, the edge is not there")
	}
	put(t, s, onymous("a").Document())
	if after := Dump(t, s); after != before {
		t.Errorf("as it was:\n%swant\n%s", after, before)
	}
}

func testRename(t *testing.T, s Store) {
	put(t, s, onymous("a").Document())
	var id graph.ID
	view(t, s, func(tx *graph.Tx) error { id = find(t, tx, ontology.Person, "Blake Benthall").ID; return nil })
	j := judge(t, s, graph.Judgement{Verdict: graph.Rename, Nodes: []graph.ID{id}, Name: "Blake Edward Benthall"})
	check := func() {
		t.Helper()
		view(t, s, func(tx *graph.Tx) error {
			if n := find(t, tx, ontology.Person, "Blake Edward Benthall"); n.Name != "Blake Edward Benthall" || n.ID != id {
				t.Errorf("renamed %+v", n)
			}
			find(t, tx, ontology.Person, "Blake Benthall") // still found by what articles call him
			return nil
		})
	}
	check()
	put(t, s, onymous("a").Write("Changed.").Document())
	check()
	judge(t, s, graph.Judgement{Verdict: graph.Undo, Undoes: j})
	view(t, s, func(tx *graph.Tx) error {
		if n := find(t, tx, ontology.Person, "Blake Benthall"); n.Name != "Blake Benthall" {
			t.Errorf("undone %+v", n)
		}
		return nil
	})
}

func testConflict(t *testing.T, s Store) {
	a, b := twoNames(t, s)
	judge(t, s, graph.Judgement{Verdict: graph.Different, Nodes: []graph.ID{a, b}})
	before := Dump(t, s)
	for name, tt := range map[string]struct {
		j    graph.Judgement
		want error
	}{
		"Contradicting": {graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a, b}}, graph.ErrConflict},
		"OfItself":      {graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a, a}}, graph.ErrInvalid},
		"OfOne":         {graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a}}, graph.ErrInvalid},
		"OfNobody":      {graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a, a + 1}}, graph.ErrNotFound},
		"NoClaim":       {graph.Judgement{Verdict: graph.Reject, Claim: graph.ClaimID{Article: graph.ArticleID("a"), Number: 7}}, graph.ErrNotFound},
		"NoName":        {graph.Judgement{Verdict: graph.Rename, Nodes: []graph.ID{a}}, graph.ErrInvalid},
		"UndoesNothing": {graph.Judgement{Verdict: graph.Undo, Undoes: 9}, graph.ErrNotFound},
		"SaysNothing":   {graph.Judgement{}, graph.ErrInvalid},
	} {
		err := s.Update(t.Context(), func(tx *graph.Tx) error {
			_, err := tx.Judge(t.Context(), tt.j)
			return err
		})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if after := Dump(t, s); after != before {
		t.Errorf("after what was refused:\n%swant\n%s", after, before)
	}
}

func testDiff(t *testing.T, s Store) {
	put(t, s, onymous("a").Document(), NewStory("b").Mention(ontology.Place, "Atlantis").Write("Gone.").Document())
	update(t, s, func(tx *graph.Tx) error {
		id, err := tx.BeginLoad("v2", "test")
		if err != nil {
			return err
		}
		if _, err := tx.Put(t.Context(), NewStory("c").Mention(ontology.Agency, "Europol").Mention(ontology.Operation, "Operation Bayonet").
			Edge("Europol", ontology.ParticipatedIn, "Operation Bayonet", "").Document()); err != nil {
			return err
		}
		if err := tx.Retract(t.Context(), graph.ArticleID("b")); err != nil {
			return err
		}
		return tx.EndLoad(id)
	})
	got := map[string]graph.ChangeKind{}
	view(t, s, func(tx *graph.Tx) error {
		for c, err := range tx.LoadDiff(t.Context(), 1, 2) {
			if err != nil {
				return err
			}
			got[c.Name] = c.Kind
			if c.Why == "" || len(c.Articles) == 0 {
				t.Errorf("change %+v says not why", c)
			}
		}
		for l, err := range tx.Loads(t.Context(), 1) {
			if err != nil || l.New != 1 || l.Retracted != 1 || l.Version != "v2" || l.Ended.IsZero() {
				t.Errorf("load %+v, %v", l, err)
			}
		}
		return nil
	})
	want := map[string]graph.ChangeKind{"Europol": graph.Changed, "Operation Bayonet": graph.Appeared, "Atlantis": graph.Vanished,
		"Europol PARTICIPATED_IN Operation Bayonet": graph.Appeared}
	for name, kind := range want {
		if got[name] != kind {
			t.Errorf("%s: change %d, want %d", name, got[name], kind)
		}
	}
	if len(got) != len(want) {
		t.Errorf("changes %v, want %v", got, want)
	}
}
