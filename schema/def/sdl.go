package def

import (
	"fmt"
	"strconv"
	"strings"
)

// SDL returns the schema in the schema definition language: descriptions
// included, types in the order of their names, fields in the order of their
// definition.
func (s *Schema) SDL() string {
	var b strings.Builder
	describe(&b, "", s.Description)
	b.WriteString("schema {\n  query: " + s.Query.Name + "\n")
	if s.Mutation != nil {
		b.WriteString("  mutation: " + s.Mutation.Name + "\n")
	}
	if s.Subscription != nil {
		b.WriteString("  subscription: " + s.Subscription.Name + "\n")
	}
	b.WriteString("}\n")
	for _, name := range s.names {
		if strings.HasPrefix(name, "__") {
			continue
		}
		switch t := s.types[name].(type) {
		case *Scalar:
			if t != String && t != Int && t != Float && t != Boolean && t != ID {
				writeScalar(&b, t)
			}
		case *Enum:
			writeEnum(&b, t)
		case *Object:
			writeFields(&b, "type", t, t.Implements, t.Fields)
		case *Interface:
			writeFields(&b, "interface", t, t.Implements, t.Fields)
		case *Union:
			writeUnion(&b, t)
		case *InputObject:
			writeInput(&b, t)
		}
	}
	return b.String()
}

func writeScalar(b *strings.Builder, t *Scalar) {
	b.WriteByte('\n')
	describe(b, "", t.Description)
	b.WriteString("scalar " + t.Name)
	if t.SpecifiedBy != "" {
		b.WriteString(" @specifiedBy(url: " + strconv.Quote(t.SpecifiedBy) + ")")
	}
	b.WriteByte('\n')
}

func writeEnum(b *strings.Builder, t *Enum) {
	b.WriteByte('\n')
	describe(b, "", t.Description)
	b.WriteString("enum " + t.Name + " {\n")
	for _, v := range t.Values {
		describe(b, "  ", v.Description)
		b.WriteString("  " + v.Name)
		deprecate(b, v.Deprecated)
		b.WriteByte('\n')
	}
	b.WriteString("}\n")
}

func writeFields(b *strings.Builder, keyword string, t Named, implements []*Interface, fields []*Field) {
	b.WriteByte('\n')
	describe(b, "", t.Summary())
	b.WriteString(keyword + " " + t.TypeName())
	for i, in := range implements {
		if i == 0 {
			b.WriteString(" implements ")
		} else {
			b.WriteString(" & ")
		}
		b.WriteString(in.Name)
	}
	b.WriteString(" {\n")
	for _, f := range fields {
		describe(b, "  ", f.Description)
		b.WriteString("  " + f.Name)
		if len(f.Args) > 0 {
			b.WriteString("(\n")
			for _, a := range f.Args {
				describe(b, "    ", a.Description)
				b.WriteString("    " + inputLine(a) + "\n")
			}
			b.WriteString("  )")
		}
		b.WriteString(": " + f.Type.String())
		deprecate(b, f.Deprecated)
		b.WriteByte('\n')
	}
	b.WriteString("}\n")
}

func writeUnion(b *strings.Builder, t *Union) {
	b.WriteByte('\n')
	describe(b, "", t.Description)
	names := make([]string, len(t.Members))
	for i, m := range t.Members {
		names[i] = m.Name
	}
	b.WriteString("union " + t.Name + " = " + strings.Join(names, " | ") + "\n")
}

func writeInput(b *strings.Builder, t *InputObject) {
	b.WriteByte('\n')
	describe(b, "", t.Description)
	b.WriteString("input " + t.Name + " {\n")
	for _, f := range t.Fields {
		describe(b, "  ", f.Description)
		b.WriteString("  " + inputLine(f) + "\n")
	}
	b.WriteString("}\n")
}

func inputLine(i *Input) string {
	line := i.Name + ": " + i.Type.String()
	if i.Default != nil {
		line += " = " + Literal(i.Default, i.Type)
	}
	return line
}

// Literal writes a default value as SDL does.
func Literal(v any, t Type) string {
	switch v := v.(type) {
	case string:
		if _, ok := NamedOf(t).(*Enum); ok {
			return v
		}
		return strconv.Quote(v)
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = Literal(s, t)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}

func describe(b *strings.Builder, indent, text string) {
	if text == "" {
		return
	}
	text = strings.ReplaceAll(text, `"""`, `\"""`)
	if !strings.Contains(text, "\n") && !strings.HasSuffix(text, `"`) && !strings.HasSuffix(text, `\`) {
		b.WriteString(indent + `"""` + text + `"""` + "\n")
		return
	}
	b.WriteString(indent + `"""` + "\n")
	for _, line := range strings.Split(text, "\n") {
		b.WriteString(indent + line + "\n")
	}
	b.WriteString(indent + `"""` + "\n")
}

func deprecate(b *strings.Builder, reason string) {
	if reason != "" {
		b.WriteString(" @deprecated(reason: " + strconv.Quote(reason) + ")")
	}
}
