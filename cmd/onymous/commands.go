package main

import "github.com/spf13/cobra"

// commands are the verbs, in the order in which one meets them.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.loadCommand(),
		p.extractCommand(),
		p.serveCommand(),
		p.queryCommand(),
		p.exportCommand(),
		p.importCommand(),
		p.statsCommand(),
		p.judgeCommand(),
		p.diffCommand(),
		p.retractCommand(),
		p.rebuildCommand(),
		p.checkCommand(),
		p.backupCommand(),
		p.restoreCommand(),
		p.sdlCommand(),
		p.evalCommand(),
		p.trainCommand(),
		p.healthCommand(),
	}
}
