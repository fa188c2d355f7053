// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_strategy_change.h"

#include <string>
#include <utility>
#include <vector>

#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"
#include "services/base/resource_name.h"

namespace zusage::cli {
namespace {

using strategy::v1::PromiseAtRisk;
using strategy::v1::RejudgedRequest;
using strategy::v1::RetiredElement;
using strategy::v1::StrategyChange;
using strategy::v1::StrategyDifference;
using Rows = std::vector<std::vector<Cell>>;

constexpr Phrase kChange{"Change", "Änderung"};
constexpr Phrase kWhere{"Where", "Wo"};
constexpr Phrase kField{"Field", "Feld"};
constexpr Phrase kBefore{"Before", "Vorher"};
constexpr Phrase kAfter{"After", "Nachher"};
constexpr Phrase kForPromises{"For promises", "Für Zusagen"};
constexpr Phrase kDecisions{"Decisions", "Entscheidungen"};
constexpr Phrase kRequests{"Open requests", "Offene Wünsche"};
constexpr Phrase kAcknowledged{"Acknowledged", "Zur Kenntnis genommen"};
constexpr Phrase kNoDifference{"Nothing is different.", "Nichts ist anders."};
constexpr Phrase kDifference{"What is different", "Was anders ist"};
constexpr Phrase kDifferenceTo{"What is different from {base}", "Was gegenüber {base} anders ist"};
constexpr Phrase kRetired{"Elements that go although something cites them: {count}",
                          "Elemente, die entfallen, obwohl sich etwas auf sie beruft: {count}"};
constexpr Phrase kRejudged{"Open requests that would be judged differently: {count} of {all}",
                           "Offene Wünsche, die anders beurteilt würden: {count} von {all}"};
constexpr Phrase kNotJudged{
    "How open requests would be judged is not known: the check cannot be reached.",
    "Wie offene Wünsche beurteilt würden, ist nicht bekannt: Die Prüfung ist nicht erreichbar."};
constexpr Phrase kAtRisk{"Promises that would lose their ground: {count}",
                         "Zusagen, die den Boden verlieren würden: {count}"};
constexpr Phrase kOnlyNamed{"(the first {count} are named)", "(die ersten {count} sind genannt)"};
constexpr Phrase kNotYet{"not yet", "noch nicht"};
constexpr Phrase kAcknowledgedBy{"{count} have acknowledged it, {missing} have not.",
                                 "{count} haben sie zur Kenntnis genommen, {missing} nicht."};

std::string ChangeWord(StrategyDifference::Change change, const Page& page) {
  return EnumWord(StrategyDifference::Change_Name(change), page.language());
}

Cell BearingCell(StrategyDifference::Bearing bearing, const Page& page) {
  if (bearing == StrategyDifference::BEARING_UNSPECIFIED) return "";
  const bool less = bearing == StrategyDifference::BEARING_ALLOWS_LESS ||
                    bearing == StrategyDifference::BEARING_ALLOWS_OTHER;
  return {EnumWord(StrategyDifference::Bearing_Name(bearing), page.language()),
          less ? Style::kWarning : Style::kPlain};
}

void AddFields(
    const google::protobuf::RepeatedPtrField<strategy::v1::StrategyDifference::Field>& fields,
    const std::string& change, const std::string& where, const Page& page, Rows& rows) {
  for (const StrategyDifference::Field& field : fields) {
    rows.push_back({change, where, field.field(), field.before(), field.after(),
                    BearingCell(field.bearing(), page)});
  }
}

void AddElement(const StrategyDifference::ElementChange& element, const Page& page, Rows& rows) {
  const std::string change = ChangeWord(element.change(), page);
  const std::string id(LastSegment(element.element()));
  if (element.change() == StrategyDifference::CHANGE_CHANGED) {
    return AddFields(element.fields(), change, id, page, rows);
  }
  const bool added = element.change() == StrategyDifference::CHANGE_ADDED;
  rows.push_back({change, id, "", added ? "" : element.title(), added ? element.title() : "",
                  BearingCell(element.bearing(), page)});
}

void AddPart(const StrategyDifference::PartChange& part, const Page& page, Rows& rows) {
  const std::string change = ChangeWord(part.change(), page);
  const std::string where = part.key().empty() ? part.part() : part.part() + " " + part.key();
  if (part.fields().empty()) rows.push_back({change, where, "", "", "", ""});
  AddFields(part.fields(), change, where, page, rows);
}

void ShowCount(const std::string& text, int named, int count, Page& page) {
  page.Blank();
  page.Heading(text);
  if (named < count) {
    page.Paragraph({page.In(kOnlyNamed, {{"count", std::to_string(named)}}), Style::kDim});
  }
}

void ShowRetired(const StrategyChange& change, Page& page) {
  if (change.retired_count() == 0) return;
  ShowCount(page.In(kRetired, {{"count", std::to_string(change.retired_count())}}),
            change.retired_size(), change.retired_count(), page);
  Rows rows;
  for (const RetiredElement& element : change.retired()) {
    rows.push_back({std::string(LastSegment(element.name())), element.title(),
                    std::to_string(element.open_requests()), std::to_string(element.decisions()),
                    std::to_string(element.promises())});
  }
  page.Table({{words::kId, Set::kWhole},
              words::kTitle,
              {kRequests, Set::kNumber},
              {kDecisions, Set::kNumber},
              {words::kPromises, Set::kNumber}},
             rows);
}

std::string VerdictWord(type::v1::Verdict verdict, bool firm, const Page& page) {
  const std::string word = EnumWord(type::v1::Verdict_Name(verdict), page.language());
  return firm ? word : page.In(words::kProbably, {{"verdict", word}});
}

void ShowRejudged(const StrategyChange& change, Page& page) {
  if (change.requests_not_judged()) {
    page.Blank();
    page.Paragraph({page.In(kNotJudged), Style::kWarning});
    return;
  }
  ShowCount(page.In(kRejudged, {{"count", std::to_string(change.requests_count())},
                                {"all", std::to_string(change.open_requests_count())}}),
            change.requests_size(), change.requests_count(), page);
  Rows rows;
  for (const RejudgedRequest& request : change.requests()) {
    rows.push_back({ForPeople(request.due_time()), page.Called(request.customer()), request.title(),
                    VerdictWord(request.verdict_before(), request.firm_before(), page),
                    VerdictWord(request.verdict(), request.firm(), page),
                    request.change_request()});
  }
  page.Table(
      {words::kDue, words::kCustomer, words::kTitle, kBefore, kAfter, {words::kName, Set::kWhole}},
      rows);
}

void ShowAtRisk(const StrategyChange& change, Page& page) {
  ShowCount(page.In(kAtRisk, {{"count", std::to_string(change.promises_count())}}),
            change.promises_size(), change.promises_count(), page);
  Rows rows;
  for (const PromiseAtRisk& promise : change.promises()) {
    rows.push_back({page.Called(promise.customer()), page.Called(promise.promised_by()),
                    promise.text(), std::string(LastSegment(promise.item())), promise.promise()});
  }
  page.Table({words::kCustomer,
              words::kPromisedBy,
              words::kPromise,
              words::kItem,
              {words::kName, Set::kWhole}},
             rows);
}

}  // namespace

void ShowDifference(const StrategyDifference& difference, Page& page) {
  page.Heading(difference.base().empty() ? page.In(kDifference)
                                         : page.In(kDifferenceTo, {{"base", difference.base()}}));
  Rows rows;
  for (const auto& element : difference.elements()) AddElement(element, page, rows);
  for (const auto& part : difference.parts()) AddPart(part, page, rows);
  if (rows.empty()) page.Paragraph({page.In(kNoDifference), Style::kDim});
  page.Table({kChange, kWhere, kField, kBefore, kAfter, kForPromises}, rows);
}

void ShowStrategyChange(const StrategyChange& change, Page& page) {
  if (change.has_difference()) {
    page.Blank();
    ShowDifference(change.difference(), page);
  }
  ShowRetired(change, page);
  if (!change.has_difference() || change.difference().base().empty()) return;
  ShowRejudged(change, page);
  ShowAtRisk(change, page);
}

void ShowAcknowledgements(const strategy::v1::ListAcknowledgementsResponse& answer, Page& page) {
  Rows rows;
  for (const strategy::v1::Acknowledgement& acknowledgement : answer.acknowledgements()) {
    const std::string time = ForPeople(acknowledgement.acknowledge_time());
    rows.push_back({page.Called(acknowledgement.principal()),
                    time.empty() ? Cell(page.In(kNotYet), Style::kWarning) : Cell(time),
                    acknowledgement.principal()});
  }
  page.Table({words::kWho, kAcknowledged, {words::kName, Set::kWhole}}, rows);
  page.Paragraph({page.In(kAcknowledgedBy, {{"count", std::to_string(answer.acknowledged_count())},
                                            {"missing", std::to_string(answer.missing_count())}}),
                  Style::kDim});
  ShowNextPage(answer.next_page_token(), page);
}

}  // namespace zusage::cli
