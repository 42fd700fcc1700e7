package serve

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"onymous/schema/plan"
)

// subprotocol is the protocol of github.com/enisdenjo/graphql-ws, PROTOCOL.md.
const subprotocol = "graphql-transport-ws"

// The codes that the protocol closes a socket with.
const (
	closeBadMessage  = 4400
	closeNoInit      = 4401
	closeForbidden   = 4403
	closeProtocol    = 4406
	closeInitTimeout = 4408
	closeSameID      = 4409
	closeTooMany     = 4429
)

// initTimeout is how long a client may take to introduce itself.
const initTimeout = 10 * time.Second

// maxOperationID is how many bytes the id of an operation may have.
const maxOperationID = 200

func isWebSocket(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// socket is one connection and the operations on it.
type socket struct {
	handler *Handler
	conn    *websocket.Conn
	request string
	caller  Caller

	mu         sync.Mutex
	greeted    bool                          // connection_init has come; guarded by mu
	operations map[string]context.CancelFunc // guarded by mu
	running    sync.WaitGroup
}

// message is a message of the protocol.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// websocket serves a connection until it ends.
func (h *Handler) websocket(x *exchange) {
	x.media = mediaJSON
	if !h.origins.originAllowed(x.r) {
		x.refuse(&httpError{status: http.StatusForbidden, code: plan.CodeForbidden, message: "Pages of this origin may not ask (see the flag for origins)."})
		return
	}
	caller, known := h.options.Tokens.caller(bearer(x.r))
	if !known {
		x.refuse(&httpError{status: http.StatusUnauthorized, code: plan.CodeNoToken, message: "This token is not known."})
		return
	}
	select {
	case h.sockets <- struct{}{}:
		defer func() { <-h.sockets }()
	default:
		x.refuse(busy(errBusy))
		return
	}
	h.streams.Add(1)
	defer h.streams.Done()
	conn, err := websocket.Accept(x.w, x.r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true}) // the origin was looked at above
	if err != nil {
		x.status = http.StatusBadRequest // Accept has answered
		return
	}
	x.status, x.caller = http.StatusSwitchingProtocols, caller
	conn.SetReadLimit(h.options.BodyBytes)
	s := &socket{handler: h, conn: conn, request: x.id, caller: caller, operations: map[string]context.CancelFunc{}}
	if conn.Subprotocol() != subprotocol {
		s.close(closeProtocol, "Subprotocol not acceptable")
		return
	}
	s.serve(x.r.Context())
}

// close closes the connection with a code. The client may be gone.
func (s *socket) close(code websocket.StatusCode, reason string) {
	_ = s.conn.Close(code, reason)
}

// serve reads messages until the client leaves or the server shuts down.
func (s *socket) serve(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer s.running.Wait()
	defer cancel()
	defer context.AfterFunc(s.handler.closing, func() { s.close(websocket.StatusGoingAway, "the server shuts down") })()
	late := time.AfterFunc(initTimeout, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.greeted {
			go s.close(closeInitTimeout, "Connection initialisation timeout")
		}
	})
	defer late.Stop()
	s.running.Go(func() { s.keepAlive(ctx) })
	for {
		kind, data, err := s.conn.Read(ctx)
		if err != nil {
			_ = s.conn.CloseNow() // it is over already
			return
		}
		var m message
		if kind != websocket.MessageText || s.handler.checkShape(data) != nil || json.Unmarshal(data, &m) != nil {
			s.close(closeBadMessage, "Invalid message received")
			return
		}
		if !s.handle(ctx, &m) {
			return
		}
	}
}

// keepAlive finds out whether the client is still there.
func (s *socket) keepAlive(ctx context.Context) {
	t := time.NewTicker(heartbeat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		ping, cancel := context.WithTimeout(ctx, s.handler.options.WriteTimeout)
		err := s.conn.Ping(ping)
		cancel()
		if err != nil {
			_ = s.conn.CloseNow() // the reader sees it
			return
		}
	}
}

// handle reacts to one message. It reports false if the connection is closed.
func (s *socket) handle(ctx context.Context, m *message) bool {
	switch m.Type {
	case "connection_init":
		return s.greet(ctx, m)
	case "ping":
		return s.send(ctx, &message{Type: "pong"}) == nil
	case "pong":
		return true
	case "subscribe":
		return s.subscribe(ctx, m)
	case "complete":
		s.mu.Lock()
		stop := s.operations[m.ID]
		s.mu.Unlock()
		if stop != nil {
			stop()
		}
		return true
	}
	s.close(closeBadMessage, "Invalid message received")
	return false
}

