package graph

import (
	"context"
	"slices"
	"sync"
)

// Watched tells a subscriber what one Update changed.
type Watched struct {
	Articles   []ID // put or retracted, at most 100
	Nodes      []ID // that articles came to or left, at most 100
	Judgements []JudgementID
	Load       LoadID
	More       bool // there were more articles or nodes
	Dropped    int  // Updates that this subscriber was too slow for, since the last it got
}

const maxWatched = 100

func (w *Watched) article(id ID) {
	if len(w.Articles) < maxWatched {
		w.Articles = append(w.Articles, id)
		return
	}
	w.More = true
}

func (w *Watched) node(id ID) {
	if slices.Contains(w.Nodes, id) {
		return
	}
	if len(w.Nodes) < maxWatched {
		w.Nodes = append(w.Nodes, id)
		return
	}
	w.More = true
}

// watchers are the subscribers of a store.
type watchers struct {
	mu     sync.Mutex // guards what follows
	list   []*watcher
	closed bool
}

type watcher struct {
	ch      chan Watched
	dropped int
}

// watchedBuffer is how many Updates a subscriber may be behind.
const watchedBuffer = 64

// Watch sends what every later Update changed, until ctx ends or the store is
// closed; then it closes the channel. A subscriber that is slow misses Updates,
// which Watched.Dropped counts.
func (s *Store) Watch(ctx context.Context) <-chan Watched {
	w := &watcher{ch: make(chan Watched, watchedBuffer)}
	s.watchers.mu.Lock()
	defer s.watchers.mu.Unlock()
	if s.watchers.closed {
		close(w.ch)
		return w.ch
	}
	s.watchers.list = append(s.watchers.list, w)
	context.AfterFunc(ctx, func() { s.watchers.remove(w) })
	return w.ch
}

func (ws *watchers) remove(w *watcher) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if i := slices.Index(ws.list, w); i >= 0 {
		ws.list = slices.Delete(ws.list, i, i+1)
		close(w.ch)
	}
}

func (ws *watchers) send(e Watched) {
	if len(e.Articles)+len(e.Nodes)+len(e.Judgements) == 0 && e.Load == 0 {
		return
	}
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for _, w := range ws.list {
		own := e
		own.Articles, own.Nodes, own.Judgements = slices.Clone(e.Articles), slices.Clone(e.Nodes), slices.Clone(e.Judgements)
		own.Dropped = w.dropped
		select {
		case w.ch <- own:
			w.dropped = 0
		default:
			w.dropped++
		}
	}
}

func (ws *watchers) close() {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	ws.closed = true
	for _, w := range ws.list {
		close(w.ch)
	}
	ws.list = nil
}
