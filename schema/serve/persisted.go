package serve

import (
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"onymous/schema/plan"
)

// persistedBytes bounds the texts that clients have registered.
const persistedBytes = 4 << 20

// persisted are documents by the hash of their text: those that clients register
// as they go (Apollo's automatic persisted queries), or those that an operator
// trusts.
type persisted struct {
	trusted map[string]string // nil unless nothing else is executed

	mu    sync.Mutex
	bytes int                      // guarded by mu
	items map[string]*list.Element // guarded by mu; by hash
	order *list.List               // of [2]string: hash and text; guarded by mu
}

func newPersisted(trusted map[string]string) *persisted {
	return &persisted{trusted: trusted, items: map[string]*list.Element{}, order: list.New()}
}

var (
	errNotPersisted = &plan.Refusal{Errors: []*plan.Error{{Message: "PersistedQueryNotFound", Code: plan.CodeNoQuery}}}
	errHash         = &plan.Refusal{Errors: []*plan.Error{{Message: "provided sha does not match query", Code: plan.CodeBadRequest}}}
	errNotTrusted   = &plan.Refusal{Errors: []*plan.Error{{Message: "This server executes only documents that it knows; send the SHA-256 of one.", Code: plan.CodeForbidden}}}
)

// text returns the document of a request that has a text, a hash or both.
func (p *persisted) text(text, hash string) (string, error) {
	if p.trusted != nil {
		return p.trustedText(text, hash)
	}
	if hash == "" {
		return text, nil
	}
	if text != "" {
		if digest(text) != hash {
			return "", errHash
		}
		p.put(hash, text)
		return text, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.items[hash]
	if e == nil {
		return "", errNotPersisted
	}
	p.order.MoveToFront(e)
	return e.Value.([2]string)[1], nil
}

func (p *persisted) trustedText(text, hash string) (string, error) {
	if text != "" {
		hash = digest(text)
	}
	known, ok := p.trusted[hash]
	switch {
	case ok:
		return known, nil
	case text == "" && hash != "":
		return "", errNotPersisted
	}
	return "", errNotTrusted
}

func (p *persisted) put(hash, text string) {
	if len(text) > persistedBytes/16 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.items[hash] != nil {
		return
	}
	p.items[hash] = p.order.PushFront([2]string{hash, text})
	p.bytes += len(text) + 256
	for p.bytes > persistedBytes && p.order.Len() > 1 {
		old := p.order.Remove(p.order.Back()).([2]string)
		delete(p.items, old[0])
		p.bytes -= len(old[1]) + 256
	}
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
