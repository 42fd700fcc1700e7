package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"

	"github.com/spf13/cobra"

	"onymous/graph/export"
	"onymous/schema"
	"onymous/web"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	listen           string
	certificate, key string
	memoryMiB        int64
	exports          int
	access           accessOptions
	schema           schema.Options
}

func (p *program) serveCommand() *cobra.Command {
	o := new(serveOptions)
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve a store: the explorer, GraphQL and exports",
		Long: "Serves a store over HTTP: the explorer at /, GraphQL at /graphql, GraphiQL at /graphiql/, the schema at\n" +
			"/schema.graphql, exports at /export/, and /healthz, /readyz and /metrics.\n\n" +
			"Reading needs no token unless --require-token is set. Changing the graph needs an editor's token: from\n" +
			"--tokens, from $ONYMOUS_EDITOR_TOKEN, or, on loopback, one that is made for this run and printed.",
		Example: "  onymous serve --db store/\n  onymous serve --db store/ --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem --tokens tokens.txt --require-token",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8080", "address to listen on; a port of 0 picks one and prints it")
	flags.StringVar(&o.certificate, "tls-cert", "", "file with the certificate, for TLS")
	flags.StringVar(&o.key, "tls-key", "", "file with its key")
	flags.Int64Var(&o.memoryMiB, "memory", 2048, "memory to stay within, in MiB")
	flags.IntVar(&o.exports, "exports", 2, "exports written at once")
	o.access.flags(flags)
	limitFlags(flags, &o.schema)
	store := p.storeFlags(cmd)
	read := p.readFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		debug.SetMemoryLimit(o.memoryMiB << 20)
		s, err := store.open(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		reader, err := read.loader()
		if err != nil {
			return err
		}
		o.schema.MaxArticleBytes = read.maxBytes
		o.schema.MemoryBytes = o.memoryMiB << 20 / 4 // the store, exports and garbage take the rest
		o.schema.Loader = &articleLoader{reader: reader, store: s}
		o.schema.Version, o.schema.Log = version(), p.log
		o.schema.HTTP.Mounts = map[string]http.Handler{
			"GET /":          web.Handler(),
			"GET /graphiql/": web.GraphiQL(),
			"GET /export/":   export.Handler(s, o.exports),
		}
		return p.serve(cmd.Context(), o, func() (*schema.Server, error) { return schema.New(s, o.schema) })
	}
	return cmd
}

// serve listens until ctx ends, then lets what runs finish.
func (p *program) serve(ctx context.Context, o *serveOptions, open func() (*schema.Server, error)) error {
	secure, err := readCertificate(o.certificate, o.key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	defer listener.Close()
	token, err := o.access.apply(&o.schema.HTTP, listener.Addr())
	if err != nil {
		return err
	}
	handler, err := open()
	if err != nil {
		return err
	}
	p.printAddresses(listener.Addr(), secure != nil, token)
	if err := handler.Serve(ctx, listener, secure); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// readCertificate returns the configuration for TLS, or nil without files.
func readCertificate(certificate, key string) (*tls.Config, error) {
	switch {
	case certificate == "" && key == "":
		return nil, nil
	case certificate == "" || key == "":
		return nil, usageError{errors.New("--tls-cert and --tls-key belong together")}
	}
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert %s: %w", certificate, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

func (p *program) printAddresses(a net.Addr, secure bool, token string) {
	base := "http://" + a.String()
	if secure {
		base = "https://" + a.String()
	}
	fmt.Fprintf(p.out, "explorer  %s/\ngraphql   %s/graphql\ngraphiql  %s/graphiql/\n", base, base, base)
	if token != "" {
		fmt.Fprintf(p.out, "editor's token for this run  %s\n", token)
	}
}
