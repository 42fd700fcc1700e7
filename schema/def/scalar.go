package def

import (
	"fmt"
	"math"
	"strconv"
)

func parseString(v any) (any, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	return nil, fmt.Errorf("a String is expected")
}

func parseInt(v any) (any, error) {
	switch n := v.(type) {
	case int64:
		if n >= math.MinInt32 && n <= math.MaxInt32 {
			return n, nil
		}
		return nil, fmt.Errorf("an Int is expected, and %d has more than 32 bits", n)
	case float64:
		if n == math.Trunc(n) && math.Abs(n) <= math.MaxInt32 {
			return int64(n), nil
		}
	}
	return nil, fmt.Errorf("an Int is expected")
}

func parseFloat(v any) (any, error) {
	switch n := v.(type) {
	case int64:
		return float64(n), nil
	case float64:
		if !math.IsInf(n, 0) && !math.IsNaN(n) {
			return n, nil
		}
	}
	return nil, fmt.Errorf("a Float is expected")
}

func parseBoolean(v any) (any, error) {
	if b, ok := v.(bool); ok {
		return b, nil
	}
	return nil, fmt.Errorf("a Boolean is expected")
}

func parseID(v any) (any, error) {
	switch n := v.(type) {
	case string:
		return n, nil
	case int64:
		return strconv.FormatInt(n, 10), nil
	}
	return nil, fmt.Errorf("an ID is expected: a string or a whole number")
}
