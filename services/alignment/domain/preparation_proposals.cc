// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/preparation_proposals.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "services/alignment/domain/preparation.h"
#include "services/alignment/domain/preparation_phrases.h"
#include "services/alignment/domain/proposal_worth.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/strip_personal.h"
#include "services/alignment/domain/words.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;
using strategy::Strategy;

constexpr size_t kLeastAliases = 2;  // proposed even for an element that has enough
constexpr size_t kLeastExamples = 1;
constexpr size_t kLeastSupport = 2;  // requests that use a word
constexpr double kTitleBonus = 1.5;  // a title names what is wished, a body tells about it
constexpr size_t kMinExampleBytes = 20;

using Keys = std::set<std::string>;

bool Meet(const Keys& keys, const Keys& vocabulary) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return vocabulary.contains(key); });
}

// Which element holds which words.
class Vocabularies {
 public:
  Vocabularies(const Strategy& strategy, const Lexicon& lexicon) : lexicon_(lexicon) {
    for (const Element& element : strategy.elements) {
      Keys& keys = keys_.emplace_back();
      if (element.kind == ElementKind::kGuardrail) continue;
      Add(element.title, keys);
      Add(element.description, keys);
      for (const std::string& alias : element.aliases) Add(alias, keys);
      for (const std::string& example : element.examples) Add(example, keys);
    }
  }

  // How much of a text's words an element holds, 0 to 1.
  double ShareOf(const std::vector<Keys>& words, size_t element) const {
    if (words.empty()) return 0;
    const auto held = std::count_if(words.begin(), words.end(),
                                    [&](const Keys& word) { return Meet(word, keys_[element]); });
    return static_cast<double>(held) / static_cast<double>(words.size());
  }

  // Whether some element but this one holds so much of a text.
  bool OtherHolds(const std::vector<Keys>& words, size_t element, double share) const {
    for (size_t other = 0; other < keys_.size(); ++other) {
      if (other != element && ShareOf(words, other) >= share) return true;
    }
    return false;
  }

  std::vector<Keys> WordsOf(std::string_view text) const {
    std::vector<Keys> words;
    for (const Word& word : Analyse(text)) {
      if (word.weight >= 1) words.push_back(KeysOf(word, lexicon_));
    }
    return words;
  }

 private:
  void Add(std::string_view text, Keys& keys) const {
    for (const Word& word : Analyse(text)) keys.merge(KeysOf(word, lexicon_));
  }

  const Lexicon& lexicon_;
  std::vector<Keys> keys_;  // by position in the strategy
};

// What customers wrote: which requests hold a word, and by which element each was decided.
class Requests {
 public:
  Requests(const Strategy& strategy, const Lexicon& lexicon,
           absl::Span<const BacktestRequest> requests) {
    std::map<std::string_view, size_t> positions;
    for (size_t i = 0; i < strategy.elements.size(); ++i) positions[strategy.elements[i].id] = i;
    of_element_.resize(strategy.elements.size());
    for (const BacktestRequest& request : requests) {
      const auto number = static_cast<uint32_t>(texts_.size());
      Text& text = texts_.emplace_back();
      text.id = request.id;
      text.title = StripPersonal(request.title, {});
      text.body = StripPersonal(request.body, {});
      if (!request.expected_refs.empty()) {
        const auto found = positions.find(request.expected_refs.front());
        if (found != positions.end()) of_element_[found->second].push_back(number);
      }
      const std::string whole = text.title + "\n" + text.body;
      Keys keys;
      for (const Word& word : Analyse(whole)) {
        keys.merge(KeysOf(word, lexicon));
        if (word.language == Language::kEnglish) written_.try_emplace(word.stem, word.surface);
      }
      for (const std::string& key : keys) holding_[key].push_back(number);
    }
  }

  struct Text {
    std::string id;
    std::string title;
    std::string body;
  };
  const Text& text(uint32_t number) const { return texts_[number]; }
  const std::vector<uint32_t>& OfElement(size_t element) const { return of_element_[element]; }

  // The requests that hold all words, in order.
  std::vector<uint32_t> Holding(const std::vector<Keys>& words) const {
    std::vector<uint32_t> common;
    for (size_t i = 0; i < words.size(); ++i) {
      const std::vector<uint32_t> here = HoldingAny(words[i]);
      if (i == 0) {
        common = here;
        continue;
      }
      std::vector<uint32_t> both;
      std::set_intersection(common.begin(), common.end(), here.begin(), here.end(),
                            std::back_inserter(both));
      common = std::move(both);
    }
    return common;
  }

