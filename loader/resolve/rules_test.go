package resolve_test

import (
	"fmt"
	"slices"
	"testing"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
)

// suspected adds a person whom the story shows as a suspect.
func suspected(s *graphtest.Story, name string, aliases ...string) *graphtest.Story {
	return s.Mention(ontology.Person, name, aliases...).Mention(ontology.Place, "Utopia").Edge(name, ontology.ArrestedIn, "Utopia", "")
}

// TestWhatIsOne loads a few stories, in both orders, and looks which names became one
// node.
func TestWhatIsOne(t *testing.T) {
	story := func(n int) *graphtest.Story { return graphtest.NewStory(fmt.Sprintf("story-%d", n)) }
	for _, tt := range []struct {
		name    string
		kind    ontology.NodeKind
		stories []*graphtest.Story
		want    [][]string // names of one node
	}{
		{"HandleOfOneOfSeveralSpellings", ontology.Person, []*graphtest.Story{
			suspected(story(1), "Jane Roe"), story(2).Mention(ontology.Person, "Jane Roe"), suspected(story(3), "Dread Captain Bob", "Jane Roe"),
			story(4).Mention(ontology.Person, "Dread Captain Bob"),
		}, [][]string{{"Dread Captain Bob", "Jane Roe"}}},
		{"OfficerHasNotTheHandleOfASuspect", ontology.Person, []*graphtest.Story{
			suspected(story(1), "Dread Captain Bob", "Jane Roe"),
			story(2).Mention(ontology.Person, "Jane Roe").Mention(ontology.Agency, "Utopia Police").Edge("Jane Roe", ontology.WorksFor, "Utopia Police", ""),
		}, [][]string{{"Dread Captain Bob", "Jane Roe"}, {"Jane Roe"}}},
		{"WrittenAsOneWord", ontology.Marketplace, []*graphtest.Story{
			story(1).Mention(ontology.Marketplace, "Bert's Club"), story(2).Mention(ontology.Marketplace, "BertsClub"),
		}, [][]string{{"Bert's Club", "BertsClub"}}},
		{"OperationWrittenAsOneWord", ontology.Operation, []*graphtest.Story{
			story(1).Mention(ontology.Operation, "Operation Lights Out"), story(2).Mention(ontology.Operation, "Operation LightsOUT"),
		}, [][]string{{"Operation Lights Out", "Operation LightsOUT"}}},
		{"CountryAndItsAdjective", ontology.Agency, []*graphtest.Story{
			story(1).Mention(ontology.Agency, "Royal Malaysia Guard"), story(2).Mention(ontology.Agency, "Royal Malaysian Guard"),
		}, [][]string{{"Royal Malaysia Guard", "Royal Malaysian Guard"}}},
		{"BritishAndAmerican", ontology.Agency, []*graphtest.Story{
			story(1).Mention(ontology.Agency, "Utopian Centre for Organised Crime"), story(2).Mention(ontology.Agency, "Utopian Center for Organized Crime"),
		}, [][]string{{"Utopian Center for Organized Crime", "Utopian Centre for Organised Crime"}}},
		{"ShortFormOfSeveral", ontology.Agency, []*graphtest.Story{
			story(1).Mention(ontology.Agency, "State Criminal Police Office of Lower Saxony", "LKA"), story(2).Mention(ontology.Agency, "State Criminal Police Office of Bavaria", "LKA"),
			story(3).Mention(ontology.Agency, "Federal Criminal Police Office"), story(4).Mention(ontology.Agency, "Austrian Federal Criminal Police", "Federal Criminal Police"),
		}, [][]string{{"Austrian Federal Criminal Police", "Federal Criminal Police"}, {"Federal Criminal Police Office"},
			{"LKA", "State Criminal Police Office of Bavaria"}, {"LKA", "State Criminal Police Office of Lower Saxony"}}},
		{"ProsecutorIsPublic", ontology.Agency, []*graphtest.Story{
			story(1).Mention(ontology.Agency, "Utopia public prosecutor's office"), story(2).Mention(ontology.Agency, "Utopia prosecutor's office"),
		}, [][]string{{"Utopia prosecutor's office", "Utopia public prosecutor's office"}}},
		{"OneArticleTellsThemApart", ontology.Marketplace, []*graphtest.Story{
			story(1).Mention(ontology.Marketplace, "Bert's Club").Mention(ontology.Marketplace, "BertsClub"),
		}, [][]string{{"Bert's Club"}, {"BertsClub"}}},
		{"NumbersCount", ontology.Marketplace, []*graphtest.Story{
			story(1).Mention(ontology.Marketplace, "Night Road 2"), story(2).Mention(ontology.Marketplace, "Night Road 3"),
		}, [][]string{{"Night Road 2"}, {"Night Road 3"}}},
		{"FirstOfASeries", ontology.Marketplace, []*graphtest.Story{
			story(1).Mention(ontology.Marketplace, "Night Road"), story(2).Mention(ontology.Marketplace, "Night Road 1.0"), story(3).Mention(ontology.Marketplace, "Night Road 2.0"),
		}, [][]string{{"Night Road", "Night Road 1.0"}, {"Night Road 2.0"}}},
		{"GivenNameIsNotAll", ontology.Person, []*graphtest.Story{
			story(1).Mention(ontology.Person, "Christopher Gray").Mention(ontology.Agency, "FBI").Edge("Christopher Gray", ontology.WorksFor, "FBI", ""),
			story(2).Mention(ontology.Person, "Christopher Grail").Mention(ontology.Agency, "FBI").Edge("Christopher Grail", ontology.WorksFor, "FBI", ""),
		}, [][]string{{"Christopher Gray"}, {"Christopher Grail"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var docs []*graph.Document
			for _, s := range tt.stories {
				docs = append(docs, s.Document())
			}
			for range 2 {
				compareNodes(t, nodesOf(t, load(t, docs), tt.kind), tt.want)
				slices.Reverse(docs)
			}
		})
	}
}

// nodesOf returns the names of each node of a kind.
func nodesOf(t *testing.T, s *graph.Store, kind ontology.NodeKind) (nodes [][]string) {
	t.Helper()
	err := s.View(t.Context(), func(tx *graph.Tx) error {
		for n, err := range tx.Nodes(t.Context(), kind, 0) {
			if err != nil {
				return err
			}
			names := append([]string{n.Name}, n.Aliases...)
			slices.Sort(names)
			nodes = append(nodes, names)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

func compareNodes(t *testing.T, got, want [][]string) {
	t.Helper()
	slices.SortFunc(got, slices.Compare)
	want = slices.SortedFunc(slices.Values(want), slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("nodes %q, want %q", got, want)
	}
}
