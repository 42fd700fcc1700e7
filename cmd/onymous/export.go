package main

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/graph/export"
)

func (p *program) exportCommand() *cobra.Command {
	var format, out, kinds, edges string
	var from []string
	var depth int
	var list strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&list, "  %-20s %s\n", f.Name, f.Description)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, for other tools",
		Long:  "Writes the whole graph, or what surrounds some nodes, in one of these formats:\n\n" + list.String(),
		Example: "  onymous export --db store/ --format gexf --out graph.gexf\n" +
			"  onymous export --db store/ --format csv --from AlphaBay --depth 2 > alphabay.csv",
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "format to write")
	cmd.Flags().StringVar(&out, "out", "", "file to write; standard output if empty")
	cmd.Flags().StringSliceVar(&from, "from", nil, "nodes to begin at, by id or name; the whole graph if empty")
	cmd.Flags().IntVar(&depth, "depth", 1, "hops from those nodes")
	cmd.Flags().StringVar(&kinds, "kinds", "", "kinds of nodes, such as Agency,Operation; all but articles if empty")
	cmd.Flags().StringVar(&edges, "edges", "", "kinds of edges, such as TARGETED,SELLS; all but mentions if empty")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		f, ok := export.ByName(format)
		if !ok {
			return usageError{fmt.Errorf("--format %q: there is no such format; see onymous export --help", format)}
		}
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		values := url.Values{"from": from, "kinds": {kinds}, "edges": {edges}, "depth": {strconv.Itoa(depth)}}
		return p.writeTo(out, func(w io.Writer) error {
			return s.View(cmd.Context(), func(tx *graph.Tx) error {
				selection, err := export.ParseSelection(tx, values)
				if err != nil {
					return usageError{err}
				}
				return export.Write(cmd.Context(), tx, f, selection, w)
			})
		})
	}
	return cmd
}

// writeTo calls write with a file, or with standard output if the name is empty.
func (p *program) writeTo(file string, write func(io.Writer) error) error {
	if file == "" {
		return write(p.out)
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
