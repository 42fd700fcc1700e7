package neural

import "math"

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
		t.data[i] = byte(nearest(max(-127, min(127, float32(v*up)))))
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

// sum writes the sum of rows of the table to x and returns its unit, in units of
// the table.
func (t *packedTable) sum(b *Buffer, x []int8, rows []int32) float32 {
	b.sums = grow(b.sums, t.inputs)
	sumRows(b.sums, t.data, rows)
	top := largest(b.sums, 1)
	round(x, b.sums, 127/top)
	return top / 127
}

// sumRowsGeneric writes the sum of rows of a table of signed numbers to dst,
// which is as long as a row. Floats hold such sums exactly.
func sumRowsGeneric(dst []float32, table []byte, rows []int32) {
	clear(dst)
	for _, row := range rows {
		data := table[int(row)*len(dst):][:len(dst)]
		for k, v := range data {
			dst[k] += float32(int8(v))
		}
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
