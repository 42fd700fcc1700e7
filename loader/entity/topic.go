package entity

// A topic is what the article is about, as far as it bears on how words are to
// be taken: "market", "operation" and "network" mean other things where there is
// no crime.
type topic struct {
	crime    bool // crime online is part of the story
	police   bool // the police are
	services bool // it is about services more than about markets
}

// survey reads the topic from single words, each counted once a sentence.
func survey(a *article) *topic {
	crime, police, war, services, markets := 0, 0, 0, 0, 0
	for i, w := range a.lower {
		next := ""
		if i+1 < len(a.lower) {
			next = a.lower[i+1]
		}
		switch w {
		case "darknet", "dark-web", "darkweb", "ransomware", "malware", "botnet", "hacker", "hackers", "hacking", "cybercrime", "cybercriminals", "cybercriminal", "tor", "onion", "ddos", "phishing", "encrypted", "cyber", "fraudsters", "escrow", "hacked":
			crime++
		case "dark":
			if next == "web" || next == "net" {
				crime++
			}
		case "stolen", "drugs", "drug", "illegal", "illicit", "counterfeit", "forged", "heroin", "cocaine", "fentanyl", "laundering", "criminals", "traffickers", "dealers":
			crime++
		case "police", "fbi", "europol", "arrest", "arrests", "arrested", "investigators", "prosecutors", "prosecutor", "detectives", "seized", "indicted", "indictment", "raid", "raids", "custody", "agents", "charged", "convicted", "gendarmes", "interpol", "warrant", "suspects":
			police++
		case "troops", "soldiers", "airstrike", "airstrikes", "invasion", "battalion", "infantry", "regiment", "wehrmacht", "army", "navy", "warships", "rescuers", "refugees", "evacuated", "evacuation", "vaccine", "vaccines":
			war++
		}
		switch w {
		case "ransomware", "malware", "botnet", "mixer", "mixers", "mixing", "tumbler", "infected", "trojan", "handsets", "phones", "phone", "messages", "decryption", "ddos", "booter":
			services++
		case "market", "marketplace", "marketplaces", "markets", "vendors", "vendor", "listings", "shop", "bazaar", "forum", "sellers", "buyers":
			markets++
		}
	}
	return &topic{crime: crime >= 3, police: police >= 2 && police > war, services: services > markets}
}