  // How much more likely requests of the element hold the words than others: the logarithm of the
  // quotient, half a request added to each so that nothing is certain.
  double Distinctiveness(const std::vector<Keys>& words, size_t element) const {
    const std::vector<uint32_t>& own = of_element_[element];
    double with = 0, others_with = 0;
    for (const uint32_t number : Holding(words)) {
      const bool is_own = std::binary_search(own.begin(), own.end(), number);
      (is_own ? with : others_with) += 1;
    }
    const auto own_size = static_cast<double>(own.size());
    const double others = static_cast<double>(texts_.size()) - own_size;
    return std::log((with + .5) / (own_size + 1)) - std::log((others_with + .5) / (others + 1));
  }

  // An English stem as customers write it; "" if none did.
  std::string_view Written(std::string_view stem) const {
    const auto found = written_.find(stem);
    return found == written_.end() ? std::string_view() : std::string_view(found->second);
  }

 private:
  std::vector<uint32_t> HoldingAny(const Keys& word) const {
    std::vector<uint32_t> any;
    for (const std::string& key : word) {
      const auto found = holding_.find(key);
      if (found != holding_.end())
        any.insert(any.end(), found->second.begin(), found->second.end());
    }
    std::sort(any.begin(), any.end());
    any.erase(std::unique(any.begin(), any.end()), any.end());
    return any;
  }

  std::vector<Text> texts_;
  std::vector<std::vector<uint32_t>> of_element_;
  StringMap<std::vector<uint32_t>> holding_;
  StringMap<std::string> written_;
};

std::string IdOf(const Element& element, ProposalKind kind, std::string_view key) {
  uint32_t hash = 2'166'136'261;  // FNV-1a: short, and the same everywhere
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id = element.id + (kind == ProposalKind::kAlias ? ".a." : ".x.");
  for (int shift = 28; shift >= 0; shift -= 4) id += kDigits[(hash >> shift) & 15];
  return id;
}

// The sentences of an impersonal text that are whole, as many as fit.
std::string Shortened(const Requests::Text& text) {
  std::string example;
  const auto append = [&](std::string_view clause) {
    while (!clause.empty() && std::string_view(" .;,:").find(clause.back()) != clause.npos) {
      clause.remove_suffix(1);
    }
    const bool whole = clause.find('[') == clause.npos;  // nothing was stripped from it
    const size_t size = example.size() + clause.size() + 2;
    if (!whole || clause.empty() || size > kMaxExampleBytes) return false;
    if (!example.empty()) example += ' ';
    example += std::string(clause) +
               (std::ispunct(static_cast<unsigned char>(clause.back())) != 0 ? "" : ".");
    return true;
  };
  append(text.title);
  const std::string& body = text.body;
  for (const std::string_view clause : Clauses(body)) {
    if (!append(clause) && example.size() >= kMinExampleBytes) break;
  }
  return example.size() >= kMinExampleBytes ? example : "";
}

// Finds what to propose for one element.
class ElementProposer {
 public:
  ElementProposer(const Strategy& strategy, size_t element, const Lexicon& lexicon,
                  const Vocabularies& vocabularies, const Requests& requests)
      : element_(strategy.elements[element]),
        position_(element),
        lexicon_(lexicon),
        vocabularies_(vocabularies),
        requests_(requests) {
    taken_[0].insert(PhraseKey(element_.title));
    for (const std::string& alias : element_.aliases) taken_[0].insert(PhraseKey(alias));
    for (const std::string& example : element_.examples) taken_[1].insert(PhraseKey(example));
  }

  std::vector<Proposal> Run(absl::Span<const Suggestion> suggestions) {
    for (const Suggestion& suggestion : suggestions) Consider(suggestion);
    FindPhrases();
    FindRelated();
    TakeBest(WantedAliases());
    FindExamples();
    return std::move(proposals_);
  }

  int ambiguous() const { return ambiguous_; }

 private:
  struct Found {
    Phrase phrase;
    ProposalSource source = ProposalSource::kDecidedRequests;
    double distinctiveness = 0;
    double rank = 0;
    std::vector<uint32_t> requests;
  };

  size_t WantedAliases() const {
    const size_t room =
        strategy::kMaxPhrases - std::min(strategy::kMaxPhrases, element_.aliases.size());
    const size_t have = static_cast<size_t>(PreparationOf(element_).aliases);
    const size_t missing = kWantedAliases - std::min<size_t>(kWantedAliases, have);
    return std::min(room, std::max(kLeastAliases, missing));
  }

  size_t WantedExamples() const {
    const size_t room =
        strategy::kMaxPhrases - std::min(strategy::kMaxPhrases, element_.examples.size());
    const size_t have = static_cast<size_t>(PreparationOf(element_).examples);
    const size_t missing = kWantedExamples - std::min<size_t>(kWantedExamples, have);
    return std::min(room, std::max(kLeastExamples, missing));
  }

