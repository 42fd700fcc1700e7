package resolve

import "strings"

// skeleton returns what is left of a folded name when it is misheard or spelled by
// another convention: its consonants, those that sound alike as one. Names with one
// skeleton are worth comparing.
func skeleton(key string) string {
	b := make([]byte, 0, len(key))
	for i := range len(key) {
		c := key[i]
		switch c {
		case ' ', 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w':
			if i > 0 || c == ' ' {
				continue
			}
		case 'c', 'q':
			c = 'k'
		case 'z':
			c = 's'
		case 'v':
			c = 'f'
		}
		if c == 'p' && i+1 < len(key) && key[i+1] == 'h' {
			c = 'f'
		}
		if len(b) > 0 && b[len(b)-1] == c {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// small are the words that an acronym leaves out.
var small = map[string]bool{"of": true, "for": true, "the": true, "and": true, "on": true, "against": true, "to": true, "in": true, "de": true, "la": true}

// initials returns the first letters of a name's words, the small ones left out.
func initials(key string) string {
	var b []byte
	for w := range strings.FieldsSeq(key) {
		if !small[w] {
			b = append(b, w[0])
		}
	}
	return string(b)
}

// similarity returns how alike two strings are by Jaro and Winkler, from 0 to 1.
func similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	j := jaro(x, y)
	prefix := 0
	for prefix < min(4, len(x), len(y)) && x[prefix] == y[prefix] {
		prefix++
	}
	return j + float64(prefix)*0.1*(1-j)
}

func jaro(x, y []rune) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	reach := max(len(x), len(y))/2 - 1
	usedX, usedY := make([]bool, len(x)), make([]bool, len(y))
	matches := 0
	for i := range x {
		for j := max(0, i-reach); j < min(len(y), i+reach+1); j++ {
			if !usedY[j] && x[i] == y[j] {
				usedX[i], usedY[j] = true, true
				matches++
				break
			}
		}
	}
	if matches == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i := range x {
		if !usedX[i] {
			continue
		}
		for !usedY[j] {
			j++
		}
		if x[i] != y[j] {
			swapped++
		}
		j++
	}
	m := float64(matches)
	return (m/float64(len(x)) + m/float64(len(y)) + (m-float64(swapped)/2)/m) / 3
}
