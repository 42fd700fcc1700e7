package serve

import (
	"fmt"
	"testing"
	"time"
)

func TestRate(t *testing.T) {
	r := newRate(2, 3)
	now := time.Unix(1000, 0)
	for i, want := range []int{2, 1, 0} {
		if left, wait := r.take("a", now); left != want || wait != 0 {
			t.Errorf("request %d: %d left, wait %s; want %d and none", i, left, wait, want)
		}
	}
	if _, wait := r.take("a", now); wait != 500*time.Millisecond {
		t.Errorf("the fourth request at once waits %s, want 500ms", wait)
	}
	if _, wait := r.take("b", now); wait != 0 {
		t.Errorf("another caller waits %s", wait)
	}
	now = now.Add(500 * time.Millisecond)
	if left, wait := r.take("a", now); left != 0 || wait != 0 {
		t.Errorf("after half a second: %d left, wait %s", left, wait)
	}
	if left, _ := r.take("a", now.Add(time.Minute)); left != 2 {
		t.Errorf("after a minute: %d left, want 2", left)
	}
	for i := range 3 * maxCallers {
		r.take(fmt.Sprint(i), now)
	}
	if len(r.due) > maxCallers {
		t.Errorf("%d callers are remembered", len(r.due))
	}
}
