package plan

import (
	"encoding/json"
	"errors"
	"strconv"

	"onymous/schema/def"
	"onymous/schema/guard"
)

// Codes of errors, as Apollo Server names them where it has a name.
const (
	CodeParse      = "GRAPHQL_PARSE_FAILED"
	CodeValidation = "GRAPHQL_VALIDATION_FAILED"
	CodeBadInput   = "BAD_USER_INPUT"
	CodeOperation  = "OPERATION_RESOLUTION_FAILURE"
	CodeBadRequest = "BAD_REQUEST"
	CodeInternal   = "INTERNAL_SERVER_ERROR"
	CodeNotFound   = "NOT_FOUND"
	CodeNoToken    = "UNAUTHENTICATED"
	CodeForbidden  = "FORBIDDEN"
	CodeLimit      = "LIMIT_EXCEEDED"
	CodeTimeout    = "TIMEOUT"
	CodeBusy       = "SERVICE_UNAVAILABLE"
	CodeNoQuery    = "PERSISTED_QUERY_NOT_FOUND"
	CodeNoPersist  = "PERSISTED_QUERY_NOT_SUPPORTED"
)

// Location is a place in a document, both counted from 1; columns count bytes.
type Location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Error is an error as the answer shows it.
type Error struct {
	Message    string
	Code       string
	Locations  []Location
	Path       []any
	Extensions map[string]any // besides the code
}

func (e *Error) Error() string { return e.Message }

// AppendJSON appends the error as the answer shows it.
func (e *Error) AppendJSON(b []byte) []byte {
	b = append(b, `{"message":`...)
	b = appendString(b, e.Message)
	if len(e.Locations) > 0 {
		b = append(b, `,"locations":[`...)
		for i, l := range e.Locations {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, `{"line":`...)
			b = strconv.AppendInt(b, int64(l.Line), 10)
			b = append(b, `,"column":`...)
			b = strconv.AppendInt(b, int64(l.Column), 10)
			b = append(b, '}')
		}
		b = append(b, ']')
	}
	if len(e.Path) > 0 {
		b = append(b, `,"path":[`...)
		for i, p := range e.Path {
			if i > 0 {
				b = append(b, ',')
			}
			switch p := p.(type) {
			case int:
				b = strconv.AppendInt(b, int64(p), 10)
			case string:
				b = appendString(b, p)
			}
		}
		b = append(b, ']')
	}
	b = append(b, `,"extensions":{"code":`...)
	b = appendString(b, e.Code)
	if len(e.Extensions) > 0 {
		if more, err := json.Marshal(e.Extensions); err == nil {
			b = append(b, ',')
			b = append(b, more[1:len(more)-1]...)
		}
	}
	return append(b, "}}"...)
}

// AppendErrors appends the list of errors.
func AppendErrors(b []byte, errs []*Error) []byte {
	b = append(b, '[')
	for i, e := range errs {
		if i > 0 {
			b = append(b, ',')
		}
		b = e.AppendJSON(b)
	}
	return append(b, ']')
}

// Refusal is why a request was not executed. Its errors are for the client.
type Refusal struct{ Errors []*Error }

func (r *Refusal) Error() string { return r.Errors[0].Message }

// Code is the code of the first error.
func (r *Refusal) Code() string { return r.Errors[0].Code }

func refuse(code, message string, at ...Location) *Refusal {
	return &Refusal{[]*Error{{Message: message, Code: code, Locations: at}}}
}

// refuseLimit turns a refusal of package guard into one that names the limit.
func refuseLimit(e *guard.Error, source []byte) *Refusal {
	out := &Error{Message: e.Error(), Code: CodeLimit, Extensions: map[string]any{"limit": e.Limit, "max": e.Max}}
	if e.Offset >= 0 {
		out.Locations = []Location{locate(source, e.Offset)}
	}
	if e.Limit == "fragment-cycles" || e.Limit == "variable-names" {
		out.Message, out.Code, out.Extensions = e.Detail, CodeValidation, nil
	}
	return &Refusal{[]*Error{out}}
}

// locate returns the place of an offset.
func locate(source []byte, offset int) Location {
	l := Location{1, 1}
	for i := 0; i < offset && i < len(source); i++ {
		l.Column++
		if source[i] == '\n' || source[i] == '\r' && !(i+1 < len(source) && source[i+1] == '\n') {
			l.Line, l.Column = l.Line+1, 1
		}
	}
	return l
}

// UserError is an error that a resolver makes for the client: its text and code
// are shown as they are.
type UserError struct {
	Code string
	Err  error
}

func (e *UserError) Error() string { return e.Err.Error() }

func (e *UserError) Unwrap() error { return e.Err }

// BadInput wraps an error about what the client gave.
func BadInput(err error) error { return &UserError{CodeBadInput, err} }

// public returns how a resolver's error looks to the client, or nil if it is not
// made for clients.
func public(err error) *Error {
	var user *UserError
	switch {
	case errors.As(err, &user):
		return &Error{Message: user.Error(), Code: user.Code}
	case errors.Is(err, def.ErrBudget):
		return &Error{Message: err.Error(), Code: CodeLimit}
	case errors.Is(err, def.ErrBusy):
		return &Error{Message: err.Error(), Code: CodeBusy}
	}
	return nil
}
