// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_preparation.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"
#include "services/alignment/domain/preparation.h"
#include "services/base/resource_name.h"

namespace zusage::cli {
namespace {

using strategy::v1::ElementPreparation;
using strategy::v1::Proposal;
using strategy::v1::ProposalWorth;
using strategy::v1::StrategyPreparation;

constexpr int kWantedAliases = 8;

constexpr Phrase kPreparedLabel{"Prepared", "Vorbereitet"};
constexpr Phrase kPreparedOf{"{percent} %; {prepared} of {all} elements are",
                             "zu {percent} %; {prepared} von {all} Elementen sind es"};
constexpr Phrase kHint{
    "What customers call an element and wishes it answers help the check most; `zusage strategy "
    "prepare {product}` shows what is missing and proposes some.",
    "Wie Kunden ein Element nennen und welche Wünsche es beantwortet, hilft der Prüfung am "
    "meisten; `zusage strategy prepare {product}` zeigt, was fehlt, und schlägt etwas vor."};
constexpr Phrase kAliases{"Aliases", "Aliasse"};
constexpr Phrase kExamples{"Examples", "Beispiele"};
constexpr Phrase kTexts{"Texts", "Texte"};
constexpr Phrase kComplete{"Complete", "Vollständig"};
constexpr Phrase kProposals{"Proposals", "Vorschläge"};
constexpr Phrase kAlias{"alias", "Alias"};
constexpr Phrase kExample{"example", "Beispiel"};
constexpr Phrase kFromRequests{"from requests decided by it: {requests}",
                               "aus Wünschen, die danach entschieden wurden: {requests}"};
constexpr Phrase kFromData{"means much the same as a word of the title, in {requests}",
                           "heißt fast dasselbe wie ein Wort des Titels, in {requests}"};
constexpr Phrase kFromReader{"from the second reader", "vom zweiten Leser"};
constexpr Phrase kWorth{
    "on {requests} other requests: verdicts right {verdicts_before} → {verdicts_after}, elements "
    "first {elements_before} → {elements_after}, surprise {before} → {after}",
    "bei {requests} anderen Wünschen: Urteile richtig {verdicts_before} → {verdicts_after}, "
    "Element zuerst {elements_before} → {elements_after}, Überraschung {before} → {after}"};
constexpr Phrase kHelps{"helps", "hilft"};
constexpr Phrase kUnproven{"not proven either way", "weder noch belegt"};
constexpr Phrase kWorse{"makes it worse", "macht es schlechter"};
constexpr Phrase kTogether{"All that help, together", "Alle, die helfen, zusammen"};
constexpr Phrase kNoProposals{
    "Nothing to propose: proposals are made from decided requests; {requests} of them rest on an "
    "element. Write down what customers call each element.",
    "Nichts vorzuschlagen: Vorschläge entstehen aus entschiedenen Wünschen; {requests} davon "
    "beruhen auf einem Element. Am besten aufschreiben, wie Kunden jedes Element nennen."};
constexpr Phrase kAmbiguous{"{count} were left out because they fit another element as well.",
                            "{count} fielen weg, weil sie auch auf ein anderes Element passen."};
constexpr Phrase kWorseOnes{"{count} would make it worse; --json lists them.",
                            "{count} würden es schlechter machen; --json führt sie auf."};
constexpr Phrase kNoReader{
    "Nobody asks a second reader here; an admin names one with --reader-url.",
    "Ein zweiter Leser wird hier nicht gefragt; Admins nennen einen mit --reader-url."};
constexpr Phrase kReaderSays{
    "{model} was asked what customers call {given} elements; {waiting} wait, {failed} got no "
    "usable "
    "answer.",
    "{model} wurde gefragt, wie Kunden {given} Elemente nennen; {waiting} warten, {failed} bekamen "
    "keine brauchbare Antwort."};

std::string WholePercent(double share) { return std::to_string(std::lround(100 * share)); }

std::string TwoDecimals(double value) {
  const long hundredths = std::lround(100 * value);
  const std::string digits = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + (digits.size() == 1 ? ".0" : ".") + digits;
}

std::string WorthOf(const ProposalWorth& worth, const Page& page) {
  return page.In(kWorth, {{"requests", std::to_string(worth.requests())},
                          {"verdicts_before", std::to_string(worth.verdicts_before())},
                          {"verdicts_after", std::to_string(worth.verdicts_after())},
                          {"elements_before", std::to_string(worth.elements_before())},
                          {"elements_after", std::to_string(worth.elements_after())},
                          {"before", TwoDecimals(worth.surprise_before())},
                          {"after", TwoDecimals(worth.surprise_after())}});
}

bool IsWorse(const ProposalWorth& worth) {
  return worth.verdicts_after() < worth.verdicts_before() ||
         worth.elements_after() < worth.elements_before() ||
         worth.surprise_after() - worth.surprise_before() > worth.uncertainty();
}

std::string SourceOf(const Proposal& proposal, const Page& page) {
  constexpr int kNamed = 3;
  std::string requests;
  for (int i = 0; i < std::min(kNamed, proposal.change_requests_size()); ++i) {
    requests += (i == 0 ? "" : ", ") + std::string(LastSegment(proposal.change_requests(i)));
  }
  if (proposal.change_requests_size() > kNamed) requests += ", …";
  switch (proposal.source()) {
    case Proposal::SOURCE_LINGUISTIC_DATA:
      return page.In(kFromData, {{"requests", requests}});
    case Proposal::SOURCE_SECOND_READER:
      return page.In(kFromReader);
    default:
      return page.In(kFromRequests, {{"requests", requests}});
  }
}

void ShowElements(const StrategyPreparation& answer, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const ElementPreparation& element : answer.elements()) {
    const Style style = element.complete() >= alignment::kPrepared ? Style::kGood : Style::kWarning;
    rows.push_back({std::string(LastSegment(element.element())), element.title(),
                    absl::StrCat(element.aliases(), "/", kWantedAliases),
                    absl::StrCat(element.examples(), "/2"),
                    absl::StrCat(element.texts(), "/", element.wanted_texts()),
                    Cell(WholePercent(element.complete()) + " %", style)});
  }
  page.Table({{words::kId, Set::kWhole},
              words::kTitle,
              {kAliases, Set::kNumber},
              {kExamples, Set::kNumber},
              {kTexts, Set::kNumber},
              {kComplete, Set::kNumber}},
             rows);
}

void ShowReader(const strategy::v1::ReaderProgress& reader, Page& page) {
  if (!reader.on()) return page.Paragraph({page.In(kNoReader), Style::kWarning});
  std::string text = page.In(kReaderSays, {{"model", reader.model()},
                                           {"given", std::to_string(reader.given_count())},
                                           {"waiting", std::to_string(reader.waiting_count())},
                                           {"failed", std::to_string(reader.failed_count())}});
  const bool fails = reader.failure() != type::v1::SecondOpinion::FAILURE_UNSPECIFIED;
  if (fails) {
    text += " (" +
            EnumWord(type::v1::SecondOpinion::Failure_Name(reader.failure()), page.language()) +
            ")";
  }
  page.Paragraph({text, fails ? Style::kWarning : Style::kDim});
}

}  // namespace

