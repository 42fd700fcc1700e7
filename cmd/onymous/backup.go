package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"onymous/graph"
)

func (p *program) backupCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "backup",
		Short:   "Write a store to a file or a pipe",
		Example: "  onymous backup --db store/ --out store.backup\n  onymous backup --db store/ | zstd > store.backup.zst",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&out, "out", "", "file to write; standard output if empty")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		return p.writeTo(out, func(w io.Writer) error { return s.Backup(cmd.Context(), w) })
	}
	return cmd
}

func (p *program) restoreCommand() *cobra.Command {
	var in string
	cmd := &cobra.Command{
		Use:     "restore",
		Short:   "Make a store from a backup, and check it",
		Example: "  onymous restore --db new-store/ --in store.backup",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&in, "in", "", "file to read; standard input if empty")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := store.options()
		if err != nil {
			return err
		}
		from := p.in
		if in != "" {
			f, err := os.Open(in)
			if err != nil {
				return err
			}
			defer f.Close()
			from = f
		}
		return graph.Restore(cmd.Context(), o, from)
	}
	return cmd
}
