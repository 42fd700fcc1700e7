package cluster_test

import (
	"testing"

	"onymous/loader/internal/cluster"
)

func TestOf(t *testing.T) {
	words, err := cluster.Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := words.Len(); n != 80000 {
		t.Errorf("%d words, want 80000", n)
	}
	if words.Of("keller") == (cluster.Path{}) || words.Of("keller") != words.Of("blake") {
		t.Errorf("keller is in %v, blake in %v: want the same clusters", words.Of("keller"), words.Of("blake"))
	}
	if words.Of("berlin").Fine == words.Of("alan").Fine {
		t.Error("berlin and alan are in one fine cluster")
	}
	if p := words.Of("Alan"); p != (cluster.Path{}) {
		t.Errorf("Alan, not in lower case, is in %v", p)
	}
}
