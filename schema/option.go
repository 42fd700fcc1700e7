package schema

import (
	"time"

	"github.com/rs/zerolog"

	"onymous/schema/guard"
	"onymous/schema/serve"
)

// Options configures New. The zero value works: everything is bounded, and
// nobody may read or change anything over HTTP until HTTP.Tokens says so.
type Options struct {
	// Limits bound documents.
	Limits guard.Limits

	// MaxPage is the largest first or last. 0 means 500.
	MaxPage int
	// MaxCost bounds the estimate of how many objects an answer holds, made
	// before anything is read. 0 means 100,000.
	MaxCost int
	// MaxNodes bounds how many objects an answer holds. 0 means 200,000.
	MaxNodes int
	// MaxSteps bounds how many nodes and edges filters and orders look at. 0
	// means 200,000.
	MaxSteps int
	// MaxAnswerBytes bounds an answer. 0 means 32 MiB.
	MaxAnswerBytes int
	// MaxArticleBytes bounds the text of an article that is handed over. 0
	// means 2 MiB.
	MaxArticleBytes int
	// Timeout bounds the execution of one request. 0 means 10 seconds.
	Timeout time.Duration
	// MemoryBytes bounds what all requests together hold. 0 means 512 MiB.
	MemoryBytes int64
	// CacheBytes bounds the text of the documents that are kept parsed. 0 means
	// 4 MiB.
	CacheBytes int

	// HTTP bounds and equips the handler. New sets its Engine, Edit, SDL and
	// Log.
	HTTP serve.Options

	// Loader reads articles. Nil means that the server cannot.
	Loader Loader
	// Progress tells how far loads are. Nil means that none are reported.
	Progress *Progress
	// Version is what Query.stats gives.
	Version string

	// Log receives a line for each request, and what clients must not see. The
	// zero Logger discards it.
	Log zerolog.Logger
}

func (o Options) withDefaults() Options {
	o.Limits = o.Limits.WithDefaults()
	for _, f := range []struct {
		field   *int
		initial int
	}{
		{&o.MaxPage, 500}, {&o.MaxCost, 100_000}, {&o.MaxNodes, 200_000}, {&o.MaxSteps, 200_000},
		{&o.MaxAnswerBytes, 32 << 20}, {&o.MaxArticleBytes, 2 << 20}, {&o.CacheBytes, 4 << 20},
	} {
		if *f.field == 0 {
			*f.field = f.initial
		}
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.MemoryBytes == 0 {
		o.MemoryBytes = 512 << 20
	}
	if o.Progress == nil {
		o.Progress = &Progress{}
	}
	return o
}
