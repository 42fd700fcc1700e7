package export

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"onymous/graph"
)

// verdictNames are the verdicts as files have them.
var verdictNames = [...]string{graph.Same: "same", graph.Different: "different", graph.Reject: "reject", graph.Accept: "accept", graph.Rename: "rename", graph.Undo: "undo"}

// judgementColumns are the columns of a file of judgements. names, at and undone
// are for people: ReadJudgements passes them over.
var judgementColumns = []string{"id", "verdict", "nodes", "names", "articles", "claim", "name", "undoes", "by", "note", "at", "undone"}

// writeJudgements writes a row a judgement, oldest first. All are written,
// whatever is selected: they are about ids, which are the same in every store.
func writeJudgements(v *view, w *writer) error {
	rows := csv.NewWriter(w)
	rows.Write(judgementColumns)
	for j, err := range v.tx.Judgements(v.ctx, 0) {
		if err != nil {
			return err
		}
		names, err := v.namesOf(j.Nodes)
		if err != nil {
			return err
		}
		claim := ""
		if j.Claim != (graph.ClaimID{}) {
			claim = j.Claim.String()
		}
		row := []string{strconv.FormatUint(uint64(j.ID), 10), verdictNames[j.Verdict], joinIDs(j.Nodes), names, joinIDs(j.Articles), claim,
			j.Name, judgementNumber(j.Undoes), j.By, j.Note, j.At.Format(time.RFC3339), judgementNumber(j.Undone)}
		for i := range row {
			row[i] = cell(row[i])
		}
		rows.Write(row)
	}
	rows.Flush()
	return rows.Error()
}

func judgementNumber(id graph.JudgementID) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(id), 10)
}

func joinIDs(ids []graph.ID) string {
	var list []string
	for _, id := range ids {
		list = append(list, id.String())
	}
	return strings.Join(list, " ")
}

// namesOf are the names that nodes have now. A node may be gone: judgements
// outlive what they are about.
func (v *view) namesOf(ids []graph.ID) (string, error) {
	var names []string
	for _, id := range ids {
		n, err := v.tx.Node(id)
		switch {
		case errors.Is(err, graph.ErrNotFound):
			names = append(names, "?")
		case err != nil:
			return "", err
		default:
			names = append(names, n.Name)
		}
	}
	return strings.Join(names, separator), nil
}

// ReadJudgements yields the judgements of a file that the format "judgements"
// wrote, or that has its columns, each with its line. IDs are those of the file:
// an Undo refers to them. It stops at the first line that it cannot read, with an
// error that names it.
func ReadJudgements(r io.Reader) iter.Seq2[Line[graph.Judgement], error] {
	return func(yield func(Line[graph.Judgement], error) bool) {
		rows := newTable(r, "verdict")
		for {
			row, err := rows.next()
			if err == io.EOF {
				return
			}
			var j graph.Judgement
			if err == nil {
				if j, err = judgementOf(row); err != nil {
					err = fmt.Errorf("line %d: %w", row.line, err)
				}
			}
			if !yield(Line[graph.Judgement]{row.line, j}, err) || err != nil {
				return
			}
		}
	}
}

func judgementOf(row tableRow) (graph.Judgement, error) {
	verdict := slices.Index(verdictNames[1:], row.get("verdict"))
	if verdict < 0 {
		return graph.Judgement{}, fmt.Errorf("%w: there is no verdict %q", graph.ErrInvalid, row.get("verdict"))
	}
	j := graph.Judgement{Verdict: graph.Verdict(verdict + 1), Name: row.get("name"), By: row.get("by"), Note: row.get("note")}
	for column, ids := range map[string]*[]graph.ID{"nodes": &j.Nodes, "articles": &j.Articles} {
		for _, text := range strings.Fields(row.get(column)) {
			id, err := graph.ParseID(text)
			if err != nil {
				return j, err
			}
			*ids = append(*ids, id)
		}
	}
	if text := row.get("claim"); text != "" {
		claim, err := graph.ParseClaimID(text)
		if err != nil {
			return j, err
		}
		j.Claim = claim
	}
	for column, id := range map[string]*graph.JudgementID{"id": &j.ID, "undoes": &j.Undoes} {
		text := row.get(column)
		if text == "" {
			continue
		}
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return j, fmt.Errorf("%w: %s is %q, want a number", graph.ErrInvalid, column, text)
		}
		*id = graph.JudgementID(n)
	}
	return j, nil
}
