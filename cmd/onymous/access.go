package main

import (
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"crypto/sha256"
	"encoding/hex"

	"github.com/spf13/pflag"

	"onymous/schema/serve"
)

// editorTokenVariable holds an editor's token, for those who would rather not
// write it to a file.
const editorTokenVariable = "ONYMOUS_EDITOR_TOKEN"

// accessOptions are the flags that say who may do what.
type accessOptions struct {
	tokens       string
	requireToken bool
	trusted      string
	origins      []string
	hosts        []string
}

func (a *accessOptions) flags(flags *pflag.FlagSet) {
	flags.StringVar(&a.tokens, "tokens", "", "file of tokens, a line each: reader or editor, a name, and the token or sha256: and its hash")
	flags.BoolVar(&a.requireToken, "require-token", false, "let nobody read without a token")
	flags.StringVar(&a.trusted, "trusted", "", "folder of .graphql documents: execute these and no others")
	flags.StringSliceVar(&a.origins, "origin", nil, "origins of web pages that may ask, such as https://example.org, or *")
	flags.StringSliceVar(&a.hosts, "host", nil, "names that the server answers to on loopback, besides those of loopback itself")
}

// apply fills in who may do what. It returns the token that it made, if it made
// one: on loopback, when no editor has one.
func (a *accessOptions) apply(o *serve.Options, address net.Addr) (made string, err error) {
	o.Origins, o.Hosts = a.origins, a.hosts
	if o.Trusted, err = readTrusted(a.trusted); err != nil {
		return "", err
	}
	if !a.requireToken {
		o.Tokens.Anonymous = serve.Reader
	}
	if a.tokens != "" {
		f, err := os.Open(a.tokens)
		if err != nil {
			return "", fmt.Errorf("--tokens: %w", err)
		}
		defer f.Close()
		if err := o.Tokens.Read(f); err != nil {
			return "", fmt.Errorf("--tokens %s: %w", a.tokens, err)
		}
	}
	token := os.Getenv(editorTokenVariable)
	if token == "" && a.tokens == "" && isLoopback(address) {
		made = rand.Text()
		token = made
	}
	if token != "" {
		o.Tokens.Add("editor", serve.Editor, token)
	}
	return made, nil
}

func isLoopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// readTrusted returns the documents of a folder by their hash, or nil without a
// folder.
func readTrusted(dir string) (map[string]string, error) {
	if dir == "" {
		return nil, nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.graphql"))
	if err != nil || len(files) == 0 {
		return nil, usageError{fmt.Errorf("--trusted %s: there is no *.graphql in it", dir)}
	}
	trusted := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("--trusted: %w", err)
		}
		document := strings.TrimSpace(string(text))
		hash := sha256.Sum256([]byte(document))
		trusted[hex.EncodeToString(hash[:])] = document
	}
	return trusted, nil
}