std::vector<const Proposal*> Worthwhile(const StrategyPreparation& answer) {
  std::vector<const Proposal*> proposals;
  for (const Proposal& proposal : answer.proposals()) {
    if (!proposal.has_worth() || !IsWorse(proposal.worth())) proposals.push_back(&proposal);
  }
  std::stable_partition(proposals.begin(), proposals.end(), [](const Proposal* proposal) {
    return proposal->has_worth() && proposal->worth().helps();
  });
  return proposals;
}

void ShowProposal(const Proposal& proposal, Page& page) {
  const Phrase& kind = proposal.kind() == Proposal::KIND_ALIAS ? kAlias : kExample;
  page.Paragraph({absl::StrCat(proposal.id(), "  ", page.In(kind), ": ",
                               page.In(words::kQuoted, {{"words", proposal.text()}})),
                  Style::kStrong});
  page.Paragraph(SourceOf(proposal, page), 2);
  if (!proposal.has_worth()) return;
  const ProposalWorth& worth = proposal.worth();
  const Phrase& verdict = worth.helps() ? kHelps : IsWorse(worth) ? kWorse : kUnproven;
  const Style style = worth.helps() ? Style::kGood : IsWorse(worth) ? Style::kBad : Style::kDim;
  page.Paragraph({WorthOf(worth, page) + " (" + page.In(verdict) + ")", style}, 2);
}

void ShowPreparation(const StrategyPreparation& answer, bool with_proposals, Page& page) {
  page.Field(
      kPreparedLabel,
      page.In(kPreparedOf, {{"percent", WholePercent(answer.preparedness().complete())},
                            {"prepared", std::to_string(answer.preparedness().prepared_count())},
                            {"all", std::to_string(answer.preparedness().elements_count())}}));
  page.Blank();
  ShowElements(answer, page);
  page.Blank();
  page.Heading(page.In(kProposals));
  if (answer.has_reader()) ShowReader(answer.reader(), page);
  if (answer.proposals().empty()) {
    page.Paragraph({page.In(kNoProposals, {{"requests", std::to_string(answer.requests_count())}}),
                    Style::kDim});
  }
  const std::vector<const Proposal*> worthwhile = Worthwhile(answer);
  if (with_proposals) {
    for (const Proposal* proposal : worthwhile) ShowProposal(*proposal, page);
  }
  if (const size_t worse = answer.proposals().size() - worthwhile.size(); worse > 0) {
    page.Paragraph({page.In(kWorseOnes, {{"count", std::to_string(worse)}}), Style::kDim});
  }
  if (answer.ambiguous_count() > 0) {
    page.Paragraph(
        {page.In(kAmbiguous, {{"count", std::to_string(answer.ambiguous_count())}}), Style::kDim});
  }
  if (answer.has_together()) page.Field(kTogether, WorthOf(answer.together(), page));
}

void ShowPreparedness(const strategy::v1::Preparedness& preparedness, const std::string& product,
                      Page& page) {
  if (preparedness.elements_count() == 0) return;
  page.Field(kPreparedLabel,
             {page.In(kPreparedOf, {{"percent", WholePercent(preparedness.complete())},
                                    {"prepared", std::to_string(preparedness.prepared_count())},
                                    {"all", std::to_string(preparedness.elements_count())}}),
              preparedness.complete() >= alignment::kPrepared ? Style::kGood : Style::kWarning});
  if (preparedness.complete() >= alignment::kPrepared) return;
  page.Paragraph({page.In(kHint, {{"product", product}}), Style::kDim});
}

}  // namespace zusage::cli
