package main

import (
	"path/filepath"
	"strings"
	"testing"

	"onymous/graph"
)

// A store that other rules of resolution made opens after it was rebuilt.
func TestRebuildAfterOtherRules(t *testing.T) {
	db := filepath.Join(t.TempDir(), "store")
	s, err := graph.Open(t.Context(), graph.Options{Dir: db}) // its rules: equal names alone
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, errOut, status := run(t, "", "stats", "--db", db); status == statusOK || !strings.Contains(errOut, "rebuild") {
		t.Fatalf("stats: status %d, %q, want advice to rebuild", status, errOut)
	}
	mustRun(t, "rebuild", "--db", db)
	mustRun(t, "stats", "--db", db)
	mustRun(t, "rebuild", "--db", db)
}