// greet answers connection_init. Its payload may hold the token, because browsers
// cannot set headers of a WebSocket.
func (s *socket) greet(ctx context.Context, m *message) bool {
	s.mu.Lock()
	again := s.greeted
	s.greeted = true
	s.mu.Unlock()
	if again {
		s.close(closeTooMany, "Too many initialisation requests")
		return false
	}
	var payload struct {
		Authorization string `json:"Authorization"`
		Lower         string `json:"authorization"`
		Token         string `json:"token"`
	}
	if len(m.Payload) > 0 && m.Payload[0] == '{' && json.Unmarshal(m.Payload, &payload) == nil {
		token := payload.Token
		for _, header := range []string{payload.Authorization, payload.Lower} {
			if scheme, t, ok := strings.Cut(header, " "); ok && strings.EqualFold(scheme, "bearer") {
				token = strings.TrimSpace(t)
			}
		}
		if token != "" {
			caller, ok := s.handler.options.Tokens.caller(token)
			if !ok {
				s.close(closeForbidden, "Forbidden")
				return false
			}
			s.caller = caller
		}
	}
	if s.caller.Role < Reader {
		s.close(closeForbidden, "Forbidden")
		return false
	}
	return s.send(ctx, &message{Type: "connection_ack"}) == nil
}

// subscribe begins an operation.
func (s *socket) subscribe(ctx context.Context, m *message) bool {
	if m.ID == "" || len(m.ID) > maxOperationID || len(m.Payload) == 0 || m.Payload[0] != '{' {
		s.close(closeBadMessage, "Invalid message received")
		return false
	}
	ctx, stop := context.WithCancel(ctx)
	s.mu.Lock()
	_, exists := s.operations[m.ID]
	greeted, count := s.greeted, len(s.operations)
	if greeted && !exists {
		s.operations[m.ID] = stop
	}
	s.mu.Unlock()
	switch {
	case !greeted:
		stop()
		s.close(closeNoInit, "Unauthorized")
		return false
	case exists:
		stop()
		s.close(closeSameID, "Subscriber for "+m.ID+" already exists")
		return false
	}
	s.running.Go(func() {
		defer s.finish(m.ID, stop)
		if count >= s.handler.options.Subscriptions {
			s.fail(ctx, m.ID, &plan.Refusal{Errors: []*plan.Error{{Message: "Too many operations on one connection (limit subscriptions).", Code: plan.CodeLimit}}})
			return
		}
		if err := s.operate(ctx, m); err != nil {
			s.fail(ctx, m.ID, err)
		}
	})
	return true
}

func (s *socket) finish(id string, stop context.CancelFunc) {
	stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.operations, id)
}

// operate executes one operation and sends what it gives.
func (s *socket) operate(ctx context.Context, m *message) (err error) {
	h := s.handler
	begun := time.Now()
	x := &exchange{handler: h, id: newID(), caller: s.caller}
	defer func() { h.options.Metrics.count(x.name(), x.kind(), http.StatusOK, 0, time.Since(begun)) }()
	q, err := h.parseBody(m.Payload)
	if err != nil {
		return err
	}
	turn, err := h.admission.enter(ctx)
	if err != nil {
		return busy(err)
	}
	defer turn.leave()
	err = x.prepare(q)
	if err != nil || x.job.Kind() == "subscription" {
		turn.leave()
		if err != nil {
			return err
		}
		return s.followEvents(ctx, x, m.ID)
	}
	answer := x.job.Run(ctx, x.by(turn))
	defer answer.Release() // only then: a slow client's answer takes memory while it is sent
	turn.leave()
	if s.send(ctx, &message{ID: m.ID, Type: "next", Payload: answer.Body(nil)}) == nil {
		_ = s.send(ctx, &message{ID: m.ID, Type: "complete"}) // the client may be gone
	}
	return nil
}

func (x *exchange) name() string {
	if x.job == nil {
		return ""
	}
	return x.job.Name()
}

func (x *exchange) kind() string {
	if x.job == nil {
		return ""
	}
	return x.job.Kind()
}

// followEvents sends the events of a subscription.
func (s *socket) followEvents(ctx context.Context, x *exchange, id string) error {
	h := s.handler
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	events, err := x.job.Subscribe(ctx, h.options.Edit(s.caller))
	if err != nil {
		return err
	}
	h.options.Metrics.streams.Inc()
	defer h.options.Metrics.streams.Dec()
	answers := make(chan *plan.Answer)
	go func() {
		defer close(answers)
		defer events.Close()
		h.follow(ctx, x.job, events, x.id, answers)
	}()
	for a := range answers {
		if s.send(ctx, &message{ID: id, Type: "next", Payload: a.Body(nil)}) != nil {
			cancel()
		}
		a.Release()
	}
	if ctx.Err() == nil {
		_ = s.send(ctx, &message{ID: id, Type: "complete"}) // the client may be gone
	}
	return nil
}

// send sends a message. A client that does not read loses its connection, and so
// does one whose message is given up half way: the end of an operation must not
// be the end of a write.
func (s *socket) send(ctx context.Context, m *message) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.handler.options.WriteTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, data)
}

// fail sends why an operation was not executed.
func (s *socket) fail(ctx context.Context, id string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	_, errs, _ := asHTTP(err)
	if errs == nil {
		errs = []*plan.Error{s.handler.mask(err, s.request)}
	}
	_ = s.send(ctx, &message{ID: id, Type: "error", Payload: plan.AppendErrors(nil, errs)}) // the client may be gone
}
