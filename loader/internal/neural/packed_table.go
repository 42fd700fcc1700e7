package neural

import (
	"encoding/binary"
	"math"
)

// packedTable is a table of features, its numbers rounded to 8 bits.
type packedTable struct {
	inputs int    // numbers in a row, a multiple of 8
	data   []byte // signed
}

// packTable rounds a table and returns how many of its units are 1.
func packTable(p *Param) (t packedTable, up float32) {
	t = packedTable{p.Cols, make([]byte, len(p.Data))}
	up = 127 / almostLargest(p.Data)
	for i, v := range p.Data {
		t.data[i] = byte(round(max(-127, min(127, float32(v*up)))))
	}
	return t, up
}

// almostLargest returns the size under which all but a few in a hundred thousand
// are: clipping those leaves finer steps for the others.
func almostLargest(data []float32) float32 {
	var counts [4096]int
	top := float32(1e-9)
	for _, v := range data {
		top = max(top, abs(v))
	}
	for _, v := range data {
		counts[int(abs(v)/top*4095)]++
	}
	left := len(data) / 30000
	for i := len(counts) - 1; i > 0; i-- {
		if left -= counts[i]; left < 0 {
			return top * float32(i+1) / 4096
		}
	}
	return top
}

// sum writes the sum of rows of the table to b.x and returns its unit, in units
// of the table.
func (t *packedTable) sum(b *Buffer, rows []int32) float32 {
	b.sums, b.x = grow(b.sums, t.inputs), grow(b.x, t.inputs)
	sums := b.sums
	clear(sums)
	for len(rows) > maxLanes {
		t.addRows(b, rows[:maxLanes])
		rows = rows[maxLanes:]
	}
	t.addRows(b, rows)
	top := int32(1)
	for _, s := range sums {
		top = max(top, s, -s)
	}
	up := float32(127) / float32(top)
	for k, s := range sums {
		b.x[k] = round(float32(float32(s) * up))
	}
	return float32(top) / 127
}

// Eight numbers are added at once: 128 more than each fits a byte, the bytes
// of a word are spread over the 16-bit lanes of two, and lanes add up to no
// more than maxLanes times 255.
const (
	eachSign = 0x8080808080808080
	evenLane = 0x00ff00ff00ff00ff
	maxLanes = math.MaxUint16 / math.MaxUint8
)

// addRows adds at most maxLanes rows to b.sums.
func (t *packedTable) addRows(b *Buffer, rows []int32) {
	b.lanes = grow(b.lanes, t.inputs/4)
	clear(b.lanes)
	for _, row := range rows {
		data := t.data[int(row)*t.inputs:][:t.inputs]
		for lanes := b.lanes; len(lanes) >= 2 && len(data) >= 8; lanes, data = lanes[2:], data[8:] {
			w := binary.LittleEndian.Uint64(data) ^ eachSign
			lanes[0] += w & evenLane
			lanes[1] += w >> 8 & evenLane
		}
	}
	sums, more := b.sums, int32(128*len(rows))
	for k, w := range b.lanes {
		to := sums[k/2*8+k%2:]
		to[0] += int32(w&0xffff) - more
		to[2] += int32(w>>16&0xffff) - more
		to[4] += int32(w>>32&0xffff) - more
		to[6] += int32(w>>48) - more
	}
}

func (t *packedTable) write(w *Writer) {
	w.Number(t.inputs)
	w.Bytes(t.data)
}

// readPackedTable reads a table that has that many rows. It shares memory with
// the model.
func readPackedTable(r *Reader, rows int) packedTable {
	t := packedTable{r.Number(maxSide), r.Bytes()}
	if t.inputs%8 != 0 || len(t.data) != rows*t.inputs || rows > math.MaxInt32 {
		r.fail()
	}
	return t
}
