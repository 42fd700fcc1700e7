package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"onymous/graph"
	"onymous/graph/export"
)

// judge adds the judgements of a file that are not there yet, in their order: each
// in a transaction of its own, or all in one with --atomic.
func (i *importing) judge(ctx context.Context, s *graph.Store, in io.Reader) error {
	var lines []export.Line[graph.Judgement]
	for line, err := range export.ReadJudgements(in) {
		if err != nil {
			return fmt.Errorf("%s: %w", i.file, err)
		}
		lines = append(lines, line)
	}
	j := &judging{importing: i, there: map[string][]graph.JudgementID{}, seen: map[string]int{}, ids: map[graph.JudgementID]graph.JudgementID{}}
	if err := s.View(ctx, func(tx *graph.Tx) error { return j.remember(ctx, tx) }); err != nil {
		return err
	}
	if i.atomic {
		err := s.Update(ctx, func(tx *graph.Tx) error {
			for _, line := range lines {
				if err := j.add(ctx, tx, line.Value); err != nil {
					return fmt.Errorf("%s:%d: nothing was imported: %w", i.file, line.Number, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return j.print()
	}
	for _, line := range lines {
		if err := s.Update(ctx, func(tx *graph.Tx) error { return j.add(ctx, tx, line.Value) }); err != nil {
			if ctx.Err() != nil {
				return err
			}
			i.skip(line.Number, err)
		}
	}
	if err := j.print(); err != nil {
		return err
	}
	return i.read.status()
}

// judging is one import of judgements.
type judging struct {
	*importing
	there      map[string][]graph.JudgementID          // what the store has, by what it says
	seen       map[string]int                          // how often the file has said so: a thing may be said, undone and said again
	ids        map[graph.JudgementID]graph.JudgementID // of the store, by that of the file
	added, had int
}

func (j *judging) remember(ctx context.Context, tx *graph.Tx) error {
	for x, err := range tx.Judgements(ctx, 0) {
		if err != nil {
			return err
		}
		j.there[saying(x)] = append(j.there[saying(x)], x.ID)
	}
	return nil
}

// saying tells judgements apart by what they say, not by when or as which.
func saying(x graph.Judgement) string {
	return fmt.Sprintf("%d %v %v %v %q %d %q %q", x.Verdict, x.Nodes, x.Articles, x.Claim, x.Name, x.Undoes, x.By, x.Note)
}

func (j *judging) add(ctx context.Context, tx *graph.Tx, x graph.Judgement) error {
	of := x.ID
	if x.Undoes != 0 {
		undoes, ok := j.ids[x.Undoes]
		if !ok {
			return fmt.Errorf("%w: the file has no judgement %d before it to undo", graph.ErrInvalid, x.Undoes)
		}
		x.Undoes = undoes
	}
	key := saying(x)
	var id graph.JudgementID
	if n := j.seen[key]; n < len(j.there[key]) {
		id = j.there[key][n]
		j.had++
	} else {
		var err error
		if id, err = tx.Judge(ctx, x); err != nil {
			return err
		}
		j.there[key] = append(j.there[key], id)
		j.added++
	}
	j.seen[key]++
	if of != 0 {
		j.ids[of] = id
	}
	return nil
}

// print says what was done: in words to a terminal, else as JSON.
func (j *judging) print() error {
	if j.terminal {
		_, err := fmt.Fprintf(j.out, "%d judgements added, %d there already, %d skipped\n", j.added, j.had, len(j.read.skipped))
		return err
	}
	return json.NewEncoder(j.out).Encode(map[string]int{"new": j.added, "same": j.had, "skipped": len(j.read.skipped)})
}
