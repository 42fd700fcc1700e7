package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
)

// Digest identifies the lists of names: keys that were made with them must be made
// again when it changes.
var Digest = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, name := range []string{"countries.tsv", "regions.tsv", "cities.tsv", "agencies.tsv", "organizations.tsv", "technologies.tsv"} {
		data, err := files.ReadFile("data/" + name)
		if err != nil {
			panic("internal error: lexicon: " + err.Error())
		}
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
})
