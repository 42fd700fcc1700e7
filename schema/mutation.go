package schema

import (
	"context"
	"errors"
	"fmt"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
	"onymous/schema/plan"
)

// Requester is who asks, as far as mutations need to know.
type Requester struct {
	Editor bool   // whether mutations are allowed
	Name   string // of the token, for the log of judgements
}

// edit is what a mutation works with.
type edit struct {
	server *Server
	by     Requester
}

// payload is what every mutation gives. Which fields are used depends on it.
type payload struct {
	errs      []userError
	clientID  string
	article   graph.ID
	entity    graph.ID
	other     graph.ID
	claim     *graph.ClaimID
	judgement graph.JudgementID
	unchanged bool
	retracted string
}

// userError is why a mutation did nothing.
type userError struct {
	code, message string
	field         []string
}

// mutation is one field of the mutation type.
type mutation struct {
	name, description string
	inputs            []*def.Input
	results           []*def.Field
	run               func(ctx context.Context, e *edit, input def.Args, p *payload) error
}

func (b *builder) defineMutation() {
	wrong := b.object("UserError", "Why a mutation did not do what was asked.", []*def.Field{
		text("message", "What is wrong, for people.", func(e *userError) string { return e.message }),
		text("code", "What is wrong, for programs: NOT_FOUND, INVALID, CONFLICT or LOADER_UNAVAILABLE.", func(e *userError) string { return e.code }),
		{Name: "field", Type: listIn(def.String), Description: "The path to the input that is wrong, where one is.",
			Leaf: def.Leaf(func(e *userError) def.Value {
				if e.field == nil {
					return def.Value{}
				}
				return def.Strs(e.field)
			})},
	})
	for _, m := range b.mutations() {
		b.schema.Mutation.Fields = append(b.schema.Mutation.Fields, b.mutationField(m, wrong))
	}
}

func (b *builder) mutationField(m mutation, wrong *def.Object) *def.Field {
	input := b.input(title(m.name)+"Input", "What "+m.name+" takes.", append(m.inputs,
		in("clientMutationId", def.String, "Comes back in the payload."))...)
	result := b.object(title(m.name)+"Payload", "What "+m.name+" gives.", append(m.results,
		&def.Field{Name: "userErrors", Type: def.ListOf(wrong), Description: "Why nothing was done; empty if it was.",
			Resolve: listOf(func(p *payload) []userError { return p.errs })},
		&def.Field{Name: "clientMutationId", Type: def.String, Description: "What the input had.",
			Leaf: def.Leaf(func(p *payload) def.Value { return def.Opt(p.clientID) })}))
	return &def.Field{Name: m.name, Type: result, Description: m.description + " Needs a token of the role editor, unless the server gives that role to everyone.",
		Args: []*def.Input{in("input", def.Required(input), "What to do.")},
		Resolve: func(c *def.Call, _ []any, out *def.Out) error {
			e := c.Source.(*edit)
			if !e.by.Editor {
				return &plan.UserError{Code: plan.CodeForbidden, Err: errors.New("this takes a token of the role editor")}
			}
			a := c.Args.(def.Args).Object("input")
			p := &payload{clientID: a.Str("clientMutationId")}
			// What was begun is finished even if the client leaves: it could
			// not know otherwise whether it was done.
			if err := p.note(m.run(context.WithoutCancel(c.Context), e, a, p)); err != nil {
				return err
			}
			out.One(p)
			return nil
		}}
}

// note turns an error that the client can do something about into a user error.
func (p *payload) note(err error) error {
	var user *plan.UserError
	for _, known := range []struct {
		err  error
		code string
	}{{graph.ErrNotFound, "NOT_FOUND"}, {graph.ErrInvalid, "INVALID"}, {graph.ErrConflict, "CONFLICT"}} {
		if errors.Is(err, known.err) {
			p.errs = append(p.errs, userError{code: known.code, message: err.Error()})
			return nil
		}
	}
	if errors.As(err, &user) {
		p.errs = append(p.errs, userError{code: user.Code, message: user.Error()})
		return nil
	}
	return err
}

// inputError is an error about one field of the input.
func (p *payload) inputError(code, message string, field ...string) {
	p.errs = append(p.errs, userError{code, message, append([]string{"input"}, field...)})
}

