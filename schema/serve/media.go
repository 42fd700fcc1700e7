package serve

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The types of answers.
const (
	mediaResponse = "application/graphql-response+json"
	mediaJSON     = "application/json"
	mediaStream   = "text/event-stream"
)

// negotiate returns the type of the answer that the client likes best, or empty
// if it takes none that this server has. A client that does not say gets
// application/json, as those get that were there before the other type was.
func negotiate(r *http.Request) string {
	accept := r.Header["Accept"]
	if len(accept) == 0 {
		return mediaJSON
	}
	if len(accept) == 1 {
		switch accept[0] {
		case "*/*", "", mediaJSON:
			return mediaJSON
		case mediaResponse:
			return mediaResponse
		}
	}
	best, quality := "", 0.0
	for _, part := range strings.Split(strings.Join(accept, ","), ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if s, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(s, 64); err != nil {
				continue
			}
		}
		switch media {
		case mediaResponse, mediaJSON, mediaStream:
		case "*/*", "application/*":
			media = mediaJSON
		default:
			continue
		}
		if q > quality {
			best, quality = media, q
		}
	}
	return best
}
