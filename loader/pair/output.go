package pair

import (
	"onymous/graph/ontology"
)

// The outputs of the network: one for each kind of edge, one for each value of each
// enumeration that a kind of edge has, and one for what is alleged.
var (
	outputs       int
	valueOutputs  = map[ontology.EdgeKind][]enumeration{}
	allegedOutput int
)

// enumeration is an attribute of a kind of edge, and the output of its first value.
type enumeration struct {
	attribute *ontology.AttributeType
	first     int
}

func init() {
	outputs = len(ontology.EdgeTypes())
	for i := range ontology.EdgeTypes() {
		t := &ontology.EdgeTypes()[i]
		for k := range t.Attributes {
			if a := &t.Attributes[k]; a.Type == ontology.Enum {
				valueOutputs[t.Kind] = append(valueOutputs[t.Kind], enumeration{a, outputs})
				outputs += len(a.Values)
			}
		}
	}
	allegedOutput = outputs
	outputs++
}

func edgeOutput(k ontology.EdgeKind) int { return int(k) - 1 }

// attributesOf returns the likeliest values of the enumerations of a kind of edge.
func attributesOf(kind ontology.EdgeKind, scores []float32) (out [ontology.AttributeCount]string) {
	for _, e := range valueOutputs[kind] {
		best := 0
		for k := range e.attribute.Values {
			if scores[e.first+k] > scores[e.first+best] {
				best = k
			}
		}
		out[e.attribute.Attribute] = e.attribute.Values[best].Name
	}
	return out
}