  // Whether a phrase says something new about this element and nothing about another.
  bool IsGood(const Phrase& phrase) {
    if (phrase.key.empty() || taken_[0].contains(phrase.key)) return false;
    if (vocabularies_.ShareOf(phrase.words, position_) >= 1) return false;
    if (!vocabularies_.OtherHolds(phrase.words, position_, 1)) return true;
    ++ambiguous_;
    return false;
  }

  void FindPhrases() {
    for (const uint32_t number : requests_.OfElement(position_)) {
      const Requests::Text& text = requests_.text(number);
      for (const bool in_title : {true, false}) {
        for (Phrase& phrase : PhrasesOf(in_title ? text.title : text.body, in_title, lexicon_)) {
          Note(std::move(phrase), number);
        }
      }
    }
  }

  void Note(Phrase phrase, uint32_t request) {
    const auto known = found_.find(phrase.key);
    if (known != found_.end()) {
      std::vector<uint32_t>& requests = known->second.requests;
      if (requests.back() != request) requests.push_back(request);
      return;
    }
    if (rejected_.contains(phrase.key)) return;
    const double distinctiveness = requests_.Distinctiveness(phrase.words, position_);
    if (distinctiveness <= 0 || !IsGood(phrase)) {
      rejected_.insert(phrase.key);
      return;
    }
    const double rank =
        distinctiveness * TellingOf(phrase.text, lexicon_) * (phrase.in_title ? kTitleBonus : 1);
    const std::string key = phrase.key;
    found_.emplace(
        key,
        Found{
            std::move(phrase), ProposalSource::kDecidedRequests, distinctiveness, rank, {request}});
  }

  // Words that customers write and that mean much the same as one of the title.
  void FindRelated() {
    for (const Word& word : Analyse(element_.title)) {
      if (word.exact || word.language != Language::kEnglish || word.weight < 1) continue;
      lexicon_.Related(word.stem, [&](std::string_view stem, float sure) {
        const std::string_view written = requests_.Written(stem);
        if (!written.empty()) Consider(std::string(written), ProposalSource::kLinguisticData, sure);
      });
    }
  }

  void Consider(const Suggestion& suggestion) {
    if (suggestion.element != element_.id || suggestion.text.empty()) return;
    if (suggestion.text.size() > strategy::kMaxPhraseBytes) return;
    const std::vector<Keys> words = vocabularies_.WordsOf(suggestion.text);
    if (suggestion.kind == ProposalKind::kAlias) {
      const Phrase phrase{.text = {}, .key = PhraseKey(suggestion.text), .words = words};
      if (words.empty() || !IsGood(phrase)) return;
    }
    Propose(suggestion.kind, suggestion.source, suggestion.text, {},
            requests_.Distinctiveness(words, position_));
  }

  void Consider(std::string text, ProposalSource source, double rank) {
    Phrase phrase;
    phrase.key = PhraseKey(text);
    phrase.words = vocabularies_.WordsOf(text);
    phrase.text = std::move(text);
    if (found_.contains(phrase.key) || rejected_.contains(phrase.key)) return;
    if (phrase.words.empty() || !IsGood(phrase)) return;
    const double distinctiveness = requests_.Distinctiveness(phrase.words, position_);
    const std::string key = phrase.key;
    // Those who wrote it do not prove it.
    std::vector<uint32_t> holding = requests_.Holding(phrase.words);
    found_.emplace(key,
                   Found{std::move(phrase), source, distinctiveness, rank, std::move(holding)});
  }

  // One customer's body tells a story, most words of which name nothing: two must use a word. A
  // title names what is wished.
  static bool IsSupported(const Found& found) {
    return found.source != ProposalSource::kDecidedRequests || found.phrase.in_title ||
           found.requests.size() >= kLeastSupport;
  }

  void TakeBest(size_t wanted) {
    std::vector<const Found*> ranked;
    for (const auto& [key, found] : found_) {
      if (IsSupported(found)) ranked.push_back(&found);
    }
    std::sort(ranked.begin(), ranked.end(), [](const Found* a, const Found* b) {
      return std::make_tuple(-a->rank, a->phrase.words.size(), a->phrase.key) <
             std::make_tuple(-b->rank, b->phrase.words.size(), b->phrase.key);
    });
    std::vector<const Phrase*> chosen;
    for (const Found* found : ranked) {
      if (chosen.size() == wanted) break;
      const bool repeats = std::any_of(chosen.begin(), chosen.end(), [&](const Phrase* other) {
        return IsPart(*other, found->phrase) || IsPart(found->phrase, *other);
      });
      if (repeats) continue;
      chosen.push_back(&found->phrase);
      Propose(ProposalKind::kAlias, found->source, found->phrase.text, found->requests,
              found->distinctiveness);
    }
  }

