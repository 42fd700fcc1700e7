package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
)

// filled is a store with some random articles.
func filled(t testing.TB, o graph.Options, articles int) *graph.Store {
	t.Helper()
	s := open(t, o)
	rng := rand.New(rand.NewPCG(7, 7))
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		for i := range articles {
			if _, err := tx.Put(t.Context(), graphtest.Article(rng, fmt.Sprintf("article-%d", i))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func backup(t testing.TB, s *graph.Store) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRestoreGivesTheSameView(t *testing.T) {
	s := filled(t, graph.Options{}, 60)
	dir := filepath.Join(t.TempDir(), "new")
	if err := graph.Restore(t.Context(), graph.Options{Dir: dir}, bytes.NewReader(backup(t, s))); err != nil {
		t.Fatal(err)
	}
	r := open(t, graph.Options{Dir: dir})
	if got, want := viewDigest(t, r), viewDigest(t, s); got != want {
		t.Errorf("the restored view has digest %s, want %s", got, want)
	}
}

func viewDigest(t testing.TB, s *graph.Store) (digest string) {
	t.Helper()
	err := s.View(t.Context(), func(tx *graph.Tx) (err error) {
		digest, err = tx.ViewDigest(t.Context())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

func TestRestoreRefusesDamage(t *testing.T) {
	good := backup(t, filled(t, graph.Options{}, 20))
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2] ^= 0x40
	layout := bytes.Clone(good)
	layout[16] = 99 // the layout is the first number of the head
	for _, tt := range []struct {
		name string
		in   []byte
		want error
	}{
		{"Empty", nil, graph.ErrLayout},
		{"Foreign", []byte("PK\x03\x04 something else entirely"), graph.ErrLayout},
		{"OtherLayout", layout, graph.ErrLayout},
		{"CutInHead", good[:20], graph.ErrCorrupt},
		{"Cut", good[:len(good)-40], graph.ErrCorrupt},
		{"Flipped", flipped, graph.ErrCorrupt},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new")
			err := graph.Restore(t.Context(), graph.Options{Dir: dir}, bytes.NewReader(tt.in))
			if !errors.Is(err, tt.want) {
				t.Errorf("Restore: %v, want %v", err, tt.want)
			}
			if files, err := os.ReadDir(dir); err == nil && len(files) > 0 {
				t.Errorf("%d files are left", len(files))
			}
		})
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "diary.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := graph.Restore(t.Context(), graph.Options{Dir: full}, bytes.NewReader(good)); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("into a folder with something in it: %v, want ErrInvalid", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	diary := filepath.Join(dir, "diary.txt")
	short := filepath.Join(dir, "short.key")
	for file, text := range map[string]string{diary: "Dear diary", short: "0123"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name string
		o    graph.Options
		want error
	}{
		{"Foreign", graph.Options{Dir: dir}, graph.ErrLayout},
		{"ShortKey", graph.Options{Dir: filepath.Join(dir, "new"), KeyFile: short}, graph.ErrInvalid},
		{"NoKeyFile", graph.Options{Dir: filepath.Join(dir, "new"), KeyFile: filepath.Join(dir, "none")}, os.ErrNotExist},
		{"SmallCache", graph.Options{CacheBytes: 1}, graph.ErrInvalid},
		{"MemoryToRead", graph.Options{ReadOnly: true}, graph.ErrInvalid},
		{"NothingToRead", graph.Options{Dir: filepath.Join(dir, "none"), ReadOnly: true}, os.ErrNotExist},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := graph.Open(t.Context(), tt.o)
			if s != nil {
				s.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("Open: %v, want %v", err, tt.want)
			}
		})
	}
}

func TestSecondIsToldWhoHoldsIt(t *testing.T) {
	dir := t.TempDir()
	open(t, graph.Options{Dir: dir})
	_, err := graph.Open(t.Context(), graph.Options{Dir: dir})
	if !errors.Is(err, graph.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("Open: %v, want ErrLocked and this process", err)
	}
}

func TestEncryptedStore(t *testing.T) {
	dir, key := filepath.Join(t.TempDir(), "db"), filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte(strings.Repeat("0123456789abcdef", 4)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := filled(t, graph.Options{Dir: dir, KeyFile: key}, 10)
	want := viewDigest(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("Alexandre Cazes")) {
			t.Errorf("%s can be read without the key", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(t.Context(), graph.Options{Dir: dir}); !errors.Is(err, graph.ErrLayout) {
		t.Errorf("without the key: %v, want ErrLayout", err)
	}
	if got := viewDigest(t, open(t, graph.Options{Dir: dir, KeyFile: key})); got != want {
		t.Errorf("opened again the view has digest %s, want %s", got, want)
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	s := filled(t, graph.Options{Dir: dir}, 10)
	want := viewDigest(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a, b := open(t, graph.Options{Dir: dir, ReadOnly: true}), open(t, graph.Options{Dir: dir, ReadOnly: true})
	for _, s := range []*graph.Store{a, b} {
		if got := viewDigest(t, s); got != want {
			t.Errorf("the view has digest %s, want %s", got, want)
		}
		if err := s.Update(t.Context(), func(*graph.Tx) error { return nil }); !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("Update: %v, want ErrReadOnly", err)
		}
	}
	err := a.View(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Put(t.Context(), graphtest.NewStory("x").Write("x").Document())
		return err
	})
	if !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("Put in a View: %v, want ErrReadOnly", err)
	}
}

// otherRules is a Resolver of another digest, which joins people by their surname.
type otherRules struct{ graph.Resolver }

func (otherRules) Digest() string { return "surnames" }

func (otherRules) Name(d *graph.Document) []graph.Naming {
	names := make([]graph.Naming, len(d.Mentions))
	for i, m := range d.Mentions {
		names[i].Key = graph.Fold(m.Name)
		if words := strings.Fields(names[i].Key); m.Kind == ontology.Person {
			names[i].Key = words[len(words)-1]
		}
	}
	return names
}

func (otherRules) Compare(context.Context, *graph.Form, *graph.Form, int) (graph.Decision, error) {
	return graph.Decision{}, nil
}

func (otherRules) Apart(context.Context, *graph.Form, *graph.Form) (graph.Difference, error) {
	return graph.NoDifference, nil
}

func TestOtherRulesNeedRebuild(t *testing.T) {
	dir := t.TempDir()
	s := open(t, graph.Options{Dir: dir})
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		for i, name := range []string{"Jane Smith", "John Smith"} {
			if _, err := tx.Put(t.Context(), graphtest.NewStory(fmt.Sprint(i)).Mention(ontology.Person, name).Write(name).Document()); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(t.Context(), graph.Options{Dir: dir, Resolver: otherRules{}}); !errors.Is(err, graph.ErrLayout) {
		t.Errorf("with other rules: %v, want ErrLayout", err)
	}
	s = open(t, graph.Options{Dir: dir, Resolver: otherRules{}, Rebuild: true})
	err = s.View(t.Context(), func(tx *graph.Tx) error {
		st, err := tx.Stats()
		if st.Nodes[ontology.Person] != 1 {
			t.Errorf("%d people, want 1", st.Nodes[ontology.Person])
		}
		return err
	})
	if err == nil {
		err = s.Check(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadersAndWriter reads from several goroutines while articles come and go. Within a
// View all must fit together.
func TestReadersAndWriter(t *testing.T) {
	for _, adjacency := range []int64{0, -1} {
		s := filled(t, graph.Options{AdjacencyBytes: adjacency}, 10)
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for ctx.Err() == nil {
					if err := s.View(context.Background(), readAll); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		rng := rand.New(rand.NewPCG(8, 8))
		for range 15 {
			err := s.Update(t.Context(), func(tx *graph.Tx) error {
				for range 3 {
					if _, err := tx.Put(t.Context(), graphtest.Article(rng, fmt.Sprintf("article-%d", rng.IntN(15)))); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		stop()
		wg.Wait()
	}
}

// readAll reads a snapshot from both ends of its edges and compares.
func readAll(tx *graph.Tx) error {
	ctx := context.Background()
	out, in := 0, 0
	for _, kind := range ontology.NodeTypes() {
		for n, err := range tx.Nodes(ctx, kind.Kind, 0) {
			if err != nil {
				return err
			}
			for dir, count := range map[graph.Direction]*int{graph.Out: &out, graph.In: &in} {
				seen := 0
				for e, err := range tx.Neighbours(ctx, n.ID, 0, dir, 0) {
					if err != nil {
						return err
					}
					if _, err := tx.Node(e.To); err != nil {
						return err
					}
					if e.Kind != ontology.Mentions {
						seen++
					}
				}
				if d, err := tx.Degree(n.ID, 0, dir); err != nil || d != seen {
					return fmt.Errorf("node %s has %d edges and counts %d (%v)", n.ID, seen, d, err)
				}
				*count += seen
			}
		}
	}
	st, err := tx.Stats()
	edges := 0
	for kind, n := range st.Edges {
		if kind != ontology.Mentions {
			edges += n
		}
	}
	if err == nil && (out != edges || in != edges) {
		err = fmt.Errorf("%d edges out, %d in, %d counted", out, in, edges)
	}
	return err
}

func TestWatch(t *testing.T) {
	s := open(t, graph.Options{})
	ctx, stop := context.WithCancel(t.Context())
	changes := s.Watch(ctx)
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Put(t.Context(), graphtest.NewStory("a").Mention(ontology.Agency, "Europol").Write("Europol.").Document())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case w := <-changes:
		if len(w.Articles) != 1 || w.Articles[0] != graph.ArticleID("a") || len(w.Nodes) != 1 || w.Load != 1 {
			t.Errorf("watched %+v, want the article, a node and the load", w)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was sent")
	}
	stop()
	for range changes { // ends because the context did
	}
	late := s.Watch(t.Context())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range late { // ends because the store was closed
	}
}
