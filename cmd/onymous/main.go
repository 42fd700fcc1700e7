// Onymous reads news articles into a knowledge graph and serves it.
//
// Each verb has a file of its own. Exit status: 0 if everything went well, 1 if
// something was skipped or failed, 2 if the command line was wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := &program{in: os.Stdin, out: os.Stdout, errOut: os.Stderr, terminal: term.IsTerminal(int(os.Stderr.Fd()))}
	status := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// program is onymous with its streams, so that a test can run it.
type program struct {
	in          io.Reader
	out, errOut io.Writer
	terminal    bool // errOut is a terminal: show progress and readable logs

	log zerolog.Logger
}

// Exit statuses.
const (
	statusOK      = 0
	statusPartial = 1 // something was skipped, or the command failed
	statusUsage   = 2
)

// errSkipped means that a command did its work but had to leave something out,
// which it has said already.
var errSkipped = errors.New("some articles were skipped")

// usageError is a mistake on the command line.
type usageError struct{ error }

func (p *program) run(ctx context.Context, args []string) int {
	root := p.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errSkipped):
		return statusPartial
	case errors.As(err, &usage):
		fmt.Fprintf(p.errOut, "onymous: %v\nSee onymous --help.\n", err)
		return statusUsage
	default:
		fmt.Fprintf(p.errOut, "onymous: %v\n", err)
		return statusPartial
	}
}

func (p *program) rootCommand() *cobra.Command {
	var level string
	root := &cobra.Command{
		Use:           "onymous",
		Short:         "Reads news articles into a knowledge graph and serves it",
		Long:          "onymous reads news articles into a knowledge graph: who did what, and the sentence that says so.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return p.openLog(level)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q", args[0])}
			}
			return cmd.Help()
		},
	}
	root.PersistentFlags().StringVar(&level, "log", "info", "least level of log events: debug, info, warn, error")
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.errOut)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(p.commands()...)
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
		if check := c.Args; check != nil {
			c.Args = func(cmd *cobra.Command, args []string) error {
				if err := check(cmd, args); err != nil {
					return usageError{err}
				}
				return nil
			}
		}
	}
	return root
}

// openLog writes readable lines to a terminal and JSON elsewhere.
func (p *program) openLog(level string) error {
	parsed, err := zerolog.ParseLevel(strings.ToLower(level))
	if err != nil {
		return usageError{fmt.Errorf("--log %q: want debug, info, warn or error", level)}
	}
	var w io.Writer = p.errOut
	if p.terminal {
		w = zerolog.ConsoleWriter{Out: p.errOut, TimeFormat: time.TimeOnly}
	}
	p.log = zerolog.New(w).Level(parsed).With().Timestamp().Logger()
	return nil
}
