package serve

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"unicode/utf8"

	"onymous/schema/plan"
)

// request is a GraphQL request, however it came.
type request struct {
	query, operation string
	hash             string // of a persisted query
	variables        map[string]any
}

// httpError is a refusal with a status of its own.
type httpError struct {
	status  int
	code    string
	message string
	header  [2]string
}

func (e *httpError) Error() string { return e.message }

func badRequest(format string, args ...any) error {
	return &httpError{status: http.StatusBadRequest, code: plan.CodeBadRequest, message: fmt.Sprintf(format, args...)}
}

// parse reads the request of a GET or a POST.
func (h *Handler) parse(r *http.Request) (*request, error) {
	if r.Method == http.MethodGet {
		return h.parseQuery(r)
	}
	contentType := r.Header.Get("Content-Type")
	if contentType != "application/json" {
		media, params, err := mime.ParseMediaType(contentType)
		if err != nil || media != "application/json" {
			return nil, &httpError{status: http.StatusUnsupportedMediaType, code: plan.CodeBadRequest, message: "The body must be of the type application/json.", header: [2]string{"Accept-Post", "application/json"}}
		}
		if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
			return nil, &httpError{status: http.StatusUnsupportedMediaType, code: plan.CodeBadRequest, message: "The body must be UTF-8."}
		}
	}
	buf := bodies.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= 64<<10 {
			buf.Reset()
			bodies.Put(buf)
		}
	}()
	// Small bodies are bounded by the number of connections; the memory of all
	// requests has to have room for a large one before it is read.
	if size := h.expected(r); size > smallBody && h.options.Engine.Memory != nil {
		if err := h.options.Engine.Memory.Take(size); err != nil {
			return nil, busy(errBusy)
		}
		defer h.options.Engine.Memory.Give(size)
	}
	if err := h.readBody(r, buf); err != nil {
		return nil, err
	}
	return h.parseBody(buf.Bytes())
}

// smallBody is how many bytes a body may have that is read without asking.
const smallBody = 64 << 10

// expected is how many bytes a body may have once it is unpacked.
func (h *Handler) expected(r *http.Request) int64 {
	if r.ContentLength < 0 || r.Header.Get("Content-Encoding") != "" {
		return h.options.BodyBytes
	}
	return min(r.ContentLength, h.options.BodyBytes)
}

// bodies holds buffers for bodies; what is decoded keeps nothing of them.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// drained is how many times the limit of a body is read and thrown away.
const drained = 16

// readBody reads the body into buf, unpacked, up to its limit.
func (h *Handler) readBody(r *http.Request, buf *bytes.Buffer) error {
	limit := h.options.BodyBytes
	if r.ContentLength > limit {
		// A client that is still sending when the connection closes does not
		// get to read why.
		_, _ = io.CopyN(io.Discard, r.Body, min(r.ContentLength, drained*limit)) // its errors change nothing
		return tooLarge(limit)
	}
	var src io.Reader = r.Body
	switch r.Header.Get("Content-Encoding") {
	case "", "identity":
	case "gzip":
		unpacked, err := gzip.NewReader(r.Body)
		if err != nil {
			return badRequest("The body is no gzip.")
		}
		src = unpacked
	default:
		return &httpError{status: http.StatusUnsupportedMediaType, code: plan.CodeBadRequest, message: "The body may be packed by gzip only.", header: [2]string{"Accept-Encoding", "gzip"}}
	}
	n, err := buf.ReadFrom(io.LimitReader(src, limit+1))
	if err != nil {
		return badRequest("The body could not be read.")
	}
	if n > limit {
		_, _ = io.CopyN(io.Discard, r.Body, drained*limit) // its errors change nothing
		return tooLarge(limit)
	}
	return nil
}

func tooLarge(limit int64) error {
	return &httpError{status: http.StatusRequestEntityTooLarge, code: plan.CodeLimit, message: fmt.Sprintf("The body is too large (limit body-bytes: %d).", limit)}
}

