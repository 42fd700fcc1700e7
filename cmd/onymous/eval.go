package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onymous/loader"
	"onymous/loader/score"
)

func (p *program) evalCommand() *cobra.Command {
	var showErrors, showRules, asJSON bool
	cmd := &cobra.Command{
		Use:   "eval GOLD_DIR",
		Short: "Score the reading of annotated articles",
		Long: "Reads every article of GOLD_DIR that has a NAME.gold.json beside it and compares what was found\n" +
			"with what a careful reader annotated. Precision, recall and F1 are micro-averaged.",
		Example: "  onymous eval loader/testdata/articles\n  onymous eval --errors loader/testdata/articles",
		Args:    cobra.ExactArgs(1),
	}
	cmd.Flags().BoolVar(&showErrors, "errors", false, "list every miss and every wrong answer")
	cmd.Flags().BoolVar(&showRules, "rules", false, "show how often each rule was right")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	read := p.readFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		report, err := evaluate(cmd, read, args[0])
		if err != nil {
			return err
		}
		if asJSON {
			encoder := json.NewEncoder(p.out)
			encoder.SetIndent("", " ")
			return encoder.Encode(report)
		}
		if showErrors {
			for _, e := range report.Errors {
				fmt.Fprintln(p.out, e)
			}
		}
		if showRules {
			if err := report.WriteRules(p.out); err != nil {
				return err
			}
		}
		return report.WriteText(p.out)
	}
	return cmd
}

// evaluate reads the articles of dir and scores them against the gold there.
func evaluate(cmd *cobra.Command, read *readOptions, dir string) (*score.Report, error) {
	gold, err := score.ReadGold(dir)
	if err != nil {
		return nil, err
	}
	predicted := map[string]*score.Graph{}
	for doc, err := range read.documents(cmd.Context(), []string{dir}) {
		if err != nil {
			return nil, err
		}
		predicted[stem(doc.Article.Path)] = loader.Answer(doc)
	}
	report := new(score.Report)
	for _, name := range slices.Sorted(maps.Keys(gold)) {
		report.Add(name, gold[name], predicted[name])
	}
	return report, nil
}

func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
