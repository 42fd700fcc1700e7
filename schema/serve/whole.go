package serve

import (
	"context"
	"net"
	"sync"
)

// wholeConn sends an answer that is longer than net/http's buffer at once. That
// buffer would send the first 4 KiB and then the rest, which costs a system call
// and wakes the client twice.
//
// Only the goroutine that answers uses it, as net/http does.
type wholeConn struct {
	net.Conn
	waiting bool    // for the first part of an answer
	head    *[]byte // that part, not sent yet
}

// The first part of an answer waits if the answer is longer than net/http's buffer,
// and is copied before the rest unless it is large.
const (
	httpBuffer = 4 << 10
	largeRest  = 128 << 10
)

// sendWhole tells the connection of a request how long the body is that follows.
func sendWhole(ctx context.Context, size int) {
	if c, ok := ctx.Value(wholeKey{}).(*wholeConn); ok && size > httpBuffer {
		c.waiting = true
	}
}

type wholeKey struct{}

// buffers holds answers as they are sent.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, httpBuffer); return &b }}

// Write sends p after what waits, or lets the first part of an answer wait.
func (c *wholeConn) Write(p []byte) (int, error) {
	if c.waiting && len(p) <= httpBuffer {
		c.waiting = false
		c.head = buffers.Get().(*[]byte)
		*c.head = append((*c.head)[:0], p...)
		return len(p), nil
	}
	c.waiting = false
	if c.head == nil {
		return c.Conn.Write(p)
	}
	head := c.head
	c.head = nil
	defer buffers.Put(head)
	if len(p) > largeRest {
		if _, err := c.Conn.Write(*head); err != nil {
			return 0, err
		}
		return c.Conn.Write(p)
	}
	held := len(*head)
	*head = append(*head, p...)
	n, err := c.Conn.Write(*head)
	return max(n-held, 0), err
}

// wholeListener makes a wholeConn of each connection.
type wholeListener struct{ net.Listener }

func (l wholeListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wholeConn{Conn: c}, nil
}

// connContext lets sendWhole find the connection. Over TLS there is none to find.
func connContext(ctx context.Context, c net.Conn) context.Context {
	if w, ok := c.(*wholeConn); ok {
		return context.WithValue(ctx, wholeKey{}, w)
	}
	return ctx
}
