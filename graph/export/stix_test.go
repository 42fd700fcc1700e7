package export_test

import (
	"regexp"
	"testing"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/graph/ontology"
)

func TestSTIXObjectsAreComplete(t *testing.T) {
	s := testStore(t)
	part := export.Selection{Start: lookup(t, s, ontology.Operation, "Operation Nasty"), Depth: 1}
	for name, selection := range map[string]export.Selection{"Whole": {}, "Part": part} {
		t.Run(name, func(t *testing.T) { checkSTIX(t, write(t, s, "stix", selection)) })
	}
}

// lookup returns the nodes of a name.
func lookup(t *testing.T, s *graph.Store, kind ontology.NodeKind, name string) (ids []graph.ID) {
	t.Helper()
	err := s.View(t.Context(), func(tx *graph.Tx) (err error) {
		ids, err = tx.Lookup(kind, name)
		return err
	})
	if err != nil || len(ids) == 0 {
		t.Fatalf("%d nodes are called %s: %v", len(ids), name, err)
	}
	return ids
}

func checkSTIX(t *testing.T, file string) {
	t.Helper()
	var bundle struct {
		Type, ID string
		Objects  []map[string]any
	}
	unmarshal(t, file, &bundle)
	ids := map[string]bool{}
	for _, o := range bundle.Objects {
		id := o["id"].(string)
		if ids[id] {
			t.Errorf("%s is there twice", id)
		}
		ids[id] = true
	}
	required := map[string][]string{
		"identity": {"name", "identity_class"}, "threat-actor": {"name"}, "infrastructure": {"name"}, "location": {"name"}, "tool": {"name"},
		"grouping": {"name", "context", "object_refs"}, "relationship": {"relationship_type", "source_ref", "target_ref"},
		"report": {"name", "published", "object_refs"}, "note": {"content", "object_refs"},
	}
	for _, o := range bundle.Objects {
		names, known := required[o["type"].(string)]
		if !known {
			t.Errorf("there is no object of type %v here", o["type"])
		}
		for _, name := range append(names, "spec_version", "created", "modified") {
			if v, ok := o[name]; !ok || v == "" || v == nil {
				t.Errorf("%v has no %s", o["id"], name)
			}
		}
		checkSTIXValues(t, o)
		for _, ref := range refsOf(o) {
			if !ids[ref] {
				t.Errorf("%v refers to %s, which is not in the bundle", o["id"], ref)
			}
		}
	}
}

func refsOf(o map[string]any) []string {
	var refs []string
	for _, name := range []string{"source_ref", "target_ref"} {
		if ref, ok := o[name].(string); ok {
			refs = append(refs, ref)
		}
	}
	list, _ := o["object_refs"].([]any)
	for _, ref := range list {
		refs = append(refs, ref.(string))
	}
	return refs
}

// Rules of STIX 2.1 for the values of every object: identifiers (2.9), names and empty
// values (3.1), timestamps (3.2), and what some types ask for.
var (
	stixIdentifier   = regexp.MustCompile(`^[a-z][a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	stixProperty     = regexp.MustCompile(`^(id|[a-z][a-z0-9_]{2,249})$`)
	stixTimestamp    = regexp.MustCompile(`^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$`)
	stixTimes        = []string{"created", "modified", "published", "first_seen", "last_seen", "start_time"}
	stixRelationship = regexp.MustCompile(`^[a-z0-9-]+$`)
)

func checkSTIXValues(t *testing.T, o map[string]any) {
	t.Helper()
	id := o["id"].(string)
	if !stixIdentifier.MatchString(id) || id[:len(o["type"].(string))+2] != o["type"].(string)+"--" {
		t.Errorf("%s is no identifier of a %v", id, o["type"])
	}
	for name, value := range o {
		if !stixProperty.MatchString(name) {
			t.Errorf("%s: %s is no name of a property", id, name)
		}
		list, isList := value.([]any)
		if value == nil || value == "" || isList && len(list) == 0 {
			t.Errorf("%s: %s is empty", id, name)
		}
	}
	for _, name := range stixTimes {
		if at, ok := o[name].(string); ok && !stixTimestamp.MatchString(at) {
			t.Errorf("%s: %s is %s", id, name, at)
		}
	}
	for _, order := range [][2]string{{"created", "modified"}, {"first_seen", "last_seen"}} {
		first, _ := o[order[0]].(string)
		if last, ok := o[order[1]].(string); ok && last < first {
			t.Errorf("%s: %s is %s, before %s", id, order[1], last, first)
		}
	}
	if kind, ok := o["relationship_type"].(string); ok && !stixRelationship.MatchString(kind) {
		t.Errorf("%s: %s is no type of relationship", id, kind)
	}
	if o["type"] == "location" && o["region"] == nil {
		t.Errorf("%s has no region, country or coordinates", id)
	}
}
