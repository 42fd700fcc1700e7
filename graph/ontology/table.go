package ontology

// NodeType describes a kind of node.
type NodeType struct {
	Kind        NodeKind
	Name        string // "Agency": the GraphQL type and the label in exports
	Field       string // "agency": the GraphQL field for one
	Plural      string // "agencies": the GraphQL field for many
	Description string
}

// EdgeType describes a kind of edge.
type EdgeType struct {
	Kind        EdgeKind
	Name        string // "PARTICIPATED_IN"
	From, To    []NodeKind
	Field       string // the edge read from its first end: "participatedIn"
	Inverse     string // and from its second: "participants"
	Description string
	Attributes  []AttributeType
}

// AttributeType describes an attribute as one kind of edge has it.
type AttributeType struct {
	Attribute   Attribute
	Name        string // "role"
	Type        ValueType
	Enum        string // the name of the enumeration, for Type Enum: "ParticipationRole"
	Values      []EnumValue
	Description string
}

// EnumValue is one value of an Enum, strongest first: where claims differ, the
// edge shows the value that comes first.
type EnumValue struct{ Name, Description string }

// FactType describes a key of facts.
type FactType struct {
	Key         FactKey
	Name        string // "sitesTakenDown"
	On          []NodeKind
	Type        ValueType
	Description string
}

var nodeTypes = []NodeType{
	{Agency, "Agency", "agency", "agencies", "A named public body that polices, investigates, prosecutes, judges or regulates."},
	{Operation, "Operation", "operation", "operations", "One law-enforcement action or investigation, named or unnamed."},
	{Marketplace, "Marketplace", "marketplace", "marketplaces", "A named online criminal market, vendor shop or forum."},
	{Service, "Service", "service", "services", "A named criminal online service or infrastructure other than a market: a mixer, a botnet, a ransomware brand, an encrypted-phone network, a bulletproof host."},
	{Person, "Person", "person", "people", "A named individual, or one known by a handle only."},
	{Organization, "Organization", "organization", "organizations", "A named body that is no public agency: a company, a university, a gang, a news outlet that is part of the story."},
	{Place, "Place", "place", "places", "A named country, state, region or city."},
	{Technology, "Technology", "technology", "technologies", "A named network, protocol, software or currency."},
	{Commodity, "Commodity", "commodity", "commodities", "A class of illicit goods."},
	{Article, "Article", "article", "articles", "One loaded document."},
}

