package serve

import (
	"net/http"
	"time"
)

// record logs and counts an exchange that is over.
func (x *exchange) record() {
	took := time.Since(x.begun)
	name, kind, cost := "", "", 0
	if x.job != nil {
		name, kind, cost = x.job.Name(), x.job.Kind(), x.job.Cost()
	}
	x.handler.options.Metrics.count(name, kind, x.status, cost, took)
	e := x.handler.options.Log.Info()
	switch {
	case x.status == http.StatusServiceUnavailable:
		e = x.handler.options.Log.Warn()
	case x.status >= http.StatusInternalServerError:
		e = x.handler.options.Log.Error()
	}
	if e == nil {
		return
	}
	e.Str("request", x.id).Str("method", x.r.Method).Int("status", x.status).Dur("took", took).Int("bytes", x.bytes)
	if kind != "" {
		e.Str("kind", kind).Str("operation", name).Int("cost", cost)
	}
	if x.caller.Name != "" {
		e.Str("caller", x.caller.Name)
	}
	if len(x.errs) > 0 {
		e.Int("errors", len(x.errs)).Str("code", x.errs[0].Code)
	}
	e.Msg("request answered")
}
