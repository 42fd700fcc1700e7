package loader

import (
	"onymous/loader/coref"
	"onymous/loader/entity"
	"onymous/loader/parse"
	"onymous/loader/relation"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// stages returns the stages in the order in which a document goes through them.
// Stages whose models are embedded decode them here.
func stages() ([]text.Stage, error) {
	stages := []text.Stage{sentence.Stage, token.Stage}
	for _, open := range []func() (text.Stage, error){tag.Stage, parse.Stage} {
		s, err := open()
		if err != nil {
			return nil, err
		}
		stages = append(stages, s)
	}
	return append(stages, entity.Stage, coref.Stage, relation.Stage), nil
}