var edgeTypes = []EdgeType{
	{ParticipatedIn, "PARTICIPATED_IN", []NodeKind{Agency, Place}, []NodeKind{Operation}, "participatedIn", "participants",
		"The agency, or the country's authorities, took part in the operation.",
		[]AttributeType{{Role, "role", Enum, "ParticipationRole", []EnumValue{
			{Led, "Led the operation."},
			{Coordinated, "Coordinated it."},
			{Supported, "Supported or helped it."},
			{Participated, "Took part in it."},
		}, "In what capacity."}}},
	{Targeted, "TARGETED", []NodeKind{Operation}, []NodeKind{Marketplace, Service, Organization}, "targets", "targetedBy",
		"The operation was aimed at it or brought it down.",
		[]AttributeType{{Outcome, "outcome", Enum, "TargetOutcome", []EnumValue{
			{ShutDown, "Shut down or taken offline."},
			{SeizedSite, "Seized."},
			{TakenOver, "Taken over and run by the authorities."},
			{Infiltrated, "Infiltrated."},
			{Disrupted, "Disrupted."},
			{Investigated, "Investigated."},
		}, "What became of the target."}}},
	{Administered, "ADMINISTERED", []NodeKind{Person}, []NodeKind{Marketplace, Service}, "administered", "administrators",
		"The person ran, founded, owned, moderated or developed it.",
		[]AttributeType{{Role, "role", Enum, "AdministrationRole", []EnumValue{
			{Founder, "Founded or created it."},
			{Administrator, "Administered or ran it."},
			{Owner, "Owned it."},
			{Moderator, "Moderated it."},
			{Developer, "Developed it."},
			{Staff, "Worked for it otherwise."},
		}, "In what capacity."}}},
	{SoldOn, "SOLD_ON", []NodeKind{Person}, []NodeKind{Marketplace, Service}, "soldOn", "sellers",
		"The person was a vendor there.", nil},
	{ArrestedIn, "ARRESTED_IN", []NodeKind{Person}, []NodeKind{Place}, "arrestedIn", "arrestedHere",
		"Where the person was arrested.", arrestAttributes},
	{ArrestedBy, "ARRESTED_BY", []NodeKind{Person}, []NodeKind{Agency, Place}, "arrestedBy", "arrested",
		"Who arrested the person.", arrestAttributes},
	{ArrestedDuring, "ARRESTED_DURING", []NodeKind{Person}, []NodeKind{Operation}, "arrestedDuring", "arrestees",
		"The person was arrested in the course of the operation or as its result.", arrestAttributes},
	{ExtraditedTo, "EXTRADITED_TO", []NodeKind{Person}, []NodeKind{Place}, "extraditedTo", "extraditedHere",
		"Where the person was, or is to be, extradited to.", nil},
	{WorksFor, "WORKS_FOR", []NodeKind{Person}, []NodeKind{Agency, Organization}, "worksFor", "staff",
		"The person holds or held a post there.",
		[]AttributeType{{Title, "title", Text, "", nil, "The post, as the article gives it."}}},
	{CitizenOf, "CITIZEN_OF", []NodeKind{Person}, []NodeKind{Place}, "citizenOf", "citizens",
		"The person's nationality.", nil},
	{LivedIn, "LIVED_IN", []NodeKind{Person}, []NodeKind{Place}, "livedIn", "residents",
		"Where the person lives, lived or is from.", nil},
	{DiedIn, "DIED_IN", []NodeKind{Person}, []NodeKind{Place}, "diedIn", "diedHere",
		"Where the person died or was found dead.", nil},
	{Succeeded, "SUCCEEDED", []NodeKind{Marketplace, Service}, []NodeKind{Marketplace, Service}, "succeeded", "successors",
		"It replaced the other, or was modelled as its successor.", nil},
	{RunsOn, "RUNS_ON", []NodeKind{Marketplace, Service}, []NodeKind{Technology}, "runsOn", "usedBy",
		"It is reached or hosted through the technology.", nil},
	{Accepts, "ACCEPTS", []NodeKind{Marketplace, Service}, []NodeKind{Technology}, "accepts", "acceptedBy",
		"It takes this currency.", nil},
	{Sells, "SELLS", []NodeKind{Marketplace, Service}, []NodeKind{Commodity}, "sells", "soldBy",
		"The goods are traded there.", nil},
	{PartOf, "PART_OF", []NodeKind{Agency, Organization}, []NodeKind{Agency, Organization}, "partOf", "parts",
		"It is a unit, a division or a member of the other.", nil},
	{LocatedIn, "LOCATED_IN", []NodeKind{Agency, Organization, Marketplace, Service}, []NodeKind{Place}, "locatedIn", "locatedHere",
		"Its headquarters; for a market or a service, its servers or its operators' base.", nil},
	{Mentions, "MENTIONS", []NodeKind{Article},
		[]NodeKind{Agency, Operation, Marketplace, Service, Person, Organization, Place, Technology, Commodity}, "mentions", "mentionedIn",
		"The article names it.", nil},
}

var arrestAttributes = []AttributeType{{ArrestDate, "date", PartialDate, "", nil, "When, as exactly as the articles say."}}

var factTypes = []FactType{
	{Arrests, "arrests", []NodeKind{Operation}, Integer, "How many people were arrested."},
	{SitesTakenDown, "sitesTakenDown", []NodeKind{Operation}, Integer, "How many sites were taken down."},
	{ServersSeized, "serversSeized", []NodeKind{Operation}, Integer, "How many servers were seized."},
	{Seized, "seized", []NodeKind{Operation}, Amount, "Money, goods worth money, or a number of things that were seized."},
	{Date, "date", []NodeKind{Operation}, PartialDate, "When the operation took place."},
	{Listings, "listings", []NodeKind{Marketplace, Service}, Integer, "How many listings it had."},
	{Users, "users", []NodeKind{Marketplace, Service}, Integer, "How many users it had."},
	{Vendors, "vendors", []NodeKind{Marketplace, Service}, Integer, "How many vendors it had."},
	{Revenue, "revenue", []NodeKind{Marketplace, Service}, Amount, "What was turned over there."},
	{Launched, "launched", []NodeKind{Marketplace, Service}, PartialDate, "When it was opened."},
	{Closed, "closed", []NodeKind{Marketplace, Service}, PartialDate, "When it was closed, seized or went offline."},
	{Age, "age", []NodeKind{Person}, Integer, "The person's age at the article's date."},
	{ArrestedOn, "arrestedOn", []NodeKind{Person}, PartialDate, "When the person was arrested."},
	{DiedOn, "diedOn", []NodeKind{Person}, PartialDate, "When the person died."},
	{Sentence, "sentence", []NodeKind{Person}, Text, "The person's sentence, in short."},
}

// commodities are the canonical names of nodes of kind Commodity.
var commodities = []string{
	"drugs", "weapons", "malware", "hacking tools", "stolen data", "payment cards", "forged documents", "counterfeit goods",
	"counterfeit money", "child sexual abuse material", "chemicals", "fraud services", "stolen accounts",
}