func (b *builder) mutations() []mutation {
	note := in("note", def.String, "Why, for those who come later.")
	id := func(what string) *def.Input { return in("id", def.Required(def.ID), what) }
	return []mutation{
		{"loadArticle", "Reads an article and adds what it says to the graph.",
			[]*def.Input{in("article", def.Required(b.articleInput()), "The article.")},
			[]*def.Field{
				{Name: "article", Type: b.kinds[ontology.Article], Description: "The article as it was stored.", Resolve: nodeResolver(func(p *payload) graph.ID { return p.article })},
				{Name: "unchanged", Type: def.Required(def.Boolean), Description: "True if the graph had this very article already.", Leaf: def.Leaf(func(p *payload) def.Value { return def.Bool(p.unchanged) })},
			}, loadArticle},
		{"retractArticle", "Takes an article back, with everything that only it says.",
			[]*def.Input{id("The article.")},
			[]*def.Field{{Name: "retractedId", Type: def.ID, Description: "The id that the article had.", Leaf: def.Leaf(func(p *payload) def.Value { return def.Opt(p.retracted) })}},
			retractArticle},
		{"mergeEntities", "Judges that nodes are one and merges them.",
			[]*def.Input{in("ids", def.Required(listIn(def.ID)), "The nodes, at least two, of one kind."), note},
			[]*def.Field{b.entityResult("entity", "The node that they are now.", func(p *payload) graph.ID { return p.entity }), b.judgementResult()},
			mergeEntities},
		{"splitEntity", "Judges that some articles mean another node: takes a merge apart, or gives the mentions of these articles a node of their own.",
			[]*def.Input{id("The node."), in("articles", def.Required(listIn(def.ID)), "The articles whose mentions are another node."), note},
			[]*def.Field{b.entityResult("entity", "The node that keeps the other mentions.", func(p *payload) graph.ID { return p.entity }),
				b.entityResult("split", "The node that the mentions of these articles are now.", func(p *payload) graph.ID { return p.other }), b.judgementResult()},
			splitEntity},
		{"distinguishEntities", "Judges that nodes are not one, so that they are neither merged nor proposed as duplicates.",
			[]*def.Input{in("ids", def.Required(listIn(def.ID)), "The nodes, at least two, of one kind."), note},
			[]*def.Field{b.judgementResult()},
			distinguishEntities},
		{"judgeClaim", "Judges whether an article says what a claim says.",
			[]*def.Input{id("The claim."), in("accept", def.Required(def.Boolean), "False rejects the claim; edges and facts then leave it out."), note},
			[]*def.Field{{Name: "claim", Type: b.claim, Description: "The claim.", Resolve: resolvePayloadClaim}, b.judgementResult()},
			judgeClaim},
		{"renameEntity", "Gives a node another name; the old one stays as an alias.",
			[]*def.Input{id("The node."), in("name", def.Required(def.String), "The name."), note},
			[]*def.Field{b.entityResult("entity", "The node.", func(p *payload) graph.ID { return p.entity }), b.judgementResult()},
			renameEntity},
		{"undoJudgement", "Takes a judgement back.",
			[]*def.Input{id("The judgement."), note},
			[]*def.Field{b.judgementResult()}, undoJudgement},
	}
}

func (b *builder) entityResult(name, description string, get func(*payload) graph.ID) *def.Field {
	return &def.Field{Name: name, Type: b.entity, Description: description, Resolve: nodeResolver(get)}
}

func (b *builder) judgementResult() *def.Field {
	return &def.Field{Name: "judgement", Type: b.judgement, Description: "The entry in the log, which undoJudgement takes back.",
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			for _, p := range parents {
				j, err := snapshotOf(c).judgement(c, judgementID(p.(*payload).judgement))
				if err != nil {
					return err
				}
				if j == nil {
					out.Null()
				} else {
					out.One(j)
				}
			}
			return nil
		}}
}

func resolvePayloadClaim(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		id := p.(*payload).claim
		if id == nil {
			out.Null()
			continue
		}
		cl, err := snapshotOf(c).claimByID(c, *id)
		if err != nil {
			return err
		}
		out.One(cl)
	}
	return nil
}

func loadArticle(ctx context.Context, e *edit, a def.Args, p *payload) error {
	if e.server.options.Loader == nil {
		return errNoLoader
	}
	d, err := draft(a.Object("article"), e.server.options.MaxArticleBytes)
	if err != nil {
		return err
	}
	progress := e.server.options.Progress
	progress.Report(LoadProgress{Total: 1})
	result, err := e.server.options.Loader.Load(ctx, d)
	if err != nil {
		progress.Report(LoadProgress{Skipped: 1, Total: 1, Ended: true})
		return err
	}
	if result.Outcome == graph.Unchanged {
		progress.Report(LoadProgress{Skipped: 1, Total: 1, Ended: true})
	} else {
		progress.Report(LoadProgress{Done: 1, Total: 1, Ended: true})
	}
	p.article, p.unchanged = result.Article, result.Outcome == graph.Unchanged
	return nil
}

func retractArticle(ctx context.Context, e *edit, a def.Args, p *payload) error {
	id, err := graph.ParseID(a.Str("id"))
	if err != nil || id.Kind() != ontology.Article {
		p.inputError("NOT_FOUND", "this is not the id of an article", "id")
		return nil
	}
	err = e.server.store.Update(ctx, func(tx *graph.Tx) error { return tx.Retract(ctx, id) })
	if err == nil {
		p.retracted = id.String()
	}
	return err
}

