package resolve_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/loader/resolve"
)

var kills = flag.Int("kills", 50, "how often a load is killed")

// killDir tells a child which store to load into; without it the test binary is no child.
const killDir, killSeed = "ONYMOUS_KILL_DIR", "ONYMOUS_KILL_SEED"

// A batch is large enough to go out in parts: the process is also killed in between.
const (
	killArticles = 600
	killBatch    = 120
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		seed, err := strconv.ParseUint(os.Getenv(killSeed), 10, 64)
		if err == nil {
			err = loadAndTell(dir, seed)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// killed returns the articles that a killed load is about.
func killedArticles(seed uint64) []*graph.Document {
	rng := rand.New(rand.NewPCG(seed, 1))
	docs := make([]*graph.Document, killArticles)
	for i := range docs {
		docs[i] = graphtest.Article(rng, fmt.Sprintf("article-%03d", i))
	}
	return docs
}

// loadAndTell is the child: it loads and prints how many articles are acknowledged.
func loadAndTell(dir string, seed uint64) error {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Options{Dir: dir, Resolver: resolve.Rules()})
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, err = resolve.Load(ctx, s, each(killedArticles(seed)), resolve.Options{Batch: killBatch, Progress: func(sum resolve.Summary) {
		fmt.Println(sum.New + sum.Changed + sum.Same)
	}})
	if err != nil {
		return err
	}
	fmt.Println("done")
	return s.Close()
}

// TestKilledLoadKeepsWhatItAcknowledged kills a load again and again at moments that it
// chooses by chance, and looks what is left each time.
func TestKilledLoadKeepsWhatItAcknowledged(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many processes")
	}
	rng := randomSeed(t)
	seed := rng.Uint64()
	docs := killedArticles(seed)
	// How long a load takes depends on the machine: it is killed at a moment of one.
	began := time.Now()
	loadAndKill(t, t.TempDir(), seed, time.Hour)
	took := time.Since(began)
	dir := t.TempDir()
	acknowledged, finished := 0, 0
	for kill := range *kills {
		n, done := loadAndKill(t, dir, seed, time.Duration(rng.Int64N(int64(took))))
		acknowledged = max(acknowledged, n)
		lookAfterKill(t, dir, docs, acknowledged, kill)
		if done { // begin anew
			finished++
			dir, acknowledged = t.TempDir(), 0
		}
	}
	for done := false; !done; {
		_, done = loadAndKill(t, dir, seed, time.Hour)
	}
	s, err := graph.Open(t.Context(), graph.Options{Dir: dir, Resolver: resolve.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	straight, err := graph.Open(t.Context(), graph.Options{Resolver: resolve.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	defer straight.Close()
	if _, err := resolve.Load(t.Context(), straight, each(docs), resolve.Options{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(graphtest.Dump(t, straight), "\n"), strings.Split(graphtest.Dump(t, s), "\n")); diff != "" {
		t.Errorf("a load that was not killed (-) and one that was (+) differ:\n%s", diff)
	}
	t.Logf("%d kills, %d loads finished before theirs", *kills, finished)
}

// loadAndKill starts a child, kills it some time after it has opened the store, and
// returns how many articles it had acknowledged, and whether it was done.
func loadAndKill(t *testing.T, dir string, seed uint64, after time.Duration) (acknowledged int, done bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killDir+"="+dir, killSeed+"="+strconv.FormatUint(seed, 10))
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the child did not open the store: %q %s", lines.Text(), complaint.String())
	}
	timer := time.AfterFunc(after, func() { child.Process.Kill() })
	defer timer.Stop()
	for lines.Scan() {
		if done = lines.Text() == "done"; done {
			break
		}
		if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
	}
	io.Copy(io.Discard, out)
	if err := child.Wait(); err != nil && !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child: %v %s", err, complaint.String())
	}
	return acknowledged, done
}

// lookAfterKill checks that what was acknowledged is there and whole, and that nothing
// is there in part.
func lookAfterKill(t *testing.T, dir string, docs []*graph.Document, acknowledged, kill int) {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Options{Dir: dir, Resolver: resolve.Rules()})
	if err != nil {
		t.Fatalf("kill %d: %v", kill, err)
	}
	defer s.Close()
	there := 0
	err = s.View(t.Context(), func(tx *graph.Tx) error {
		for i, d := range docs {
			id, ok, err := tx.ArticleByKey(d.Article.Key)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if there++; there != i+1 {
				t.Errorf("kill %d: article %d is there, one before it is not", kill, i)
			}
			stored, err := tx.Document(id)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(d, stored, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("kill %d: article %d is not whole: %s", kill, i, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("kill %d: %v", kill, err)
	}
	if there < acknowledged || there%killBatch != 0 {
		t.Errorf("kill %d: %d articles are there, %d were acknowledged, batches are of %d", kill, there, acknowledged, killBatch)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("kill %d: %v", kill, err)
	}
}
