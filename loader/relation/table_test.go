package relation

import (
	"strings"
	"testing"
)

// TestTablesAreCheckedAgainstTheOntology gives the readers of the tables rows that
// are wrong.
func TestTablesAreCheckedAgainstTheOntology(t *testing.T) {
	for _, tt := range []struct {
		name string
		read func(l *tables) error
		want string
	}{
		{"UnknownEdge", func(l *tables) error {
			return l.readRule([]string{"x", "close", "agent Agency", "CLOSED", "patient Marketplace", ""})
		}, `"CLOSED" is no kind of edge`},
		{"UnknownKind", func(l *tables) error {
			return l.readRule([]string{"x", "close", "agent Police", "TARGETED", "patient Marketplace", ""})
		}, `"Police" is no kind of node`},
		{"EndsThatTheEdgeDoesNotJoin", func(l *tables) error {
			if err := l.readTrigger([]string{"close", "close", "verb", "", ""}); err != nil {
				return err
			}
			if err := l.readRule([]string{"x", "close", "agent Agency", "TARGETED", "patient Marketplace", ""}); err != nil {
				return err
			}
			return l.check()
		}, "TARGETED does not join Agency to Marketplace"},
		{"UnknownValue", func(l *tables) error {
			return l.readRule([]string{"x", "lead", "agent Agency", "PARTICIPATED_IN", "operation Operation", "role=BOSS"})
		}, `"BOSS" is no role`},
		{"ValueOfATrigger", func(l *tables) error {
			if err := l.readTrigger([]string{"lead", "head", "verb", "BOSS", ""}); err != nil {
				return err
			}
			if err := l.readRule([]string{"x", "lead", "agent Agency", "PARTICIPATED_IN", "operation Operation", "role=trigger"}); err != nil {
				return err
			}
			return l.check()
		}, `gives "BOSS", which is no role`},
		{"UnknownFlag", func(l *tables) error {
			return l.readRule([]string{"x", "lead", "agent Agency", "PARTICIPATED_IN", "operation Operation", "loud"})
		}, "neither a flag nor an attribute"},
		{"ClassWithoutRules", func(l *tables) error {
			if err := l.readTrigger([]string{"sing", "sing", "verb", "", ""}); err != nil {
				return err
			}
			return l.check()
		}, `no rule uses class "sing"`},
		{"ClassWithoutTriggers", func(l *tables) error {
			if err := l.readRule([]string{"x", "sing", "agent Agency", "PARTICIPATED_IN", "operation Operation", ""}); err != nil {
				return err
			}
			return l.check()
		}, `class "sing" has no triggers`},
		{"PatternOfOtherKinds", func(l *tables) error {
			return l.readPattern([]string{"x", "A:Agency [of] P:Person", "A WORKS_FOR P", ""})
		}, "WORKS_FOR does not join Agency to Person"},
		{"PatternWithoutTheLabel", func(l *tables) error {
			return l.readPattern([]string{"x", "A:Agency [of]", "P WORKS_FOR A", ""})
		}, "a label of the edge is no mention"},
		{"PatternElement", func(l *tables) error {
			return l.readPattern([]string{"x", "A:Agency whatever", "P WORKS_FOR A", ""})
		}, `"whatever" is no element`},
		{"Stance", func(l *tables) error { return l.readStance([]string{"sing", "sings"}) }, `"sings" is no stance`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.read(newTables())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("err = %v, want one with %q", err, tt.want)
			}
		})
	}
}

// TestNoRuleNamesAnybody looks for capital letters in the words that rules look
// for: a rule that holds a name reads one article and no other.
func TestNoRuleNamesAnybody(t *testing.T) {
	l, err := load()
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for lemma, triggers := range l.triggers {
		for _, tr := range triggers {
			for _, w := range append([]string{lemma, tr.of}, tr.needs...) {
				words++
				if w != strings.ToLower(w) {
					t.Errorf("trigger %s of class %s: %q is a name", lemma, tr.class, w)
				}
			}
		}
	}
	for _, p := range l.patterns {
		for _, e := range p.elements {
			for _, w := range e.words {
				words++
				if w != strings.ToLower(w) {
					t.Errorf("pattern %s: %q is a name", p.name, w)
				}
			}
		}
	}
	if words < 400 {
		t.Errorf("%d words checked, want all", words)
	}
}
