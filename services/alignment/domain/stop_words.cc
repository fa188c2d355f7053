// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/stop_words.h"

#include <iterator>

#include "services/alignment/domain/string_map.h"

namespace zusage::alignment {
namespace {

// clang-format off
constexpr std::string_view kEnglish[] = {
    "a", "about", "above", "after", "again", "against", "all", "almost", "also", "although",
    "always", "am", "an", "and", "another", "any", "anybody", "anyone", "anything", "are",
    "aren't", "around", "as", "at", "away", "back", "be", "because", "been", "before", "being",
    "below", "between", "both", "but", "by", "can", "can't", "cannot", "come", "could", "couldn't",
    "did", "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down", "during", "each",
    "either", "else", "enough", "etc", "even", "ever", "every", "everybody", "everyone",
    "everything", "few", "for", "from", "further", "get", "gets", "getting", "give", "given",
    "gives", "go", "goes", "going", "got", "had", "hadn't", "has", "hasn't", "have", "haven't",
    "having", "he", "he'd", "he'll", "he's", "her", "here", "hers", "herself", "him", "himself",
    "his", "how", "however", "i", "i'd", "i'll", "i'm", "i've", "if", "in", "instead", "into",
    "is", "isn't", "it", "it's", "its", "itself", "just", "keep", "let", "let's", "lets", "like",
    "little", "lot", "lots", "made", "make", "makes", "making", "many", "may", "maybe", "me",
    "might", "mine", "more", "most", "much", "must", "my", "myself", "near", "need", "needn't",
    "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off",
    "often", "on", "once", "one", "ones", "only", "onto", "or", "other", "others", "otherwise",
    "our", "ours", "ourselves", "out", "over", "own", "per", "perhaps", "put", "quite", "rather",
    "really", "same", "say", "says", "shall", "she", "should", "shouldn't", "since", "so", "some",
    "somebody", "somehow", "someone", "something", "sometimes", "somewhat", "soon", "still",
    "such", "take", "takes", "than", "that", "that's", "the", "their", "theirs", "them",
    "themselves", "then", "there", "there's", "these", "they", "they'd", "they'll", "they're",
    "they've", "thing", "things", "this", "those", "though", "through", "thus", "till", "to",
    "today", "together", "too", "toward", "towards", "under", "until", "up", "upon", "us", "very",
    "via", "was", "wasn't", "way", "we", "we'd", "we'll", "we're", "we've", "well", "were",
    "weren't", "what", "whatever", "when", "whenever", "where", "whereas", "whether", "which",
    "while", "who", "whoever", "whole", "whom", "whose", "why", "will", "with", "within",
    "without", "won't", "would", "wouldn't", "yes", "yet", "you", "you'd", "you'll", "you're",
    "you've", "your", "yours", "yourself",
};

constexpr std::string_view kGerman[] = {
    "aber", "alle", "allem", "allen", "aller", "allerdings", "alles", "als", "also", "am", "an",
    "andere", "anderem", "anderen", "anderer", "anderes", "anders", "auch", "auf", "aus", "ausser",
    "ausserdem", "bald", "bei", "beide", "beiden", "beim", "bereits", "besonders", "besser",
    "bevor", "bin", "bis", "bisher", "bist", "bleiben", "bleibt", "da", "dabei", "dadurch",
    "dafür", "dagegen", "daher", "dahin", "damit", "danach", "daneben", "dann", "daran", "darauf",
    "daraus", "darf", "darin", "darum", "darunter", "darüber", "das", "dass", "davon", "davor",
    "dazu", "dein", "deine", "dem", "den", "denn", "dennoch", "der", "deren", "derselbe", "des",
    "deshalb", "dessen", "desto", "deswegen", "dich", "die", "dies", "diese", "dieselbe", "diesem",
    "diesen", "dieser", "dieses", "dir", "doch", "dort", "du", "durch", "dürfen", "eben", "ebenso",
    "egal", "eher", "eigen", "eigene", "eigenen", "eigener", "eigentlich", "ein", "eine", "einem",
    "einen", "einer", "eines", "einfach", "einige", "einigen", "einiger", "einmal", "entweder",
    "er", "erst", "es", "etwa", "etwas", "euch", "euer", "eure", "falls", "fast", "für", "ganz",
    "gar", "geben", "gegen", "gehen", "geht", "gemacht", "genau", "genug", "gerade", "gern",
    "gerne", "gewesen", "gibt", "gleich", "gut", "habe", "haben", "hat", "hatte", "hatten", "her",
    "heute", "hier", "hin", "hinter", "hätte", "hätten", "ich", "ihm", "ihn", "ihnen", "ihr",
    "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "immer", "in", "indem", "innerhalb", "ins",
    "irgend", "irgendwie", "ist", "ja", "je", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch",
    "jemand", "jene", "jetzt", "kam", "kann", "kannst", "kaum", "kein", "keine", "keinem",
    "keinen", "keiner", "keines", "kommen", "kommt", "können", "könnte", "könnten", "lassen",
    "leider", "lässt", "machen", "macht", "mal", "man", "manche", "manchen", "mancher", "manchmal",
    "mehr", "mein", "meine", "meinem", "meinen", "meiner", "meist", "meisten", "mich", "mir",
    "mit", "muss", "musste", "möchte", "möchten", "mögen", "müssen", "müsste", "müssten", "nach",
    "nachdem", "nein", "nicht", "nichts", "nie", "niemand", "nirgends", "noch", "nun", "nur",
    "nächste", "nämlich", "ob", "oben", "oder", "oft", "ohne", "per", "pro", "rein", "schon",
    "sehr", "sein", "seine", "seinem", "seinen", "seiner", "seines", "seit", "seitdem", "selber",
    "selbst", "sich", "sie", "sind", "so", "sobald", "sodass", "sofern", "sofort", "sogar",
    "solange", "solch", "solche", "solchen", "solcher", "soll", "sollen", "sollte", "sollten",
    "somit", "sondern", "sonst", "soweit", "sowie", "sowohl", "statt", "stattdessen", "trotz",
    "trotzdem", "um", "und", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unten",
    "unter", "usw", "vom", "von", "vor", "vorher", "wann", "war", "waren", "warum", "was", "weder",
    "weg", "wegen", "weil", "weiter", "weitere", "weiteren", "welche", "welchem", "welchen",
    "welcher", "welches", "wem", "wen", "wenig", "weniger", "wenn", "wer", "werde", "werden",
    "wessen", "wie", "wieder", "wieso", "will", "wir", "wird", "wirklich", "wo", "wobei",
    "wodurch", "wofür", "woher", "wohin", "wollen", "wollte", "womit", "worden", "wurde", "wurden",
    "während", "wäre", "wären", "würde", "würden", "zu", "zudem", "zum", "zumindest", "zunächst",
    "zur", "zusammen", "zwar", "zwischen", "über", "überhaupt", "übrigens",
};

constexpr std::string_view kRelay[] = {
    "able", "add", "added", "adding", "adds", "aktuell", "aktuelle", "allow", "allowed", "allows",
    "anbieten", "anfrage", "anfragen", "anwender", "anwenderin", "anwenderinnen", "anwendung",
    "anwendungen", "app", "application", "applications", "apps", "arbeiten", "arbeitet", "ask",
    "asked", "asking", "asks", "beklagt", "benutzen", "benutzer", "benötigen", "benötigt",
    "beschwert", "besser", "bessere", "best", "better", "bevorzugt", "bietet", "bitte", "bitten",
    "bittet", "brauchen", "braucht", "client", "clients", "colleague", "colleagues", "companies",
    "company", "complain", "complained", "complains", "current", "currently", "customer",
    "customers", "demand", "demands", "denkt", "derzeit", "easily", "easy", "enable", "enables",
    "erklärt", "erlauben", "erlaubt", "ermöglichen", "ermöglicht", "erwarten", "erwartet",
    "erwähnt", "expect", "expected", "expects", "explain", "explains", "feature", "features",
    "firma", "firmen", "fordern", "fordert", "frage", "fragen", "fragt", "function",
    "functionality", "functions", "funktion", "funktionalität", "funktionen", "gewünscht", "good",
    "great", "helpful", "hilfreich", "hinzufügen", "hoffen", "hofft", "hope", "hopes", "hoping",
    "interessent", "interessenten", "interessentin", "issue", "issues", "kollege", "kollegen",
    "kollegin", "kunde", "kunden", "kundin", "kundinnen", "leicht", "leute", "love", "loves",
    "meint", "meldet", "meldete", "mention", "mentioned", "mentions", "möglich", "möglichkeit",
    "möglichkeiten", "neu", "neue", "neuen", "neuer", "neues", "new", "nice", "nutzen", "nutzer",
    "nutzerin", "nutzerinnen", "nutzt", "nützlich", "offer", "offers", "option", "optionen",
    "options", "people", "person", "personen", "possibility", "possible", "prefer", "prefers",
    "problem", "probleme", "problems", "product", "products", "produkt", "produkte", "program",
    "programm", "programme", "programs", "propose", "proposed", "proposes", "prospect",
    "prospects", "provide", "provides", "question", "questions", "report", "reports", "request",
    "requested", "requesting", "requests", "require", "required", "requires", "sagen", "sagt",
    "sales", "schlagen", "schlägt", "schön", "simple", "simply", "software", "suggest",
    "suggested", "suggests", "support", "supported", "supporting", "supports", "team", "teams",
    "think", "thinks", "toll", "tool", "tools", "unternehmen", "unterstützen", "unterstützt",
    "unterstützung", "use", "used", "useful", "user", "users", "uses", "using", "verlangen",
    "verlangt", "vertrieb", "verwenden", "verwendet", "vorschlag", "want", "wanted", "wants",
    "werkzeug", "werkzeuge", "wish", "wished", "wishes", "work", "working", "works", "would-be",
    "wunsch", "wünsche", "wünschen", "wünscht",
};

constexpr std::string_view kGermanEndings[] = {
    "ieren", "iert", "keit", "heit", "ung", "ungen", "lich", "liche", "lichen", "isch", "ische",
    "schaft", "barkeit", "bar", "tsch", "pf", "zug", "tz", "igen", "stellen",
};
// clang-format on

bool LooksGerman(std::string_view folded) {
  for (const std::string_view letter : {"ä", "ö", "ü"}) {
    if (folded.find(letter) != folded.npos) return true;
  }
  for (const std::string_view ending : kGermanEndings) {
    if (folded.size() > ending.size() + 3 && folded.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

WordTraits TraitsOf(std::string_view folded) {
  static const ViewSet& english = *new ViewSet(std::begin(kEnglish), std::end(kEnglish));
  static const ViewSet& german = *new ViewSet(std::begin(kGerman), std::end(kGerman));
  static const ViewSet& relay = *new ViewSet(std::begin(kRelay), std::end(kRelay));
  return {english.contains(folded), german.contains(folded), relay.contains(folded),
          LooksGerman(folded)};
}

}  // namespace zusage::alignment
