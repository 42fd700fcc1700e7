# make demo   builds everything, loads the sample articles and serves them
# make test   runs every check and every test, the browser's included
# make bench  runs the benchmarks; make bench-large those of 100,000 articles
# make build  builds bin/onymous with the explorer inside

ARTICLES := loader/testdata/articles
STORE    := demo-store
LISTEN   := 127.0.0.1:8080
GOFILES  := $(shell git ls-files '*.go' 2>/dev/null)
SUDO     := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo build test check go-test web-test bench bench-large web clean chromium readers tools

demo: build
	rm -rf $(STORE)
	bin/onymous load --db $(STORE) $(ARTICLES)
	bin/onymous serve --db $(STORE) --listen $(LISTEN)

build: web
	CGO_ENABLED=0 go build -trimpath -o bin/onymous ./cmd/onymous

web: web/node_modules/.package-lock.json
	cd web && npm run --silent build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

test: web check go-test web-test

check:
	@test -z "$$(gofmt -l $(GOFILES))" || { echo "not gofmt-ed:"; gofmt -l $(GOFILES); exit 1; }
	go vet ./...
	go tool staticcheck ./...
	cd web && npm run --silent check

go-test: readers tools
	go test ./...

web-test: build chromium
	cd web && npm run --silent test

# Debian's browser, which the tests of the explorer drive.
chromium:
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends chromium; }

# Readers of the export formats that are not ours: from npm, and from Debian.
READERS := graph/export/testdata/readers
readers: $(READERS)/node_modules/.package-lock.json
$(READERS)/node_modules/.package-lock.json: $(READERS)/package-lock.json
	cd $(READERS) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

tools:
	@{ command -v dot && command -v xmllint && command -v python3; } >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends graphviz libxml2-utils python3; }

bench:
	go test -run '^$$' -bench . -benchmem ./...

bench-large:
	go test -run '^$$' -bench 'Walk|Export' -timeout 30m ./schema ./graph/export -args -articles 100000

clean:
	rm -rf bin web/dist web/node_modules $(READERS)/node_modules $(STORE)
