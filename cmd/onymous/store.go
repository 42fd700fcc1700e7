package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/loader/resolve"
)

// storeOptions are the flags of the commands that open a store.
type storeOptions struct {
	program            *program
	dir, keyFile       string
	cacheMiB, graphMiB int64
}

// storeFlags adds them to a command.
func (p *program) storeFlags(cmd *cobra.Command) *storeOptions {
	s := &storeOptions{program: p}
	cmd.Flags().StringVar(&s.dir, "db", "", "folder of the store (required)")
	cmd.Flags().StringVar(&s.keyFile, "key-file", "", "file with the key of an encrypted store: 16, 24 or 32 bytes, or twice as many hexadecimal digits")
	cmd.Flags().Int64Var(&s.cacheMiB, "cache-mib", 256, "memory for caches, in MiB")
	cmd.Flags().Int64Var(&s.graphMiB, "graph-mib", 1024, "memory for the graph's adjacency, in MiB; a larger graph is read from disk")
	return s
}

// open opens the store for writing. The caller closes it.
func (s *storeOptions) open(ctx context.Context) (*graph.Store, error) {
	o, err := s.options()
	if err != nil {
		return nil, err
	}
	return graph.Open(ctx, o)
}

// openReadOnly opens an existing store for reading. The caller closes it.
func (s *storeOptions) openReadOnly(ctx context.Context) (*graph.Store, error) {
	o, err := s.options()
	if err != nil {
		return nil, err
	}
	o.ReadOnly = true
	return graph.Open(ctx, o)
}

// write opens the store, calls fn with it, and closes it.
func (s *storeOptions) write(ctx context.Context, fn func(context.Context, *graph.Store) error) error {
	store, err := s.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(fn(ctx, store), store.Close())
}

func (s *storeOptions) options() (graph.Options, error) {
	if s.dir == "" {
		return graph.Options{}, usageError{fmt.Errorf("--db is missing: name the folder of the store")}
	}
	if s.cacheMiB < 1 || s.graphMiB < 0 {
		return graph.Options{}, usageError{fmt.Errorf("--cache-mib is %d and --graph-mib %d, want at least 1 and 0", s.cacheMiB, s.graphMiB)}
	}
	adjacency := s.graphMiB << 20
	if adjacency == 0 {
		adjacency = -1 // always from disk
	}
	return graph.Options{Dir: s.dir, KeyFile: s.keyFile, CacheBytes: s.cacheMiB << 20, AdjacencyBytes: adjacency, Resolver: resolve.Rules(), Log: s.program.log}, nil
}
