package serve

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// origins decides which web pages may ask, and by which names the server may be
// called.
type origins struct {
	allowed []string
	any     bool
	hosts   map[string]bool
}

func newOrigins(allowed, hosts []string) origins {
	o := origins{allowed: allowed, any: slices.Contains(allowed, "*"), hosts: map[string]bool{"localhost": true}}
	for _, h := range hosts {
		o.hosts[strings.ToLower(h)] = true
	}
	return o
}

// hostAllowed refuses names that are not the server's own. A page of another site
// can give its own name the address 127.0.0.1 and then ask without any origin
// being foreign; on other addresses the server has whatever name people gave it.
func (o *origins) hostAllowed(r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return true
	}
	address, err := netip.ParseAddrPort(local.String())
	if err != nil || !address.Addr().Unmap().IsLoopback() {
		return true
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if o.hosts[host] || o.hosts["*"] {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// originAllowed reports whether the page that asks may: it has no origin, the
// server's own or one of those that are allowed.
func (o *origins) originAllowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Header.Get("Sec-Fetch-Site") != "cross-site"
	}
	return o.any || slices.Contains(o.allowed, origin) || own(origin, r)
}

func own(origin string, r *http.Request) bool {
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}

// allow tells the browser that the page may read the answer. It does so without
// credentials: tokens are sent by hand.
func (o *origins) allow(w http.ResponseWriter, r *http.Request) {
	if len(o.allowed) == 0 {
		return
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" || !o.any && !slices.Contains(o.allowed, origin) {
		return
	}
	if o.any {
		origin = "*"
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Server-Timing, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy")
}

// preflight answers a browser that asks whether it may ask.
func (o *origins) preflight(w http.ResponseWriter, r *http.Request) {
	o.allow(w, r)
	h := w.Header()
	h.Set("Allow", "GET, POST, OPTIONS")
	if h.Get("Access-Control-Allow-Origin") != "" {
		h.Set("Access-Control-Allow-Methods", "GET, POST")
		h.Set("Access-Control-Allow-Headers", "Content-Type, Authorization, Accept, X-Requested-With, Apollo-Require-Preflight, Last-Event-ID")
		h.Set("Access-Control-Max-Age", "7200")
	}
	w.WriteHeader(http.StatusNoContent)
}
