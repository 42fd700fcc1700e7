package score

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const goldSuffix = ".gold.json"

// ReadGold reads every NAME.gold.json of a folder and returns the graphs by
// NAME. It returns an error that names the file if one does not parse, and one
// if there is none.
func ReadGold(dir string) (map[string]*Graph, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+goldSuffix))
	if err != nil {
		return nil, fmt.Errorf("score: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("score: no *%s in %s", goldSuffix, dir)
	}
	gold := make(map[string]*Graph, len(files))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("score: %w", err)
		}
		g := new(Graph)
		if err := json.Unmarshal(data, g); err != nil {
			return nil, fmt.Errorf("score: %s: %w", file, err)
		}
		gold[strings.TrimSuffix(filepath.Base(file), goldSuffix)] = g
	}
	return gold, nil
}
