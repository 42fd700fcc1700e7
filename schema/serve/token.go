package serve

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Role is what the holder of a token may do.
type Role uint8

// The roles; each may do what those before it may.
const (
	Nobody Role = iota
	Reader      // may read
	Editor      // may also change the graph
)

// Caller is who asks.
type Caller struct {
	Role Role
	Name string // of the token; empty without one
}

// Tokens are who may do what.
type Tokens struct {
	// Anonymous is the role of those who have no token.
	Anonymous Role

	entries []tokenEntry
}

type tokenEntry struct {
	name string
	role Role
	hash [sha256.Size]byte
}

// Add adds a token by its text. Only its hash is kept.
func (t *Tokens) Add(name string, role Role, token string) {
	t.entries = append(t.entries, tokenEntry{name, role, sha256.Sum256([]byte(token))})
}

// Read adds the tokens of a file: one a line, as "role name sha256:hex" or "role
// name token", with the roles reader and editor. Empty lines and those that begin
// with # are left out. Errors name the line and not the token.
func (t *Tokens) Read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Fields(line)
		if len(parts) != 3 {
			return fmt.Errorf("serve: line %d of the tokens: want a role, a name and a token", n)
		}
		roles := map[string]Role{"reader": Reader, "editor": Editor}
		role, ok := roles[parts[0]]
		if !ok {
			return fmt.Errorf("serve: line %d of the tokens: %q is no role; there are reader and editor", n, parts[0])
		}
		digits, hashed := strings.CutPrefix(parts[2], "sha256:")
		if !hashed {
			t.Add(parts[1], role, parts[2])
			continue
		}
		hash, err := hex.DecodeString(digits)
		if err != nil || len(hash) != sha256.Size {
			return fmt.Errorf("serve: line %d of the tokens: want 64 hexadecimal digits after sha256", n)
		}
		t.entries = append(t.entries, tokenEntry{parts[1], role, [sha256.Size]byte(hash)})
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("serve: read tokens: %w", err)
	}
	return nil
}

// NewToken returns a token that cannot be guessed, and the hash that Read takes.
func NewToken() (token, hash string) {
	token = rand.Text()
	sum := sha256.Sum256([]byte(token))
	return token, "sha256:" + hex.EncodeToString(sum[:])
}

// caller returns who a token belongs to. All hashes are compared, in constant
// time, so that the time taken tells nothing. A token that nobody has gives false.
func (t *Tokens) caller(token string) (Caller, bool) {
	if token == "" {
		return Caller{Role: t.Anonymous}, true
	}
	hash := sha256.Sum256([]byte(token))
	found := -1
	for i := range t.entries {
		if subtle.ConstantTimeCompare(t.entries[i].hash[:], hash[:]) == 1 {
			found = i
		}
	}
	if found < 0 {
		return Caller{}, false
	}
	return Caller{t.entries[found].role, t.entries[found].name}, true
}

// bearer returns the token of a request, or empty.
func bearer(r *http.Request) string {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// reader lets only those through who may read.
func (h *Handler) reader(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller, ok := h.options.Tokens.caller(bearer(r))
		if !ok || caller.Role < Reader {
			w.Header().Set("WWW-Authenticate", "Bearer")
			plainText(w, http.StatusUnauthorized, "This takes a token.\n")
			return
		}
		next.ServeHTTP(w, r)
	})
}
