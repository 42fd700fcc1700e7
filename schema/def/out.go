package def

// Shape is what a field gives for one parent.
type Shape uint8

// The shapes of fields.
const (
	ShapeLeaf Shape = iota
	ShapeOne
	ShapeList
)

// ShapeOf returns the shape of a field of type t.
func ShapeOf(t Type) Shape {
	t = Nullable(t)
	l, list := t.(*List)
	if list {
		t = l.Of
	}
	if _, ok := NamedOf(t).(Composite); !ok {
		return ShapeLeaf
	}
	if list {
		return ShapeList
	}
	return ShapeOne
}

// Out takes the values that a Resolver gives, one for each parent in order. A
// field of a leaf type calls Leaf, one of an object type One, a list of objects
// Add and EndList; Null or Fail may take their place for any parent.
type Out struct {
	// Leaves are the values of a leaf field.
	Leaves []Value
	// Items are the objects: one for each parent, or all lists one after
	// another. Nil is null.
	Items []any
	// Ends are where the list of each parent ends in Items.
	Ends []int32
	// Missing holds the parents without a value; the error is nil for a plain
	// null.
	Missing map[int]error

	shape Shape
	n     int
}

// Reset prepares for a field of that shape and n parents, and keeps the memory.
func (o *Out) Reset(shape Shape, n int) {
	*o = Out{shape: shape, Leaves: o.Leaves[:0], Items: o.Items[:0], Ends: o.Ends[:0]}
}

// Leaf gives the next parent's value.
func (o *Out) Leaf(v Value) {
	o.Leaves = append(o.Leaves, v)
	o.n++
}

// One gives the next parent's object, which must not be nil.
func (o *Out) One(item any) {
	o.Items = append(o.Items, item)
	o.n++
}

// Add gives an element of the next parent's list, which EndList closes. A nil
// interface is null.
func (o *Out) Add(item any) { o.Items = append(o.Items, item) }

// EndList closes the next parent's list.
func (o *Out) EndList() {
	o.Ends = append(o.Ends, int32(len(o.Items)))
	o.n++
}

// Null makes the next parent's value null.
func (o *Out) Null() { o.Fail(nil) }

// Fail makes the next parent's value null and reports err, unless that is nil.
// Elements added since the last list was closed are dropped.
func (o *Out) Fail(err error) {
	if o.Missing == nil {
		o.Missing = map[int]error{}
	}
	o.Missing[o.n] = err
	switch o.shape {
	case ShapeLeaf:
		o.Leaf(Value{})
	case ShapeOne:
		o.One(nil)
	case ShapeList:
		start := 0
		if len(o.Ends) > 0 {
			start = int(o.Ends[len(o.Ends)-1])
		}
		o.Items = o.Items[:start]
		o.EndList()
	}
}

// Len is the number of parents that have got a value.
func (o *Out) Len() int { return o.n }