// judge adds a judgement to the log.
func (e *edit) judge(ctx context.Context, p *payload, j graph.Judgement) error {
	j.By = e.by.Name
	return e.server.store.Update(ctx, func(tx *graph.Tx) (err error) {
		p.judgement, err = tx.Judge(ctx, j)
		return err
	})
}

// ids parses the ids of an input.
func (p *payload) ids(a def.Args, name string) ([]graph.ID, bool) {
	var ids []graph.ID
	list := a.Strs(name)
	if len(list) > maxIDs {
		p.inputError("INVALID", fmt.Sprintf("%d ids, 500 at most", len(list)), name)
		return nil, false
	}
	for _, s := range list {
		id, err := graph.ParseID(s)
		if err != nil {
			p.inputError("NOT_FOUND", "this is not the id of a node", name)
			return nil, false
		}
		ids = append(ids, id)
	}
	return ids, true
}

func mergeEntities(ctx context.Context, e *edit, a def.Args, p *payload) error {
	return e.compare(ctx, a, p, graph.Same)
}

func distinguishEntities(ctx context.Context, e *edit, a def.Args, p *payload) error {
	return e.compare(ctx, a, p, graph.Different)
}

// compare judges whether nodes are one.
func (e *edit) compare(ctx context.Context, a def.Args, p *payload, verdict graph.Verdict) error {
	ids, ok := p.ids(a, "ids")
	if !ok {
		return nil
	}
	if len(ids) < 2 {
		p.inputError("INVALID", "it takes two nodes at least", "ids")
		return nil
	}
	err := e.judge(ctx, p, graph.Judgement{Verdict: verdict, Nodes: ids, Note: a.Str("note")})
	if err == nil {
		p.entity = ids[0]
	}
	return err
}

func splitEntity(ctx context.Context, e *edit, a def.Args, p *payload) error {
	id, err := graph.ParseID(a.Str("id"))
	if err != nil {
		p.inputError("NOT_FOUND", "this is not the id of a node", "id")
		return nil
	}
	articles, ok := p.ids(a, "articles")
	if !ok {
		return nil
	}
	if len(articles) == 0 {
		p.inputError("INVALID", "it takes one article at least", "articles")
		return nil
	}
	return e.server.store.Update(ctx, func(tx *graph.Tx) error {
		before, err := tx.ArticleMentions(articles[0])
		if err != nil {
			return err
		}
		p.judgement, err = tx.Judge(ctx, graph.Judgement{Verdict: graph.Different, Nodes: []graph.ID{id}, Articles: articles, Note: a.Str("note"), By: e.by.Name})
		if err != nil {
			return err
		}
		after, err := tx.ArticleMentions(articles[0])
		if err != nil {
			return err
		}
		p.entity = id
		for i := range before {
			if before[i].Node == id && after[i].Node != id {
				p.other = after[i].Node
			}
		}
		return nil
	})
}

func judgeClaim(ctx context.Context, e *edit, a def.Args, p *payload) error {
	id, err := graph.ParseClaimID(a.Str("id"))
	if err != nil {
		p.inputError("NOT_FOUND", "this is not the id of a claim", "id")
		return nil
	}
	verdict := graph.Reject
	if a.Bool("accept") {
		verdict = graph.Accept
	}
	err = e.judge(ctx, p, graph.Judgement{Verdict: verdict, Claim: id, Note: a.Str("note")})
	if err == nil {
		p.claim = &id
	}
	return err
}

// maxName is how many bytes a name may have.
const maxName = 300

func renameEntity(ctx context.Context, e *edit, a def.Args, p *payload) error {
	id, err := graph.ParseID(a.Str("id"))
	if err != nil {
		p.inputError("NOT_FOUND", "this is not the id of a node", "id")
		return nil
	}
	name := a.Str("name")
	if name == "" || len(name) > maxName {
		p.inputError("INVALID", fmt.Sprintf("a name has 1 to %d bytes", maxName), "name")
		return nil
	}
	err = e.judge(ctx, p, graph.Judgement{Verdict: graph.Rename, Nodes: []graph.ID{id}, Name: name, Note: a.Str("note")})
	if err == nil {
		p.entity = id
	}
	return err
}

func undoJudgement(ctx context.Context, e *edit, a def.Args, p *payload) error {
	n, ok := numbered("j", a.Str("id"))
	if !ok {
		p.inputError("NOT_FOUND", "this is not the id of a judgement", "id")
		return nil
	}
	return e.judge(ctx, p, graph.Judgement{Verdict: graph.Undo, Undoes: graph.JudgementID(n), Note: a.Str("note")})
}
