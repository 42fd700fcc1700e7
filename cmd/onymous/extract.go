package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/graph/ontology"
)

func (p *program) extractCommand() *cobra.Command {
	var explain bool
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Print what articles say, without storing it",
		Long: "Reads articles and prints one JSON object a line: the article, the nodes that it names, and the edges and\n" +
			"facts that it states, each with the sentences that say so. PATH is a file, a folder, or - for standard input.",
		Example: "  onymous extract articles/ > articles.jsonl\n  onymous extract --explain articles/one.txt",
		Args:    cobra.MinimumNArgs(1),
	}
	cmd.Flags().BoolVar(&explain, "explain", false, "print what was found in words instead, with the rule and how its ends were found")
	read := p.readFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		out := bufio.NewWriter(p.out)
		write := writeLine
		if explain {
			write = writeExplanation
		}
		for doc, err := range read.documents(cmd.Context(), args) {
			if err != nil {
				return err
			}
			if err := write(out, doc); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
		return read.status()
	}
	return cmd
}

func writeLine(w io.Writer, doc *graph.Document) error {
	return json.NewEncoder(w).Encode(doc)
}

// writeExplanation writes each claim in words, the sentences behind it, and why
// it was found.
func writeExplanation(w io.Writer, doc *graph.Document) error {
	name := func(i int) string { return fmt.Sprintf("%s %q", doc.Mentions[i].Kind, doc.Mentions[i].Name) }
	fmt.Fprintf(w, "# %s\n", doc.Article.Key)
	for i := range doc.Claims {
		c := &doc.Claims[i]
		if c.Edge.Valid() {
			fmt.Fprintf(w, "\n%s %s %s", name(c.From), c.Edge, name(c.To))
			for _, a := range c.Edge.Type().Attributes {
				if v := c.Attributes[a.Attribute]; v != "" {
					fmt.Fprintf(w, ", %s %s", a.Name, v)
				}
			}
		} else {
			fmt.Fprintf(w, "\n%s %s %s", name(c.From), c.Fact, valueInWords(c))
		}
		if c.Alleged {
			fmt.Fprint(w, ", alleged")
		}
		fmt.Fprintf(w, "\n  by %s: %s\n", c.Rule, c.Why)
		for _, s := range c.Evidence {
			fmt.Fprintf(w, "  %d–%d %q\n", s.Start, s.End, doc.Article.Text[s.Start:s.End])
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

func valueInWords(c *graph.Claim) string {
	v := c.Value
	switch c.Fact.Type().Type {
	case ontology.Integer:
		return fmt.Sprintf("%s %.0f", v.Bound, v.Number)
	case ontology.Amount:
		return fmt.Sprintf("%s %.0f %s %s", v.Bound, v.Number, v.Currency, v.What)
	default:
		return v.Text
	}
}
