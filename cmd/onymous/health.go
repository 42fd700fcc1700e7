package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

func (p *program) healthCommand() *cobra.Command {
	var url string
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:     "health",
		Short:   "Ask a running server whether it is well",
		Long:    "Asks a server's health address and fails if it does not answer with 200: for a container's health check.",
		Example: "  onymous health --url http://127.0.0.1:8080/healthz",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&url, "url", "http://127.0.0.1:8080/healthz", "address to ask")
	cmd.Flags().DurationVar(&timeout, "timeout", 2*time.Second, "how long to wait")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		client := http.Client{Timeout: timeout}
		answer, err := client.Get(url)
		if err != nil {
			return fmt.Errorf("health: %w", err)
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			return fmt.Errorf("health: %s answered %s", url, answer.Status)
		}
		_, err = io.Copy(p.out, io.LimitReader(answer.Body, 1<<10))
		return err
	}
	return cmd
}
