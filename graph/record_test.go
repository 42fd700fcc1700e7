package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onymous/graph/ontology"
)

func TestRecordsThereAndBack(t *testing.T) {
	article := ID(ontology.Article)<<56 | 7
	key := outKey(EdgeKey{1, ontology.ParticipatedIn, 2})
	for _, s := range []*statement{
		{articles: 1, independent: 1, claims: 1, asserted: 1, since: 3, touched: 3, refs: []ref{{ClaimID{article, 4}, 3}}},
		{articles: 2, independent: 1, claims: 3, asserted: 0, since: 3, touched: 9, attributes: []attribute{{ontology.Role, ontology.Led, 2}, {ontology.Role, "UNHEARD", 1}},
			refs: []ref{{ClaimID{article, 4}, 3}, {ClaimID{article, 5}, 9}, {ClaimID{article + 1, 0}, 4}}},
		{articles: 900, independent: 800, claims: 1000, asserted: 999, since: 1, touched: 2},
	} {
		got, err := decodeStatement(key, s.encode(key))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s, got, cmp.AllowUnexported(statement{}, attribute{}, ref{})); diff != "" {
			t.Errorf("statement: %s", diff)
		}
	}
	f := &form{id: 5, node: 9, key: "fbi", docs: 2, unnamed: 1, since: 1, touched: 4, surfaces: []surface{{"FBI", 2, 0}}, blocks: []block{{7, true, 1}},
		partners: []ID{3, 4}, apart: 1, renamed: 2, name: "Bureau", why: "because"}
	headed := &form{id: 5, node: 5, key: "fbi", docs: 2, since: 1, touched: 1, surfaces: []surface{{"FBI", 2, 0}},
		head: &headRecord{members: []ID{8}, name: "fbi", articles: 4, independent: 3, degrees: []degree{{edgeCode(ontology.PartOf, In), 2}}}}
	for _, f := range []*form{f, headed} {
		got, err := decodeForm(5, f.encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(f, got, cmp.AllowUnexported(form{}, surface{}, block{}, headRecord{}, degree{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("form: %s", diff)
		}
	}
}

// FuzzRecords gives junk to every decoder: none may panic or ask for much memory.
func FuzzRecords(f *testing.F) {
	article := ID(ontology.Article)<<56 | 7
	key := outKey(EdgeKey{1, ontology.ParticipatedIn, 2})
	s := &statement{articles: 2, independent: 1, claims: 2, since: 3, touched: 9, attributes: []attribute{{ontology.Role, ontology.Led, 2}},
		refs: []ref{{ClaimID{article, 4}, 3}, {ClaimID{article, 5}, 9}}}
	f.Add(s.encode(key))
	f.Add((&form{id: 5, node: 9, key: "fbi", docs: 2, surfaces: []surface{{"FBI", 2, 0}}, why: "x"}).encode())
	f.Add((&statement{articles: 1, independent: 1, claims: 1, asserted: 1, since: 3, touched: 3, attributes: []attribute{{ontology.Role, ontology.Led, 1}},
		refs: []ref{{ClaimID{article, 4}, 3}}}).encode(key))
	f.Add((&form{id: 5, node: 5, key: "fbi", docs: 2, surfaces: []surface{{"FBI", 2, 0}}, blocks: []block{{7, true, 1}}, partners: []ID{3},
		head: &headRecord{members: []ID{8}, name: "fbi", articles: 4, independent: 3}}).encode())
	f.Add((&articleHead{Article: Article{Key: "k", Path: "k"}, doc: 1, load: 1, since: 1, changed: 1}).encode())
	f.Add((&judged{Judgement: Judgement{Verdict: Same, Nodes: []ID{1, 2}}, pairs: []formPair{{1, 2, "a", "b"}}}).encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, err := decodeStatement(key, b); err == nil && s.claims == len(s.refs) {
			if _, err := decodeStatement(key, s.encode(key)); err != nil {
				t.Fatalf("%+v does not decode again: %v", s, err)
			}
		}
		if n, ok := plainNote(ontology.ParticipatedIn, b); ok {
			if s, err := decodeStatement(key, b); err == nil && n != note(s.edge(EdgeKey{1, ontology.ParticipatedIn, 2})) {
				t.Errorf("plainNote %x differs from note of %+v", n, s)
			}
		}
		if f, err := decodeForm(5, b); err == nil {
			node, members, err := formNode(5, b)
			if err != nil || node != f.node || members != (f.head != nil && len(f.head.members) > 0) {
				t.Errorf("formNode: %s, %v, %v of %+v", node, members, err, f)
			}
		}
		decodeHead(5, b)
		decodeBody(b)
		decodeLoad(1, b)
		decodeLoss(b)
		decodeLink(b)
		decodeJudged(1, b)
		decodeMeta(b)
		decodeCounters(b)
		decodePostings(b, 0)
	})
}
