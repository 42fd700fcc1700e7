package serve

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"onymous/schema/plan"
)

// maxCallers bounds how many callers a rate remembers.
const maxCallers = 10_000

// rate limits how many requests each caller makes: so many a second on average, and
// burst at once. It keeps one time for each caller, that at which all its requests
// so far would have come evenly (the generic cell rate algorithm). It is safe for
// concurrent use.
type rate struct {
	every time.Duration // between two requests
	burst int

	mu  sync.Mutex
	due map[string]time.Time // guarded by mu
}

// newRate returns the rate, or nil if there is no limit.
func newRate(perSecond float64, burst int) *rate {
	if perSecond <= 0 {
		return nil
	}
	return &rate{every: time.Duration(float64(time.Second) / perSecond), burst: max(burst, 1), due: map[string]time.Time{}}
}

// take counts a request. It returns how many more may come at once and, if there are
// too many already, how long to wait.
func (r *rate) take(caller string, now time.Time) (left int, wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	due := r.due[caller]
	if due.Before(now) {
		due = now
	}
	// The request that would fill the burst ends a whole burst after now.
	room := now.Add(time.Duration(r.burst) * r.every).Sub(due)
	if room < r.every {
		return 0, r.every - room
	}
	if len(r.due) >= maxCallers {
		r.forget(now)
	}
	r.due[caller] = due.Add(r.every)
	return int(room/r.every) - 1, 0
}

// forget drops callers that have waited long enough to begin anew; if there are
// none, it drops all of them.
func (r *rate) forget(now time.Time) {
	for caller, due := range r.due {
		if due.Before(now) {
			delete(r.due, caller)
		}
	}
	if len(r.due) >= maxCallers {
		clear(r.due)
	}
}

// checkRate refuses a caller who asks too often, and tells every caller what is left.
func (x *exchange) checkRate() error {
	r := x.handler.rate
	if r == nil {
		return nil
	}
	caller := "token " + x.caller.Name
	if x.caller.Name == "" {
		host, _, err := net.SplitHostPort(x.r.RemoteAddr)
		if err != nil {
			host = x.r.RemoteAddr
		}
		caller = host
	}
	left, wait := r.take(caller, time.Now())
	x.w.Header().Set("Ratelimit", fmt.Sprintf(`"default";r=%d;t=%d`, left, seconds(time.Duration(r.burst-left)*r.every)))
	x.w.Header().Set("Ratelimit-Policy", fmt.Sprintf(`"default";q=%d;w=%d`, r.burst, seconds(time.Duration(r.burst)*r.every)))
	if wait > 0 {
		return &httpError{status: http.StatusTooManyRequests, code: plan.CodeLimit, message: "Too many requests (limit rate).", header: [2]string{"Retry-After", strconv.Itoa(seconds(wait))}}
	}
	return nil
}

// seconds rounds up to whole seconds.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
