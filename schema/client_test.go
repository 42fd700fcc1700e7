package schema_test

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"onymous/schema"
)

// Clients and suites of others find nothing wrong: the audits of graphql-http,
// graphql-js, urql with its cache, graphql-ws, graphql-sse. They come from the lock
// file in testdata/clients.
func TestClients(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	dir, err := filepath.Abs("testdata/clients")
	if err != nil {
		t.Fatal(err)
	}
	// Read here, so that go test sees when they change.
	for _, file := range []string{"package-lock.json", "clients.test.mjs"} {
		if _, err := os.ReadFile(filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
	}
	if err := install(dir); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, schema.Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l, nil) }()
	cmd := exec.CommandContext(ctx, node, "--test", "--test-reporter=tap", "clients.test.mjs")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "ONYMOUS_URL=http://"+l.Addr().String()+"/graphql")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// install fetches the packages unless they are there.
func install(dir string) error {
	_, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json"))
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	cmd := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(string(out)))
	}
	return nil
}
