package entity_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/entity"
	"onymous/loader/parse"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// before is the pipeline up to this stage, with the models that the product has.
var before = sync.OnceValues(func() (*text.Pipeline, error) {
	tags, err := tag.Stage()
	if err != nil {
		return nil, err
	}
	trees, err := parse.Stage()
	if err != nil {
		return nil, err
	}
	return text.NewPipeline(sentence.Stage, token.Stage, tags, trees)
})

func read(t testing.TB, body string) *text.Doc {
	t.Helper()
	p, err := before()
	if err != nil {
		t.Fatal(err)
	}
	d := &text.Doc{Text: body}
	if err := p.Apply(d); err != nil {
		t.Fatal(err)
	}
	apply(t, d)
	return d
}

// apply runs the stage on a document that has the layers before it.
func apply(t testing.TB, d *text.Doc) {
	t.Helper()
	s, err := entity.Stage()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(d); err != nil {
		t.Fatal(err)
	}
}

// names renders the mentions that name something, each once, in text order.
func names(d *text.Doc) []string {
	var out []string
	seen := map[string]bool{}
	for _, m := range d.Mentions {
		if m.Form != text.Proper {
			continue
		}
		line := fmt.Sprintf("%s %s", m.Kind, d.Form(m.Span))
		if !seen[line] {
			seen[line] = true
			out = append(out, line)
		}
	}
	return out
}

// crime is what makes an article one about crime online; tests of single
// sentences need it around them.
const crime = ` Detectives arrested two suspects and seized servers, and prosecutors in the case charged them with hacking and with selling stolen data on the darknet. Police said that the website had vendors.`

