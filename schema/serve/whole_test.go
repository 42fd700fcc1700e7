package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listen serves a handler through a wholeListener and returns its address.
func listen(t *testing.T, connections int, h http.Handler) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: h, ConnContext: connContext, MaxHeaderBytes: 4 << 10, ReadHeaderTimeout: time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(newWholeListener(l, connections)) }()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != http.ErrServerClosed {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// Answers of every size arrive as they were written, one after another on one
// connection.
func TestAnswersArriveWhole(t *testing.T) {
	sizes := []int{0, 1, httpBuffer - 1, httpBuffer, httpBuffer + 1, 3 * httpBuffer, 1 << 20}
	address := listen(t, 10, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscan(r.URL.RawQuery, &n); err != nil {
			t.Error(err)
		}
		sendWhole(r.Context(), n)
		w.Header().Set("Content-Length", fmt.Sprint(n))
		_, _ = io.WriteString(w, strings.Repeat("x", n)) // what arrives is looked at
	}))
	client := &http.Client{}
	defer client.CloseIdleConnections()
	for range 2 {
		for _, n := range sizes {
			answer, err := client.Get(fmt.Sprintf("http://%s/?%d", address, n))
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil || len(body) != n {
				t.Errorf("%d bytes of %d arrived: %v", len(body), n, err)
			}
		}
	}
}

// A request with too large a head is told so, while its client still sends.
func TestLargeHeadIsRefused(t *testing.T) {
	address := listen(t, 10, http.NotFoundHandler())
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nX-Large: "+strings.Repeat("x", 64<<10)); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 431 ") {
		t.Errorf("answered %.60q, %v, want 431", answer, err)
	}
}

// A connection above the limit waits until another is closed.
func TestConnectionsAreBounded(t *testing.T) {
	address := listen(t, 1, http.NotFoundHandler())
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		return conn
	}
	answered := func(conn net.Conn, within time.Duration) error {
		if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			return err
		}
		if err := conn.SetReadDeadline(time.Now().Add(within)); err != nil {
			return err
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err == nil {
			answer.Body.Close()
		}
		return err
	}
	first, second := dial(), dial()
	defer second.Close()
	if err := answered(first, time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := answered(second, 50*time.Millisecond); err == nil {
		t.Error("two connections are answered, want one")
	}
	first.Close()
	if err := answered(second, time.Minute); err != nil {
		t.Errorf("after the first is closed: %v", err)
	}
}
