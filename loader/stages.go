package loader

import (
	"onymous/loader/parse"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// stages returns the stages in the order in which a document goes through them.
func stages() ([]text.Stage, error) {
	tag, err := tag.Stage()
	if err != nil {
		return nil, err
	}
	parse, err := parse.Stage()
	if err != nil {
		return nil, err
	}
	return []text.Stage{sentence.Stage, token.Stage, tag, parse}, nil
}
