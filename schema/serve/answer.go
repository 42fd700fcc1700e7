package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onymous/schema/plan"
)

// exchange is one request over HTTP and what is known about it so far.
type exchange struct {
	handler *Handler
	w       http.ResponseWriter
	r       *http.Request
	id      string
	media   string
	begun   time.Time

	caller   Caller
	job      *plan.Job
	prepared time.Duration // spent until the job was ready
	executed time.Duration
	status   int
	bytes    int
	errs     []*plan.Error
}

// graphql answers a request at the path of the API.
func (h *Handler) graphql(w http.ResponseWriter, r *http.Request) {
	x := &exchange{handler: h, w: w, r: r, begun: time.Now(), id: newID()}
	defer x.record()
	w.Header()["X-Request-Id"] = []string{x.id}
	w.Header()["X-Content-Type-Options"] = nosniff
	switch {
	case r.Method == http.MethodOptions:
		h.origins.preflight(w, r)
		x.status = http.StatusNoContent
		return
	case isWebSocket(r):
		h.websocket(x)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		x.media = mediaJSON
		x.refuse(&httpError{status: http.StatusMethodNotAllowed, code: plan.CodeBadRequest, message: "The API takes GET and POST.", header: [2]string{"Allow", "GET, POST, OPTIONS"}})
		return
	}
	h.origins.allow(w, r)
	if x.media = negotiate(r); x.media == "" {
		x.media = mediaJSON
		x.refuse(&httpError{status: http.StatusNotAcceptable, code: plan.CodeBadRequest, message: "The API answers as " + mediaResponse + ", " + mediaJSON + " or, for subscriptions, " + mediaStream + "."})
		return
	}
	if err := x.answer(); err != nil {
		x.refuse(err)
	}
}

var nosniff = []string{"nosniff"}

// newID returns an id for a request that cannot be guessed.
func newID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// answer reads, prepares and executes the request. What it returns has not been
// answered yet.
func (x *exchange) answer() error {
	h := x.handler
	if !h.origins.originAllowed(x.r) {
		return &httpError{status: http.StatusForbidden, code: plan.CodeForbidden, message: "Pages of this origin may not ask (see the flag for origins)."}
	}
	if err := x.authenticate(bearer(x.r)); err != nil {
		return err
	}
	if err := x.checkRate(); err != nil {
		return err
	}
	q, err := h.parse(x.r)
	if err != nil {
		return err
	}
	turn, err := h.admission.enter(x.r.Context())
	if err != nil {
		return busy(err)
	}
	defer turn.leave()
	if err := x.prepare(q); err != nil {
		return err
	}
	if x.job.Kind() == "mutation" && x.r.Method == http.MethodGet {
		return &httpError{status: http.StatusMethodNotAllowed, code: plan.CodeBadRequest, message: "A mutation takes POST.", header: [2]string{"Allow", "POST"}}
	}
	if x.job.Kind() == "subscription" {
		turn.leave()
		if x.media != mediaStream {
			return &httpError{status: http.StatusNotAcceptable, code: plan.CodeBadRequest, message: "A subscription is answered as " + mediaStream + " or over a WebSocket."}
		}
		return x.stream()
	}
	x.prepared = time.Since(x.begun)
	answer := x.job.Run(x.r.Context(), x.by(turn))
	defer answer.Release()
	x.executed = time.Since(x.begun) - x.prepared
	turn.leave()
	x.errs = answer.Errors
	if len(x.errs) == 1 && x.errs[0].Code == plan.CodeBusy && x.job.Kind() == "query" {
		return busy(errBusy)
	}
	if x.media == mediaStream {
		return x.streamOnce(answer)
	}
	x.write(answer)
	return nil
}

// by tells the engine who asks, and paces the request.
func (x *exchange) by(t *turn) plan.Request {
	q := plan.Request{Source: x.handler.options.Edit(x.caller), ID: x.id}
	if x.job.Kind() == "query" { // a mutation that was given up half way would have done half
		q.Pace = t.pace
	}
	return q
}

// authenticate finds out who asks.
func (x *exchange) authenticate(token string) error {
	caller, ok := x.handler.options.Tokens.caller(token)
	switch {
	case !ok:
		return &httpError{status: http.StatusUnauthorized, code: plan.CodeNoToken, message: "This token is not known.", header: [2]string{"Www-Authenticate", "Bearer"}}
	case caller.Role < Reader:
		return &httpError{status: http.StatusUnauthorized, code: plan.CodeNoToken, message: "This server takes a token.", header: [2]string{"Www-Authenticate", "Bearer"}}
	}
	x.caller = caller
	return nil
}

func busy(err error) error {
	if errors.Is(err, errBusy) {
		return &httpError{status: http.StatusServiceUnavailable, code: plan.CodeBusy, message: "The server is busy (limits concurrency, memory); try again.", header: [2]string{"Retry-After", "1"}}
	}
	return err
}

