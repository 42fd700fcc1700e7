package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "onymous"
	root   = "../.."
)

// mayImport says which of our packages each folder may import: the first entry
// whose folder matches decides. A trailing /... covers the folders below.
var mayImport = []struct {
	folder  string
	allowed []string
}{
	{"cmd/...", []string{"loader/...", "schema/...", "web/...", "graph/..."}},
	{"graph/ontology", nil},
	{"graph/graphtest", []string{"graph", "graph/ontology"}},
	{"graph/inorder", nil},
	{"graph/export", []string{"graph", "graph/inorder", "graph/ontology", "graph/export/..."}},
	{"graph", []string{"graph/ontology", "graph/internal/..."}},
	{"graph/internal/...", []string{"graph/ontology", "graph/internal/..."}},
	{"schema/...", []string{"graph", "graph/ontology", "schema/..."}},
	{"web/...", []string{"web/..."}},
	{"loader", []string{"graph", "graph/inorder", "graph/ontology", "loader/..."}},
	{"loader/text", []string{"graph/ontology"}},
	{"loader/lexicon", []string{"graph/ontology"}},
	{"loader/score", []string{"graph/ontology"}},
	{"loader/resolve", []string{"graph", "graph/ontology", "loader/lexicon"}}, // the only stage that reads the graph
	{"loader/internal/...", []string{"graph/ontology", "loader/text", "loader/lexicon", "loader/score", "loader/internal/..."}},
	{"loader/...", []string{"graph/ontology", "loader/text", "loader/lexicon", "loader/score", "loader/internal/..."}}, // score: what a stage learns from
}

// TestImportsGoOneWay reads the imports of every file that is no test.
func TestImportsGoOneWay(t *testing.T) {
	checked := 0
	walkGo(t, func(file, folder string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		allowed, known := allowedFor(folder)
		if !known {
			t.Errorf("%s is in no folder that the layout knows", file)
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			ours, ok := strings.CutPrefix(path, module+"/")
			if ok && !slices.ContainsFunc(allowed, func(pattern string) bool { return matches(pattern, ours) }) {
				t.Errorf("%s imports %s, want only %v", file, ours, allowed)
			}
		}
		checked++
	})
	if checked < 10 {
		t.Errorf("%d files checked, want the whole project", checked)
	}
}

func allowedFor(folder string) ([]string, bool) {
	for _, rule := range mayImport {
		if matches(rule.folder, folder) {
			return rule.allowed, true
		}
	}
	return nil, false
}

func matches(pattern, folder string) bool {
	if top, ok := strings.CutSuffix(pattern, "/..."); ok {
		return folder == top || strings.HasPrefix(folder, top+"/")
	}
	return pattern == folder
}

// walkGo calls visit for every Go file of the project, with its folder as the
// project names it.
func walkGo(t *testing.T, visit func(file, folder string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := entry.Name(); {
		case entry.IsDir() && (name == "node_modules" || name == "testdata" || name == ".git" || name == "dist"):
			return filepath.SkipDir
		case !entry.IsDir() && strings.HasSuffix(name, ".go"):
			folder, err := filepath.Rel(root, filepath.Dir(path))
			if err != nil {
				return err
			}
			visit(path, filepath.ToSlash(folder))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
