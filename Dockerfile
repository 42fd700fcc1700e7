# Builds a small image that serves the store in /data. Load articles into it with
#   docker run --rm -v onymous:/data -v "$PWD/articles:/articles:ro" onymous load --db /data /articles
# and serve them with
#   docker run --rm -p 8080:8080 -v onymous:/data onymous
FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY web ./
COPY schema/schema.graphql /src/schema/schema.graphql
RUN npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . ./
COPY --from=web /src/web/dist ./web/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /onymous ./cmd/onymous && mkdir /data

# Nothing but the program: it is static and needs no files of a system.
FROM scratch
COPY --from=build /onymous /onymous
COPY --from=build --chown=65532:65532 /data /data
VOLUME /data
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=3s CMD ["/onymous", "health", "--url", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["/onymous"]
CMD ["serve", "--db", "/data", "--listen", "0.0.0.0:8080"]