// prepare makes the job.
func (x *exchange) prepare(q *request) error {
	text, err := x.handler.persisted.text(q.query, q.hash)
	if err != nil {
		return err
	}
	if text == "" {
		return badRequest("The request has no query.")
	}
	x.job, err = x.handler.options.Engine.Prepare(text, q.operation, q.variables)
	return err
}

// write sends the answer of a query or a mutation.
func (x *exchange) write(a *plan.Answer) {
	b := a.Body(x.extensions())
	header := x.w.Header()
	if x.r.Method == http.MethodGet {
		etag := etagOf(b)
		header["Etag"] = []string{etag}
		header["Cache-Control"] = []string{"no-cache"}
		header.Add("Vary", "Accept, Accept-Encoding, Authorization")
		if matches(x.r.Header.Get("If-None-Match"), etag) && len(a.Errors) == 0 {
			x.status = http.StatusNotModified
			x.w.WriteHeader(x.status)
			return
		}
	}
	x.send(http.StatusOK, b)
}

// extensions are what an answer tells besides data.
func (x *exchange) extensions() []byte {
	b := append(make([]byte, 0, 64), `{"cost":{"requested":`...)
	b = strconv.AppendInt(b, int64(x.job.Cost()), 10)
	b = append(b, `,"max":`...)
	b = strconv.AppendInt(b, int64(x.handler.options.Engine.MaxCost), 10)
	return append(b, "}}"...)
}

func etagOf(b []byte) string {
	h := fnv.New64a()
	_, _ = h.Write(b) // never fails
	return `W/"` + strconv.FormatUint(h.Sum64(), 36) + `"`
}

func matches(header, etag string) bool {
	for _, part := range strings.Split(header, ",") {
		if part = strings.TrimSpace(part); part == etag || part == "*" {
			return true
		}
	}
	return false
}

// refuse answers a request that was not executed.
func (x *exchange) refuse(err error) {
	if errors.Is(err, context.Canceled) {
		x.status = 499 // the client left; nobody reads this
		return
	}
	status, errs, header := asHTTP(err)
	if errs == nil {
		errs = []*plan.Error{x.handler.mask(err, x.id)}
	}
	if header[0] != "" {
		x.w.Header().Set(header[0], header[1])
	}
	if status == 0 {
		// The draft has come to say 422 for what parses and does not validate; its own
		// audits, and the clients that there are, know 400.
		status = http.StatusBadRequest
		switch code := errs[0].Code; {
		case code == plan.CodeForbidden:
			status = http.StatusForbidden
		case code == plan.CodeNoQuery, code == plan.CodeNoPersist:
			status = http.StatusOK // Apollo's clients look for the error, not at the status
		case x.media == mediaJSON && code != plan.CodeBadRequest:
			// So clients expect it that were written before the other type:
			// they take a 4xx for a fault of the network.
			status = http.StatusOK
		}
	}
	x.errs = errs
	if x.media == mediaStream {
		x.media = mediaJSON
	}
	x.send(status, plan.AppendRefusal(nil, errs))
}

// mask logs an error that clients must not see, and returns what they do.
func (h *Handler) mask(err error, id string) *plan.Error {
	if h.options.Engine.Mask != nil {
		return h.options.Engine.Mask(err, id)
	}
	return &plan.Error{Message: "Internal server error", Code: plan.CodeInternal}
}

// send writes the status and the body, packed if the client likes.
func (x *exchange) send(status int, body []byte) {
	header := x.w.Header()
	header["Content-Type"] = mediaHeaders[x.media]
	header["Server-Timing"] = []string{x.timing()}
	x.status, x.bytes = status, len(body)
	_ = http.NewResponseController(x.w).SetWriteDeadline(time.Now().Add(x.handler.options.WriteTimeout)) // not every writer has one
	packed, encoding := pack(x.r, body)
	if encoding != "" {
		header["Content-Encoding"] = []string{encoding}
		header.Add("Vary", "Accept-Encoding")
		defer packed.release()
		body = packed.bytes()
	}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	sendWhole(x.r.Context(), len(body))
	x.w.WriteHeader(status)
	_, _ = x.w.Write(body) // the client is gone: nothing to do
}

var mediaHeaders = map[string][]string{
	mediaResponse: {mediaResponse + "; charset=utf-8"},
	mediaJSON:     {mediaJSON + "; charset=utf-8"},
}

// timing is the header Server-Timing, in milliseconds.
func (x *exchange) timing() string {
	b := append(make([]byte, 0, 64), "prepare;dur="...)
	b = strconv.AppendFloat(b, float64(x.prepared.Microseconds())/1000, 'f', -1, 64)
	b = append(b, ", execute;dur="...)
	b = strconv.AppendFloat(b, float64(x.executed.Microseconds())/1000, 'f', -1, 64)
	return string(b)
}
