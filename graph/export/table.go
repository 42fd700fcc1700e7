package export

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"onymous/graph"
)

// Line is something read from a file, and the number of the line where it starts.
type Line[T any] struct {
	Number int
	Value  T
}

// table reads a CSV file by the names of its columns.
type table struct {
	rows    *csv.Reader
	columns []string
	needs   []string
}

// tableRow is one row.
type tableRow struct {
	line    int
	columns []string
	cells   []string
}

// newTable returns a reader of a file that has at least the columns of needs.
func newTable(r io.Reader, needs ...string) *table {
	rows := csv.NewReader(r)
	rows.ReuseRecord = true
	return &table{rows: rows, needs: needs}
}

// next returns the next row, which is overwritten by the one after it. It returns
// io.EOF after the last.
func (t *table) next() (tableRow, error) {
	if t.columns == nil {
		header, err := t.rows.Read()
		if err == io.EOF {
			return tableRow{}, fmt.Errorf("%w: the file is empty", graph.ErrInvalid)
		}
		if err != nil {
			return tableRow{}, invalidRow(err)
		}
		t.columns = slices.Clone(header)
		t.columns[0] = strings.TrimPrefix(t.columns[0], "\ufeff") // spreadsheets begin files with it
		for _, name := range t.needs {
			if !slices.Contains(t.columns, name) {
				return tableRow{line: 1}, fmt.Errorf("line 1: %w: there is no column %q", graph.ErrInvalid, name)
			}
		}
	}
	cells, err := t.rows.Read()
	if err == io.EOF {
		return tableRow{}, io.EOF
	}
	line, _ := t.rows.FieldPos(0)
	if err != nil {
		return tableRow{line: line}, invalidRow(err)
	}
	if i := slices.IndexFunc(cells, func(c string) bool { return !utf8.ValidString(c) }); i >= 0 {
		return tableRow{line: line}, fmt.Errorf("line %d: %w: %s is not UTF-8", line, graph.ErrInvalid, t.columns[i])
	}
	return tableRow{line, t.columns, cells}, nil
}

// invalidRow names the line of an error of the CSV reader as other errors do.
func invalidRow(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("line %d: %w: %v", parse.StartLine, graph.ErrInvalid, parse.Err)
	}
	return err
}

// get returns a cell, or "" if there is no such column. It undoes what cell did.
func (r tableRow) get(column string) string {
	i := slices.Index(r.columns, column)
	if i < 0 {
		return ""
	}
	text := r.cells[i]
	if inner, ok := strings.CutPrefix(text, "'"); ok && cell(inner) != inner {
		return inner
	}
	return text
}
