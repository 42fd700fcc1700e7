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
// Only the goroutine that answers writes to it, as net/http does.
type wholeConn struct {
	net.Conn
	waiting bool    // for the first part of an answer
	head    *[]byte // that part, not sent yet
	release func()  // lets the next connection in
}

// httpBuffer is the size of net/http's buffer.
const httpBuffer = 4 << 10

// sendWhole tells the connection of a request how long the body is that follows.
func sendWhole(ctx context.Context, size int) {
	if c, ok := ctx.Value(wholeKey{}).(*wholeConn); ok && size > httpBuffer {
		c.waiting = true
	}
}

type wholeKey struct{}

// heads holds first parts of answers.
var heads = sync.Pool{New: func() any { b := make([]byte, 0, httpBuffer); return &b }}

// Write sends p after what waits, or lets the first part of an answer wait.
func (c *wholeConn) Write(p []byte) (int, error) {
	if c.waiting && len(p) <= httpBuffer {
		c.waiting = false
		c.head = heads.Get().(*[]byte)
		*c.head = append((*c.head)[:0], p...)
		return len(p), nil
	}
	c.waiting = false
	if c.head == nil {
		return c.Conn.Write(p)
	}
	head := c.head
	c.head = nil
	defer heads.Put(head)
	both := net.Buffers{*head, p}
	n, err := both.WriteTo(c.Conn)
	return max(int(n)-len(*head), 0), err
}

// CloseWrite says that nothing follows. Without it net/http could only reset the
// connection of a request that it refuses, and the client would not read why.
func (c *wholeConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func (c *wholeConn) Close() error {
	defer c.release()
	return c.Conn.Close()
}

// wholeListener makes a wholeConn of each connection. So many may be open at once;
// others wait unseen.
type wholeListener struct {
	net.Listener
	places chan struct{}
	closed chan struct{}
	close  func()
}

func newWholeListener(l net.Listener, most int) *wholeListener {
	w := &wholeListener{Listener: l, places: make(chan struct{}, most), closed: make(chan struct{})}
	w.close = sync.OnceFunc(func() { close(w.closed) })
	return w
}

func (l *wholeListener) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	return &wholeConn{Conn: c, release: sync.OnceFunc(func() { <-l.places })}, nil
}

func (l *wholeListener) Close() error {
	l.close()
	return l.Listener.Close()
}

// connContext lets sendWhole find the connection. Over TLS there is none to find.
func connContext(ctx context.Context, c net.Conn) context.Context {
	if w, ok := c.(*wholeConn); ok {
		return context.WithValue(ctx, wholeKey{}, w)
	}
	return ctx
}
