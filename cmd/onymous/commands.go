package main

import "github.com/spf13/cobra"

func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.evalCommand(),
		p.trainCommand(),
		p.healthCommand(),
	}
}
