package serve

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
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
	body, err := h.readBody(r)
	if err != nil {
		return nil, err
	}
	return h.parseBody(body)
}

// drained is how many times the limit of a body is read and thrown away.
const drained = 16

// readBody reads the body, unpacked, up to its limit.
func (h *Handler) readBody(r *http.Request) ([]byte, error) {
	limit := h.options.BodyBytes
	tooLarge := &httpError{status: http.StatusRequestEntityTooLarge, code: plan.CodeLimit, message: fmt.Sprintf("The body is too large (limit body-bytes: %d).", limit)}
	if r.ContentLength > limit {
		// A client that is still sending when the connection closes does not
		// get to read why.
		_, _ = io.CopyN(io.Discard, r.Body, min(r.ContentLength, drained*limit)) // its errors change nothing
		return nil, tooLarge
	}
	var src io.Reader = r.Body
	switch r.Header.Get("Content-Encoding") {
	case "", "identity":
	case "gzip":
		unpacked, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, badRequest("The body is no gzip.")
		}
		src = unpacked
	default:
		return nil, &httpError{status: http.StatusUnsupportedMediaType, code: plan.CodeBadRequest, message: "The body may be packed by gzip only.", header: [2]string{"Accept-Encoding", "gzip"}}
	}
	var buf bytes.Buffer
	if r.ContentLength > 0 {
		buf.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	n, err := buf.ReadFrom(io.LimitReader(src, limit+1))
	if err != nil {
		return nil, badRequest("The body could not be read.")
	}
	if n > limit {
		_, _ = io.CopyN(io.Discard, r.Body, drained*limit) // its errors change nothing
		return nil, tooLarge
	}
	return buf.Bytes(), nil
}

// parseBody reads a JSON request.
func (h *Handler) parseBody(body []byte) (*request, error) {
	if !utf8.Valid(body) {
		return nil, badRequest("The body is no UTF-8.")
	}
	if err := h.checkShape(body); err != nil {
		return nil, err
	}
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	if len(trimmed) > 0 && trimmed[0] == '[' {
		return nil, badRequest("Arrays of requests are not supported; send one request each.")
	}
	var raw struct {
		Query         json.RawMessage `json:"query"`
		OperationName json.RawMessage `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, badRequest("The body is no JSON object.")
	}
	q := &request{}
	if err := text(raw.Query, "query", &q.query); err != nil {
		return nil, err
	}
	if err := text(raw.OperationName, "operationName", &q.operation); err != nil {
		return nil, err
	}
	return q, h.parseMaps(q, raw.Variables, raw.Extensions)
}

// text reads a parameter that must be a string, null or missing.
func text(raw json.RawMessage, name string, to *string) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	if raw[0] != '"' || json.Unmarshal(raw, to) != nil {
		return badRequest("%s must be a string.", name)
	}
	return nil
}

// parseMaps reads the two parameters that must be objects, null or missing.
func (h *Handler) parseMaps(q *request, variables, extensions []byte) error {
	if len(variables) > 0 && string(variables) != "null" {
		if variables[0] != '{' {
			return badRequest("variables must be an object.")
		}
		d := json.NewDecoder(bytes.NewReader(variables))
		d.UseNumber()
		if err := d.Decode(&q.variables); err != nil {
			return badRequest("variables are no JSON object.")
		}
	}
	if len(extensions) == 0 || string(extensions) == "null" {
		return nil
	}
	if extensions[0] != '{' {
		return badRequest("extensions must be an object.")
	}
	var known struct {
		PersistedQuery *struct {
			Version int    `json:"version"`
			Hash    string `json:"sha256Hash"`
		} `json:"persistedQuery"`
	}
	if err := json.Unmarshal(extensions, &known); err != nil {
		return badRequest("extensions are not as they should be.")
	}
	if p := known.PersistedQuery; p != nil {
		if p.Version != 1 || len(p.Hash) != 64 {
			return &plan.Refusal{Errors: []*plan.Error{{Message: "Unsupported persisted query version", Code: plan.CodeNoPersist}}}
		}
		q.hash = strings.ToLower(p.Hash)
	}
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
	variables, extensions := []byte(values.Get("variables")), []byte(values.Get("extensions"))
	for _, b := range [][]byte{variables, extensions} {
		if err := h.checkShape(b); err != nil {
			return nil, err
		}
	}
	if !utf8.ValidString(q.query) {
		return nil, badRequest("The query is no UTF-8.")
	}
	return q, h.parseMaps(q, variables, extensions)
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