  // Whether all words of `part` are in `whole`.
  static bool IsPart(const Phrase& part, const Phrase& whole) {
    return std::all_of(part.words.begin(), part.words.end(), [&](const Keys& word) {
      return std::any_of(whole.words.begin(), whole.words.end(),
                         [&](const Keys& other) { return Meet(word, other); });
    });
  }

  // The wishes whose words most often occur with this element come first.
  void FindExamples() {
    struct Wish {
      double rank = 0;
      uint32_t request = 0;
      std::string text;
    };
    std::vector<Wish> wishes;
    for (const uint32_t number : requests_.OfElement(position_)) {
      std::string text = Shortened(requests_.text(number));
      if (text.empty()) continue;
      const std::vector<Keys> words = vocabularies_.WordsOf(text);
      const double own = vocabularies_.ShareOf(words, position_);
      if (vocabularies_.OtherHolds(words, position_, std::max(own, .5))) {
        ++ambiguous_;
        continue;
      }
      double rank = 0;
      for (const Keys& word : words) rank += requests_.Distinctiveness({word}, position_);
      wishes.push_back(
          {words.empty() ? 0 : rank / static_cast<double>(words.size()), number, std::move(text)});
    }
    std::stable_sort(wishes.begin(), wishes.end(),
                     [](const Wish& a, const Wish& b) { return a.rank > b.rank; });
    const size_t wanted = WantedExamples();
    size_t taken = 0;
    for (const Wish& wish : wishes) {
      if (taken == wanted) break;
      const bool is_new = Propose(ProposalKind::kExample, ProposalSource::kDecidedRequests,
                                  wish.text, {wish.request}, wish.rank);
      if (is_new) ++taken;
    }
  }

  // Whether it is new.
  bool Propose(ProposalKind kind, ProposalSource source, const std::string& text,
               const std::vector<uint32_t>& requests, double distinctiveness) {
    std::string key = PhraseKey(text);
    Keys& taken = taken_[kind == ProposalKind::kAlias ? 0 : 1];
    if (key.empty() || taken.contains(key)) return false;
    Proposal proposal{.id = IdOf(element_, kind, key),
                      .element = element_.id,
                      .kind = kind,
                      .source = source,
                      .text = text,
                      .requests = {},
                      .distinctiveness = distinctiveness,
                      .worth = {}};
    taken.insert(std::move(key));
    for (const uint32_t number : requests) proposal.requests.push_back(requests_.text(number).id);
    proposals_.push_back(std::move(proposal));
    return true;
  }

  const Element& element_;
  const size_t position_;
  const Lexicon& lexicon_;
  const Vocabularies& vocabularies_;
  const Requests& requests_;
  Keys taken_[2];  // by kind, what is there or proposed
  Keys rejected_;
  std::map<std::string, Found> found_;
  std::vector<Proposal> proposals_;
  int ambiguous_ = 0;
};

}  // namespace

ProposalAnswer Propose(const Strategy& strategy, const Lexicon& lexicon,
                       absl::Span<const BacktestRequest> requests, const ProposalOptions& options) {
  requests = requests.subspan(0, std::min(requests.size(), kMaxPreparationRequests));
  const Vocabularies vocabularies(strategy, lexicon);
  const Requests past(strategy, lexicon, requests);
  ProposalAnswer answer;
  for (size_t i = 0; i < strategy.elements.size(); ++i) {
    answer.requests += static_cast<int>(past.OfElement(i).size());
    const Element& element = strategy.elements[i];
    const bool wanted = options.element.empty() || options.element == element.id;
    if (!wanted || element.kind == ElementKind::kGuardrail) continue;
    ElementProposer proposer(strategy, i, lexicon, vocabularies, past);
    for (Proposal& proposal : proposer.Run(options.suggestions)) {
      if (answer.proposals.size() == options.max_proposals) break;
      answer.proposals.push_back(std::move(proposal));
    }
    answer.ambiguous += proposer.ambiguous();
  }
  if (options.measure) MeasureProposals(strategy, lexicon, requests, answer.proposals);
  return answer;
}

Strategy WithProposals(Strategy strategy, absl::Span<const Proposal> proposals) {
  for (Element& element : strategy.elements) {
    for (const Proposal& proposal : proposals) {
      if (proposal.element != element.id) continue;
      auto& texts = proposal.kind == ProposalKind::kAlias ? element.aliases : element.examples;
      texts.push_back(proposal.text);
    }
  }
  return strategy;
}

}  // namespace zusage::alignment
