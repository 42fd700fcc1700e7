package loader

import (
	"onymous/loader/coref"
	"onymous/loader/entity"
	"onymous/loader/fact"
	"onymous/loader/name"
	"onymous/loader/parse"
	"onymous/loader/relation"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// stages returns the stages in the order in which a document goes through them.
// A stage that is a function decodes its model or compiles its rules.
func stages() ([]text.Stage, error) {
	ready := func(s text.Stage) func() (text.Stage, error) {
		return func() (text.Stage, error) { return s, nil }
	}
	var all []text.Stage
	for _, open := range []func() (text.Stage, error){
		ready(sentence.Stage), ready(token.Stage), tag.Stage, parse.Stage, name.Stage,
		ready(entity.Stage), ready(coref.Stage), relation.Stage, ready(fact.Stage),
	} {
		s, err := open()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}