func TestNamesByWhatIsSaidOfThem(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"HeadNounBeforeIt", "They met on the carding forum Duskhaven." + crime, []string{"Marketplace Duskhaven"}},
		{"LettersAndDigits", "The booter site 4stress was switched off." + crime, []string{"Service 4stress"}},
		{"PlainNameCalledSo", "He ran a forum called darkpond, where malware was sold." + crime, []string{"Marketplace darkpond"}},
		{"DealingsOnIt", "They sold LSD first on Quillon and, when that fell, on Nightjar." + crime, []string{"Marketplace Quillon", "Marketplace Nightjar"}},
		{"VerbFarFromIt", "Nightjar, which three cousins had built in a barn near the lake, was shut down on Friday." + crime, []string{"Marketplace Nightjar"}},
		{"AddressWithALongEnding", "Officers seized duskpay.club, a shop for stolen cards." + crime, []string{"Marketplace duskpay.club"}},
		{"HeadNounBehindIt", "Duskhaven, a forum on which stolen cards were sold, is gone." + crime, []string{"Marketplace Duskhaven"}},
		{"Copula", "Duskhaven was one of the largest bitcoin mixers in the world." + crime, []string{"Service Duskhaven"}},
		{"CompoundBehindIt", "Officers studied the Grimlock ransomware for a year." + crime, []string{"Service Grimlock"}},
		{"CalledSo", "He opened a mixer called Fogbank." + crime, []string{"Service Fogbank"}},
		{"ListUnderANoun", "Dark web markets such as Duskhaven, Nightjar and Quillon sold drugs." + crime, []string{"Marketplace Duskhaven", "Marketplace Nightjar", "Marketplace Quillon"}},
		{"HeadNounAloneIsNoName", "The Nightjar marketplace is gone. Its founder built the Marketplace alone." + crime, []string{"Marketplace Nightjar"}},
		{"WhatItsPeopleMetIsNotItsOwn", "Grimlock is a ransomware-as-a-service operation. An affiliate of Grimlock was arrested." + crime, []string{"Service Grimlock"}},
		{"SomeoneCalledSo", "There was someone called Rookward above him." + crime, []string{"Person Rookward"}},
		{"PostWithAWordBeforeIt", "Dorva Kessling, interim US attorney for Nevada, thanked the team." + crime, []string{"Person Dorva Kessling", "Place US", "Place Nevada"}},
		{"WherePeopleLive", "Both are resident between Quillonby and Harrowdel." + crime, []string{"Place Quillonby", "Place Harrowdel"}},
		{"HomeOfAPerson", "Kevin Marlowe, 34, of Harrowdel, got ten years." + crime, []string{"Person Kevin Marlowe", "Place Harrowdel"}},
		{"HeOrSheNext", "Everybody knew Rookward. He had been there for years." + crime, []string{"Person Rookward"}},
		{"CompanyThatTheStoryIsAbout", "Kevin Marlowe incorporated Coalgate in May. Fogs of money went through his company, Coalgate. Nobody asked Coalgate why." + crime, []string{"Person Kevin Marlowe", "Service Coalgate"}},
		{"VersionIsPartOfTheName", "The marketplace Amber Road 2.0 has been seized." + crime, []string{"Marketplace Amber Road 2.0"}},
		{"EndingOfTheName", "Users of LeakForums were told nothing." + crime, []string{"Marketplace LeakForums"}},
		{"IntroducedOverSmallWords", "The site was called Welcome to Fogtown." + crime, []string{"Marketplace Welcome to Fogtown"}},
		{"ShopOfSomebody", "Nobody touched Brannoc's Club, the shop with the largest stock." + crime, []string{"Marketplace Brannoc's Club"}},
		{"WhoseOwnersAreSpokenOf", "Rookmart, whose vendors were told nothing, is gone." + crime, []string{"Marketplace Rookmart"}},
		{"OneExample", "He sold them on forums such as CrdHaven." + crime, []string{"Marketplace CrdHaven"}},
		{"OnAndOn", "He traded pills on the marketplace Duskhaven and on Umbral." + crime, []string{"Marketplace Duskhaven", "Marketplace Umbral"}},
		{"CodeName", "It bears the code name Larch in Ireland." + crime, []string{"Operation Larch", "Place Ireland"}},
		{"GroupOfOfficers", "The Harbour Taskforce, a group of investigators, gave support." + crime, []string{"Agency Harbour Taskforce"}},
		{"TheMixerIsTheOneTheStoryIsAbout", "Foglift took in coins. Police and prosecutors seized servers. Officers arrested two suspects. Detectives charged them. A warrant had been signed in May. Foglift is gone. The mixer's founder was jailed." + crime, []string{"Service Foglift"}},
		{"AddressIsAName", "Among the booter sites were hardboot.net and stresslab.org." + crime, []string{"Service hardboot.net", "Service stresslab.org"}},
		{"SayBetween", "He sent them through Fogbank, prosecutors say, a mixer that took coins." + crime, []string{"Service Fogbank"}},
		{"NounOfTheDarkWeb", "Police say that he ran Duskhaven, the dark web pill den." + crime, []string{"Marketplace Duskhaven"}},
		{"QuotedOverSmallWords", "They closed the shop “Amber krantas” in May." + crime, []string{"Marketplace Amber krantas"}},
		{"SoldOnIt", "He also offered forged notes on Umbral." + crime, []string{"Marketplace Umbral"}},
		{"ShopOfHerOwn", "She set up a shop of her own, the Tinker's Nest, in January." + crime, []string{"Marketplace Tinker's Nest"}},
		{"NewName", "In May it came back under a new name, Rookmart." + crime, []string{"Marketplace Rookmart"}},
		{"MarketForAttacks", "Grimlock, a marketplace for DDoS attacks, is gone." + crime, []string{"Service Grimlock"}},
		{"ArticleInTheName", "They met on the forum The Hollow." + crime, []string{"Marketplace The Hollow"}},
		{"DomainsAreNoSites", "The domains rookmart.net, rookmart.cc and rookmart.com were seized. Rookmart, a carding shop, is gone." + crime, []string{"Marketplace Rookmart"}},
		{"AddressOfAName", "They met on rookmart.com. Rookmart was a carding forum." + crime, []string{"Marketplace rookmart.com", "Marketplace Rookmart"}},
		{"WhatIsOwnedIsAnotherThing", "The owner of the Quillonby duplex was questioned in Quillonby." + crime, []string{"Place Quillonby"}},
		{"TheSiteIsNotAnyName", "Duskhaven was a carding forum. Duskhaven had users. It had Harker syndrome, he said. The forum is gone." + crime, []string{"Marketplace Duskhaven"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, names(read(t, tt.text))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"TitleIsNoPart", "Attorney General Marcia Fenwick spoke first.", []string{"Person Marcia Fenwick"}},
		{"AgencyBeforeTheTitle", "FBI Director Paul Ostrander praised the team.", []string{"Agency FBI", "Person Paul Ostrander"}},
		{"AgeBehindIt", "Kevin Marlowe, 34, of Leeds, was jailed.", []string{"Person Kevin Marlowe", "Place Leeds"}},
		{"DemonymBeforeIt", "The Canadian Alexandre Roy was held.", []string{"Place Canadian", "Person Alexandre Roy"}},
		{"CompatriotCalledSo", "The New Zealander Tuiro Parwell was held." + crime, []string{"Place New Zealander", "Person Tuiro Parwell"}},
		{"CompatriotBehindIt", "Chazo, a Turk, was held in May." + crime, []string{"Person Chazo", "Place Turk"}},
		{"HolderOfAPost", "They thanked the head of Europol, Edvarnas Silaris.", []string{"Agency Europol", "Person Edvarnas Silaris"}},
		{"GivenNameOverAHyphen", "The judge, Kang Yelm-soo, was told.", []string{"Person Kang Yelm-soo"}},
		{"UnitBehindTheTitle", "Assistant Commissioner Crime Command Nigel Ryan said so.", []string{"Person Nigel Ryan"}},
		{"TitleOfTwo", "Assistant U.S. Attorneys Brian Deckert and Kevin Marlowe said so.", []string{"Person Brian Deckert", "Person Kevin Marlowe"}},
		{"AsXHe", "As PalePike he peddled pills." + crime, []string{"Person PalePike"}},
		{"HandleInLowerCase", "Its admin, mr_slate, signed a note." + crime, []string{"Person mr_slate"}},
		{"HandleBehindABracket", "Its admin, who called himself (or herself) Rookward, left." + crime, []string{"Person Rookward"}},
		{"HandleInQuotes", "Kevin Marlowe, known online as \"coalface77\", was jailed.", []string{"Person Kevin Marlowe", "Person coalface77"}},
		{"BareHandle", "A vendor who calls himself Rookward was not caught.", []string{"Person Rookward"}},
		{"ListOfHandles", "They used the nicknames “Ash”, “Birch” and “Cedar99”.", []string{"Person Ash", "Person Birch", "Person Cedar99"}},
		{"Initial", "Dorian K. Whitlock pleaded guilty.", []string{"Person Dorian K. Whitlock"}},
		{"SpeakerIsNobody", "Q: Who ran it? Kevin Marlowe, 34, of Leeds.", []string{"Person Kevin Marlowe", "Place Leeds"}},
		{"PluralOfAnAcronymIsNobody", "Kevin Marlowe, 34, robbed OAPs of £2MILLION.", []string{"Person Kevin Marlowe"}},
		{"QuotedWordIsNoHandle", "She described the sentence as “illusory”.", nil},
		{"PlainWordBeforeAName", "It rained. Girlfriend Stacey Moult, 38, wept." + crime, []string{"Person Stacey Moult"}},
		{"KnownToSomebodyAs", "A sixth man, known to users of the site as Rookward, fled." + crime, []string{"Person Rookward"}},
		{"DayIsAGivenName", "The man, Sunday Okpara, was held." + crime, []string{"Person Sunday Okpara"}},
		{"CapitalsOfARelease", "JORAN QUILLE, 38, of Leeds, was charged." + crime, []string{"Person JORAN QUILLE", "Place Leeds"}},
		{"SyllablesBehindATitle", "Judge Lee Hyun-woo agreed." + crime, []string{"Person Lee Hyun-woo"}},
		{"JudgeOfEngland", "Holroyde LJ agreed." + crime, []string{"Person Holroyde"}},
		{"WhoSpeaks", "They want “glasshouse”, who speaks for the gang." + crime, []string{"Person glasshouse"}},
		{"BehindWhereSomebodyIs", "A magistrate judge in Leeds, Laurel Beeler, agreed." + crime, []string{"Place Leeds", "Person Laurel Beeler"}},
		{"NicknameInQuotes", "Kevin “Kit” Marlowe, 34, was jailed.", []string{"Person Kevin “Kit” Marlowe"}},
		{"TitleOverOf", "District Superintendent of Police Oswin Tarrant said so.", []string{"Person Oswin Tarrant"}},
		{"CitizenOf", "The citizen of Latvia Valdur Ozrin was not found." + crime, []string{"Place Latvia", "Person Valdur Ozrin"}},
		{"ArrestedTogether", "Orsolin Vardy and Quell Tarrant, both 18, were arrested." + crime, []string{"Person Orsolin Vardy", "Person Quell Tarrant"}},
		{"MonthIsASurname", "They thanked prosecutor Andreas May, who led it.", []string{"Person Andreas May"}},
		{"HandleOnTheForums", "Kevin Marlowe, “Greenjo” on the forums, is at large." + crime, []string{"Person Kevin Marlowe", "Person Greenjo"}},
		{"WhoTookThePicture", "Kevin Marlowe, 34, is led away. (Photo: Lena Fuchs / Nordbild)", []string{"Person Kevin Marlowe"}},
		{"PlainWordAtTheStart", "Defence lawyers said nothing. Kevin Marlowe, 34, was jailed.", []string{"Person Kevin Marlowe"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, names(read(t, tt.text))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestAgenciesAndPlaces(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"CountryOnlySaysWhose", "The US Federal Bureau of Investigation led it.", []string{"Place US", "Agency Federal Bureau of Investigation"}},
		{"CountryMakesTheName", "The Dutch National Police led it.", []string{"Agency Dutch National Police"}},
		{"PoliceOfACity", "The Port of Dover Police led it.", []string{"Agency Port of Dover Police"}},
		{"AndInTheName", "It was run by the Child Rescue and Forensics Section (CRFS).", []string{"Agency Child Rescue and Forensics Section", "Agency CRFS"}},
		{"CourtWithItsCountry", "He appeared in the US District Court for the District of Maine." + crime, []string{"Agency US District Court for the District of Maine", "Place Maine"}},
		{"PossessiveOfACoroner", "Bristol Coroner's Court heard so." + crime, []string{"Agency Bristol Coroner's Court", "Place Bristol"}},
		{"OwnTongue", "The Spanish Brigada de Investigación del Banco de España led it." + crime, []string{"Place Spanish", "Agency Brigada de Investigación del Banco de España"}},
		{"UnitOfACompany", "Microsoft's Digital Crimes Unit helped." + crime, []string{"Organization Microsoft", "Organization Digital Crimes Unit"}},
		{"UnitIsNoOperation", "It was led by the Operation Support Unit." + crime, []string{"Agency Operation Support Unit"}},
		{"TwoAgenciesStayTwo", "Europol and Interpol helped.", []string{"Agency Europol", "Agency Interpol"}},
		{"LowerCaseOffice", "The Bremen prosecutor's office said so.", []string{"Agency Bremen prosecutor's office", "Place Bremen"}},
		{"LowerCasePolice", "The Metropolitan police said so.", []string{"Agency Metropolitan police"}},
		{"LowerCaseCourt", "Southwark crown court agreed.", []string{"Agency Southwark crown court"}},
		{"LowerCaseWithAcronym", "The public prosecution service (PPS) said so.", []string{"Agency public prosecution service", "Agency PPS"}},
		{"PossessiveIsNoPart", "Britain's National Crime Agency led it.", []string{"Place Britain", "Agency National Crime Agency"}},
		{"DistrictIsNoPlace", "A jury in the Eastern District of Virginia agreed.", []string{"Place Virginia"}},
		{"BranchOfAnAgency", "The Detroit field office led it.", []string{"Agency Detroit field office", "Place Detroit"}},
		{"AcronymOfAnotherCountry", "It was done with the French JUNALCO." + crime, []string{"Place French", "Agency JUNALCO"}},
		{"DivisionOfAListedBody", "The Cyber Crime Division of the Finnish National Bureau of Investigation led it.", []string{"Agency Cyber Crime Division", "Place Finnish", "Agency National Bureau of Investigation"}},
		{"TwoCountriesInOneWord", "A French-Israeli citizen was held.", []string{"Place French", "Place Israeli"}},
		{"PlacesOfATrade", "Parcels went from Penharrow to Lerwell." + crime, []string{"Place Penharrow", "Place Lerwell"}},
		{"BanksAreNoTowns", "They posed as HSBC, PayPal, Harrow Bank and Halifax.", []string{"Organization HSBC", "Organization PayPal", "Organization Harrow Bank", "Organization Halifax"}},
		{"LanguageIsNoPlace", "It was an English-language board.", nil},
		{"PoliceOfACityInLowerCase", "The Bremen police said so." + crime, []string{"Agency Bremen police", "Place Bremen"}},
		{"PoliceOfACountryAreNone", "The Dutch police said so." + crime, []string{"Place Dutch"}},
		{"CyberPolice", "Ukraine's cyberpolice helped." + crime, []string{"Place Ukraine", "Agency cyberpolice"}},
		{"OfficeInACity", "The Prosecutor's Office in Bremen said so." + crime, []string{"Agency Prosecutor's Office in Bremen", "Place Bremen"}},
		{"UnitOfAnotherBody", "The Darkweb Team of the Belgian Federal Police led it." + crime, []string{"Agency Darkweb Team", "Agency Belgian Federal Police"}},
		{"AndInTheParentsName", "The Lagos Zonal Command of the Economic and Financial Crimes Commission, EFCC, led it." + crime, []string{"Agency Lagos Zonal Command", "Place Lagos", "Agency Economic and Financial Crimes Commission", "Agency EFCC"}},
		{"UnitInLowerCase", "The head of the cybercrime bureau of the National Police spoke." + crime, []string{"Agency cybercrime bureau", "Agency National Police"}},
		{"BranchByItsCity", "It was led by FBI Cleveland." + crime, []string{"Agency FBI Cleveland", "Agency FBI", "Place Cleveland"}},
		{"CentreThatFightsCrime", "It was led by the National Cybercrime Coordination Centre." + crime, []string{"Agency National Cybercrime Coordination Centre"}},
		{"DirectorateThatDoes", "It was led by the General Directorate Combating Organised Crime." + crime, []string{"Agency General Directorate Combating Organised Crime"}},
		{"ItDoesWhatThePoliceDo", "In Chile the PDI arrested three men." + crime, []string{"Place Chile", "Agency PDI"}},
		{"AcronymOfACountrys", "Sweden's NOA helped." + crime, []string{"Place Sweden", "Agency NOA"}},
		{"SquadWithoutAnArticle", "Nobody from Wyvern Squad was in the dock." + crime, []string{"Organization Wyvern Squad"}},
		{"HomeInBrackets", "Kevin Marlowe (46) from Harrowdel Kamen, the former owner of a bar, was held." + crime, []string{"Person Kevin Marlowe", "Place Harrowdel Kamen"}},
		{"OwnerFrom", "A shop owner from Harrowdel was held." + crime, []string{"Place Harrowdel"}},
		{"OfWithoutAnAge", "Kevin Marlowe, of Harrowdel, was held." + crime, []string{"Person Kevin Marlowe", "Place Harrowdel"}},
		{"HeadquartersOfThePolice", "The Bremen police headquarters led it." + crime, []string{"Agency Bremen police headquarters", "Place Bremen"}},
		{"InAWiderPlace", "A mechanic of Harrow Camberg in Hesse was held." + crime, []string{"Place Harrow Camberg", "Place Hesse"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, names(read(t, tt.text))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestOperations(t *testing.T) {
	const police = " Police made nine arrests after raids, and prosecutors charged three suspects."
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"InAnotherLanguage", "Operazione Airone was led by Europol." + police, []string{"Operation Operazione Airone", "Agency Europol"}},
		{"InLowerCase", "Europol led the operation Heron." + police, []string{"Agency Europol", "Operation Heron"}},
		{"CapitalsInIt", "Operation Power Off was led by Europol." + police, []string{"Operation Operation Power Off", "Agency Europol"}},
		{"ByItsForm", "Operation Heron was led by Europol." + police, []string{"Operation Operation Heron", "Agency Europol"}},
		{"SmallWordInIt", "In May Operation Lights Off was led by Europol." + police, []string{"Operation Operation Lights Off", "Agency Europol"}},
		{"CalledSo", "The operation, codenamed Heron, was led by Europol." + police, []string{"Operation Heron", "Agency Europol"}},
		{"CalledSoFarOff", "The operation that has finished it off is called Heron." + police, []string{"Operation Heron"}},
		{"BareNameOfOne", "Operation Heron began in May. The second wave of Heron came in June." + police, []string{"Operation Operation Heron", "Operation Heron"}},
		{"MilitaryIsNone", "Operation Heron brought navy divers and warships of three allied fleets to the exercise.", nil},
		{"ProjectOfThePolice", "The arrest was the result of a long investigation, Project Heron, into a darknet market." + police + crime, []string{"Operation Project Heron"}},
		{"VerbBeforeIt", "Take Operation Heron, led by Europol." + police, []string{"Operation Operation Heron", "Agency Europol"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, names(read(t, tt.text))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestNamesOverSmallWords(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"To", "The darknet site Road to Nowhere sold drugs. Police seized Road to Nowhere and its servers.", "Marketplace Road to Nowhere"},
		{"Possessive", "The carding shop Widow's Purse sold stolen cards. Widow's Purse was seized by the FBI.", "Marketplace Widow's Purse"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := names(read(t, tt.text)); !slices.Contains(got, tt.want) {
				t.Errorf("%q yields %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestNoCrimeNoMarket(t *testing.T) {
	for _, text := range []string{
		"The Millbrook Farmers Market opened on Saturday. The market had forty vendors, and the shop beside it sold cheese.",
		"Wall Street closed higher. The market shook off its losses, and shares of Northgate jumped.",
		"The Harbour Forum, a discussion platform for architects, meets in May. Its operators run a network of sites.",
	} {
		for _, name := range names(read(t, text)) {
			if strings.HasPrefix(name, "Marketplace") || strings.HasPrefix(name, "Service") || strings.HasPrefix(name, "Operation") {
				t.Errorf("%q\nyields %s", text, name)
			}
		}
	}
}

func TestSumsAreNoNames(t *testing.T) {
	for _, text := range []string{
		"More than EUR 5.5 million and N87.4m were seized with the servers of a darknet market.",
		"The vendors of the darknet market sold goods worth R95 million.",
	} {
		for _, name := range names(read(t, text)) {
			if strings.ContainsAny(name, "0123456789") || strings.HasSuffix(name, "EUR") {
				t.Errorf("%q\nyields %s", text, name)
			}
		}
	}
}

func TestGoods(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"Strong", "Heroin and forged passports were offered.", []string{"Commodity Heroin", "Commodity forged passports"}},
		{"WeakInATrade", "The vendors sold databases.", []string{"Commodity databases"}},
		{"WeakInACharge", "He was convicted of money laundering.", nil},
		{"CurrencyInLowerCase", "They took 20 bitcoins.", []string{"Technology bitcoins"}},
		{"CounterfeitByAWord", "They sold fake MOT certificates.", []string{"Commodity fake MOT certificates"}},
		{"StolenByAWord", "They sold stolen Larkstream log-ins.", []string{"Commodity stolen Larkstream log-ins"}},
		{"FoundAndNotSold", "Three rifles were seized at his home.", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.text)
			var got []string
			for _, m := range d.Mentions {
				if k := m.Kind.String(); m.Form == text.Nominal && (k == "Commodity" || k == "Technology") {
					got = append(got, k+" "+d.Form(m.Span))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}
