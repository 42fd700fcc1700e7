package export

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// maxDepth and maxStart bound what a selection may ask for.
const (
	maxDepth = 6
	maxStart = 100
)

// ParseSelection reads a selection from the parameters of a URL:
//
//	from    ids or names of nodes to begin at; may be repeated
//	depth   hops from there, 1 if not given
//	kinds   kinds of nodes, separated by commas
//	edges   kinds of edges, separated by commas
//	nodes   largest number of nodes, if there is a from
//
// Unknown kinds, ids and names are errors that wrap graph.ErrInvalid or
// graph.ErrNotFound.
func ParseSelection(tx *graph.Tx, values url.Values) (Selection, error) {
	s := Selection{Depth: 1}
	for _, from := range values["from"] {
		ids, err := find(tx, from)
		if err != nil {
			return Selection{}, err
		}
		s.Start = append(s.Start, ids...)
	}
	if len(s.Start) > maxStart {
		return Selection{}, fmt.Errorf("export: %w: %d nodes to begin at, at most %d", graph.ErrInvalid, len(s.Start), maxStart)
	}
	for _, name := range list(values.Get("kinds")) {
		k, ok := ontology.ParseNodeKind(name)
		if !ok {
			return Selection{}, fmt.Errorf("export: %w: there is no kind of node %q", graph.ErrInvalid, name)
		}
		s.NodeKinds = append(s.NodeKinds, k)
	}
	for _, name := range list(values.Get("edges")) {
		k, ok := ontology.ParseEdgeKind(name)
		if !ok {
			return Selection{}, fmt.Errorf("export: %w: there is no kind of edge %q", graph.ErrInvalid, name)
		}
		s.EdgeKinds = append(s.EdgeKinds, k)
	}
	for _, n := range []struct {
		name  string
		to    *int
		least int
		most  int
	}{{"depth", &s.Depth, 0, maxDepth}, {"nodes", &s.MaxNodes, 1, 20_000}} {
		text := values.Get(n.name)
		if text == "" {
			continue
		}
		v, err := strconv.Atoi(text)
		if err != nil || v < n.least || v > n.most {
			return Selection{}, fmt.Errorf("export: %w: %s is %q, want a number from %d to %d", graph.ErrInvalid, n.name, text, n.least, n.most)
		}
		*n.to = v
	}
	slices.Sort(s.NodeKinds)
	slices.Sort(s.EdgeKinds)
	return s, nil
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// find returns the node of an id, or the nodes of a name.
func find(tx *graph.Tx, from string) ([]graph.ID, error) {
	ids, err := tx.Find(from)
	for i := 0; i < len(ids) && err == nil; i++ {
		ids[i], err = tx.Resolve(ids[i])
	}
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return ids, nil
}

// Handler serves GET /export/{format} with the parameters of ParseSelection. It
// is safe for concurrent use; at most atOnce exports run at a time, others are
// told to come back.
func Handler(store *graph.Store, atOnce int) http.Handler {
	turns := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := ByName(strings.TrimPrefix(r.URL.Path, "/export/"))
		if !ok {
			http.Error(w, "There is no such format.", http.StatusNotFound)
			return
		}
		select {
		case turns <- struct{}{}:
			defer func() { <-turns }()
		default:
			w.Header().Set("Retry-After", "5")
			http.Error(w, "Other exports are being written.", http.StatusServiceUnavailable)
			return
		}
		serve(r.Context(), store, f, w, r)
	})
}

func serve(ctx context.Context, store *graph.Store, f Format, w http.ResponseWriter, r *http.Request) {
	begun := false
	err := store.View(ctx, func(tx *graph.Tx) error {
		selection, err := ParseSelection(tx, r.URL.Query())
		if err != nil {
			return err
		}
		begun = true
		h := w.Header()
		h.Set("Content-Type", f.MediaType)
		h.Set("Content-Disposition", `attachment; filename="onymous`+f.Extension+`"`)
		h.Set("X-Content-Type-Options", "nosniff")
		return Write(ctx, tx, f, selection, w)
	})
	switch {
	case err == nil:
	case begun:
		// The status is sent; a connection that breaks off is the only way left to say
		// that the file is not whole.
		panic(http.ErrAbortHandler)
	case errors.Is(err, graph.ErrInvalid):
		http.Error(w, err.Error(), http.StatusBadRequest)
	case errors.Is(err, graph.ErrNotFound):
		http.Error(w, err.Error(), http.StatusNotFound)
	default:
		http.Error(w, "Internal server error", http.StatusInternalServerError)
	}
}
