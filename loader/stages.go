package loader

import (
	"onymous/loader/coref"
	"onymous/loader/entity"
	"onymous/loader/fact"
	"onymous/loader/name"
	"onymous/loader/pair"
	"onymous/loader/parse"
	"onymous/loader/relation"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// stages returns the stages in the order in which a document goes through them, up
// to before the one of that name, all for "". A stage that is a function decodes its
// model or compiles its rules.
func stages(before string) ([]text.Stage, error) {
	ready := func(s text.Stage) func() (text.Stage, error) {
		return func() (text.Stage, error) { return s, nil }
	}
	var all []text.Stage
	for _, stage := range []struct {
		name string
		open func() (text.Stage, error)
	}{
		{"sentence", ready(sentence.Stage)},
		{"token", ready(token.Stage)},
		{"tag", tag.Stage},
		{"parse", parse.Stage},
		{"name", name.Stage},
		{"entity", entity.Stage},
		{"coref", ready(coref.Stage)},
		{"relation", relation.Stage},
		{"pair", func() (text.Stage, error) { return pair.Stage(relation.Unsaid) }},
		{"fact", ready(fact.Stage)},
	} {
		if stage.name == before {
			break
		}
		s, err := stage.open()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}