// parseBody reads a JSON request.
func (h *Handler) parseBody(body []byte) (*request, error) {
	if !utf8.Valid(body) {
		return nil, badRequest("The body is no UTF-8.")
	}
	if err := h.checkShape(body); err != nil {
		return nil, err
	}
	r := &jsonReader{b: body}
	if r.space() < len(body) && body[r.i] == '[' {
		return nil, badRequest("Arrays of requests are not supported; send one request each.")
	}
	q := &request{}
	var wrong error
	err := r.fields(func(key string) error {
		v, err := r.value()
		if err == nil && wrong == nil {
			wrong = q.set(key, v)
		}
		return err
	})
	if err != nil || r.space() < len(body) {
		return nil, badRequest("The body is no JSON object.")
	}
	return q, wrong
}

// set sets the parameter of that name; null is as good as missing. Parameters that
// nobody knows are ignored.
func (q *request) set(key string, v any) error {
	if v == nil {
		return nil
	}
	ok := true
	switch key {
	case "query":
		q.query, ok = v.(string)
	case "operationName":
		q.operation, ok = v.(string)
	case "variables":
		if q.variables, ok = v.(map[string]any); !ok {
			return badRequest("variables must be an object.")
		}
	case "extensions":
		extensions, ok := v.(map[string]any)
		if !ok {
			return badRequest("extensions must be an object.")
		}
		return q.extend(extensions)
	}
	if !ok {
		return badRequest("%s must be a string.", key)
	}
	return nil
}

// extend reads the extensions that this server knows.
func (q *request) extend(extensions map[string]any) error {
	persisted, ok := extensions["persistedQuery"].(map[string]any)
	if !ok {
		return nil
	}
	version, _ := persisted["version"].(int64)
	hash, _ := persisted["sha256Hash"].(string)
	if version != 1 || len(hash) != 64 {
		return &plan.Refusal{Errors: []*plan.Error{{Message: "Unsupported persisted query version", Code: plan.CodeNoPersist}}}
	}
	q.hash = strings.ToLower(hash)
	return nil
}

// checkShape refuses JSON that is nested too deeply, or that has too many values,
// before anything recurses into it or makes objects of it.
func (h *Handler) checkShape(b []byte) error {
	depth, values, inString := 0, 0, false
	for i := 0; i < len(b); i++ {
		c := b[i]
		if inString {
			switch c {
			case '\\':
				i++
			case '"':
				inString = false
			}
			continue
		}
		switch c {
		case '"':
			inString = true
		case '{', '[':
			values++
			if depth++; depth > h.options.VariablesNesting {
				return &httpError{status: http.StatusBadRequest, code: plan.CodeLimit, message: fmt.Sprintf("The JSON of the request is nested too deeply (limit variables-nesting: %d).", h.options.VariablesNesting)}
			}
		case '}', ']':
			depth--
		case ',':
			values++
		}
	}
	if values > h.options.Variables {
		return &httpError{status: http.StatusBadRequest, code: plan.CodeLimit, message: fmt.Sprintf("The JSON of the request has %d values (limit variables: %d).", values, h.options.Variables)}
	}
	return nil
}

// parseQuery reads the request of a GET.
func (h *Handler) parseQuery(r *http.Request) (*request, error) {
	values := r.URL.Query()
	q := &request{query: values.Get("query"), operation: values.Get("operationName")}
	if !utf8.ValidString(q.query) {
		return nil, badRequest("The query is no UTF-8.")
	}
	for _, name := range []string{"variables", "extensions"} {
		text := []byte(values.Get(name))
		if len(text) == 0 {
			continue
		}
		if err := h.checkShape(text); err != nil {
			return nil, err
		}
		v, err := decodeJSON(text)
		if err != nil || !utf8.Valid(text) {
			return nil, badRequest("%s are no JSON object.", name)
		}
		if err := q.set(name, v); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// asHTTP returns the status, the errors and a header for a refusal.
func asHTTP(err error) (int, []*plan.Error, [2]string) {
	var own *httpError
	if errors.As(err, &own) {
		return own.status, []*plan.Error{{Message: own.message, Code: own.code}}, own.header
	}
	var refusal *plan.Refusal
	if errors.As(err, &refusal) {
		return 0, refusal.Errors, [2]string{}
	}
	return http.StatusInternalServerError, nil, [2]string{}
}
