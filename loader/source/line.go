package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"onymous/loader/text"
)

// jsonGrowth is how many bytes of JSON an article's byte takes at most:
// a control character is written \u0000.
const jsonGrowth = 6

// A record is a line of JSON Lines.
type record struct {
	Title     string `json:"title"`
	Text      string `json:"text"`
	HTML      string `json:"html"`
	Date      string `json:"date"`
	Publisher string `json:"publisher"`
	URL       string `json:"url"`
}

// lines yields an article for each line of in.
func (r *reader) lines(name string, in peeker) bool {
	found := false
	for n := 1; ; n++ {
		if err := r.ctx(); err != nil {
			r.yield(text.Article{}, err)
			return false
		}
		line, long, err := readLine(in.Reader, r.MaxBytes*jsonGrowth)
		if err != nil && !errors.Is(err, io.EOF) {
			return r.skip(at(name, n), reason(err))
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if long || len(bytes.TrimSpace(line)) > 0 {
			found = true
			if !r.line(at(name, n), line, long) {
				return false
			}
		}
		if err != nil {
			break
		}
	}
	if !found {
		return r.skip(name, errEmpty.Error())
	}
	return true
}

func at(name string, line int) string { return fmt.Sprintf("%s:%d", name, line) }

func (r *reader) line(path string, line []byte, long bool) bool {
	if long {
		return r.skip(path, tooBig(r.MaxBytes))
	}
	a, err := fromJSON(line)
	if err != nil {
		return r.skip(path, err.Error())
	}
	if len(a.Body) > r.MaxBytes {
		return r.skip(path, tooBig(r.MaxBytes))
	}
	a.Path = path
	return r.yield(a, nil)
}

// fromJSON makes an article of a line of JSON Lines.
func fromJSON(line []byte) (text.Article, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		var field *json.UnmarshalTypeError
		if errors.As(err, &field) {
			return text.Article{}, fmt.Errorf("field %q is a %s, want a string", field.Field, field.Value)
		}
		return text.Article{}, fmt.Errorf("is no JSON: %w", err)
	}
	a := text.Article{URL: rec.URL, Title: rec.Title, Publisher: rec.Publisher, Date: rec.Date, Body: rec.Text}
	if strings.TrimSpace(a.Body) == "" {
		a.Body, a.Markup = rec.HTML, text.HTML
	}
	if strings.TrimSpace(a.Body) == "" {
		return text.Article{}, errors.New("has neither text nor html")
	}
	if isBinary([]byte(a.Body)) {
		return text.Article{}, errBinary
	}
	return a, nil
}

// readLine returns the next line without its end. If it is longer than limit
// bytes, the line is dropped and long is true. The error is io.EOF after the
// last line, which may come with it.
func readLine(r *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if len(line) > limit {
			line, long = nil, true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimRight(line, "\r\n"), long, err
	}
}
