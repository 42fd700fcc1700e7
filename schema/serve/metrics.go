package serve

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// maxOperations bounds how many names of operations have a series of their own:
// clients choose the names.
const maxOperations = 200

// Metrics counts what the server does. It is safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	cost     prometheus.Histogram
	streams  prometheus.Gauge

	mu    sync.RWMutex
	known map[series]*counters // guarded by mu
	names map[string]bool      // guarded by mu
}

// series is what requests are told apart by.
type series struct {
	name, kind string
	status     int
}

// counters are those of one series, looked up once.
type counters struct {
	requests prometheus.Counter
	latency  prometheus.Observer
}

// NewMetrics returns metrics with a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), known: map[series]*counters{}, names: map[string]bool{}}
	m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "onymous_requests_total", Help: "GraphQL requests by the name and the kind of the operation and the status."}, []string{"operation", "kind", "status"})
	m.latency = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onymous_request_seconds", Help: "How long requests took.", Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}}, []string{"kind"})
	m.cost = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "onymous_request_cost", Help: "How many objects answers were estimated to hold.", Buckets: prometheus.ExponentialBuckets(1, 4, 9)})
	m.streams = prometheus.NewGauge(prometheus.GaugeOpts{Name: "onymous_subscriptions", Help: "Subscriptions that are open."})
	m.registry.MustRegister(m.requests, m.latency, m.cost, m.streams,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Gauge adds a number that is asked for whenever metrics are read.
func (m *Metrics) Gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "onymous_" + name, Help: help}, value))
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// count counts one request.
func (m *Metrics) count(name, kind string, status, cost int, took time.Duration) {
	c := m.series(series{name, kind, status})
	c.requests.Inc()
	c.latency.Observe(took.Seconds())
	if kind != "" {
		m.cost.Observe(float64(cost))
	}
}

func (m *Metrics) series(s series) *counters {
	m.mu.RLock()
	c := m.known[s]
	m.mu.RUnlock()
	if c != nil {
		return c
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.names[s.name] {
		if len(m.names) >= maxOperations {
			s.name = "other"
		}
		m.names[s.name] = true
	}
	if c = m.known[s]; c == nil {
		c = &counters{m.requests.WithLabelValues(s.name, s.kind, strconv.Itoa(s.status)), m.latency.WithLabelValues(s.kind)}
		m.known[s] = c
	}
	return c
}
