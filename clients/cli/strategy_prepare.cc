// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/strategy_prepare.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/requests_file.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/alignment/linguistic_file.h"
#include "services/alignment/preparation_proto.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/edit_strategy_file.h"
#include "services/strategy/domain/parse_strategy.h"
#include "services/strategy/strategy_proto.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using strategy::v1::ElementPreparation;
using strategy::v1::Proposal;
using strategy::v1::ProposalWorth;
using strategy::v1::StrategyPreparation;

constexpr double kPrepared = 0.75;
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
constexpr Phrase kFromReader{"from the second reader", "vom Zweitleser"};
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
constexpr Phrase kAccept{"Accept? (y/n/q) ", "Annehmen? (j/n/q) "};
constexpr Phrase kWritten{"{count} accepted, written to {path}; comments and layout are kept.",
                          "{count} angenommen, geschrieben nach {path}; Kommentare und Form sind "
                          "erhalten."};
constexpr Phrase kHowToAccept{
    "Accept with --accept ID …, or --accept-helpful, and --output FILE.",
    "Annehmen mit --accept ID … oder --accept-helpful, und --output DATEI."};

std::string Percent(double share) { return std::to_string(std::lround(100 * share)); }

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

void ShowProposal(const Proposal& proposal, Page& page) {
  const Phrase& kind = proposal.kind() == Proposal::KIND_ALIAS ? kAlias : kExample;
  page.Paragraph({absl::StrCat(proposal.id(), "  ", page.In(kind), ": “", proposal.text(), "”"),
                  Style::kStrong});
  page.Paragraph(SourceOf(proposal, page), 2);
  if (!proposal.has_worth()) return;
  const ProposalWorth& worth = proposal.worth();
  const Phrase& verdict = worth.helps() ? kHelps : IsWorse(worth) ? kWorse : kUnproven;
  const Style style = worth.helps() ? Style::kGood : IsWorse(worth) ? Style::kBad : Style::kDim;
  page.Paragraph({WorthOf(worth, page) + " (" + page.In(verdict) + ")", style}, 2);
}

void ShowElements(const StrategyPreparation& answer, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const ElementPreparation& element : answer.elements()) {
    const Style style = element.complete() >= kPrepared ? Style::kGood : Style::kWarning;
    rows.push_back({std::string(LastSegment(element.element())), element.title(),
                    absl::StrCat(element.aliases(), "/", kWantedAliases),
                    absl::StrCat(element.examples(), "/2"),
                    absl::StrCat(element.texts(), "/", element.wanted_texts()),
                    Cell(Percent(element.complete()) + " %", style)});
  }
  page.Table({{words::kId, Set::kWhole},
              words::kTitle,
              {kAliases, Set::kNumber},
              {kExamples, Set::kNumber},
              {kTexts, Set::kNumber},
              {kComplete, Set::kNumber}},
             rows);
}

void ShowAnswer(const StrategyPreparation& answer, bool with_proposals, Page& page) {
  page.Field(
      kPreparedLabel,
      page.In(kPreparedOf, {{"percent", Percent(answer.preparedness().complete())},
                            {"prepared", std::to_string(answer.preparedness().prepared_count())},
                            {"all", std::to_string(answer.preparedness().elements_count())}}));
  page.Blank();
  ShowElements(answer, page);
  page.Blank();
  page.Heading(page.In(kProposals));
  if (answer.proposals().empty()) {
    page.Paragraph({page.In(kNoProposals, {{"requests", std::to_string(answer.requests_count())}}),
                    Style::kDim});
  }
  if (with_proposals) {
    for (const Proposal& proposal : answer.proposals()) ShowProposal(proposal, page);
  }
  if (answer.ambiguous_count() > 0) {
    page.Paragraph(
        {page.In(kAmbiguous, {{"count", std::to_string(answer.ambiguous_count())}}), Style::kDim});
  }
  if (answer.has_together()) page.Field(kTogether, WorthOf(answer.together(), page));
}

// What is prepared: a file with its text, or the version in force of a product.
struct Target {
  std::string path;  // "" for a product
  std::string text;
  strategy::Strategy document;
  std::string product;  // "products/atlas"
};

absl::StatusOr<Target> ReadTarget(const std::string& name, Session& session) {
  Target target;
  std::error_code ignored;
  const bool is_file = name == "-" || std::filesystem::is_regular_file(name, ignored);
  if (!is_file) {
    target.product = ProductName(name);
    return target;
  }
  target.path = name;
  ZUSAGE_ASSIGN_OR_RETURN(target.text, session.ReadText(name, strategy::kMaxStrategyFileBytes));
  ZUSAGE_ASSIGN_OR_RETURN(target.document, strategy::ParseStrategy(target.text));
  target.product = ProductName(target.document.product);
  return target;
}

// Without a server, from a file of decided requests.
absl::StatusOr<StrategyPreparation> PrepareHere(const Arguments& arguments, const Target& target,
                                                Session& session) {
  if (target.path.empty()) {
    return FieldError("FILE", kFileUnreadable, {{"path", arguments.Text("FILE")}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<alignment::BacktestRequest> requests,
                          ReadRequestsFile(arguments.Text("--requests"), session));
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::LoadedLexicon loaded,
                          alignment::LoadLexicon(arguments.Text("--linguistic-data")));
  alignment::ProposalOptions options;
  options.element = arguments.Text("--element");
  const alignment::PreparationAnswer answer =
      alignment::Prepare(target.document, *loaded.lexicon, requests, options);
  return alignment::ToProto(answer, target.document, loaded.lexicon->fingerprint());
}

absl::StatusOr<StrategyPreparation> PrepareThere(const Arguments& arguments, const Target& target,
                                                 Session& session) {
  strategy::v1::PrepareStrategyRequest request;
  request.set_parent(target.product);
  if (!target.path.empty()) *request.mutable_document() = strategy::ToProto(target.document);
  request.set_element(arguments.Text("--element"));
  return session.Call(&strategy::v1::StrategyService::Stub::PrepareStrategy, request);
}

// The proposals that were named; an id that no proposal has is an error.
absl::StatusOr<std::vector<const Proposal*>> Named(const Arguments& arguments,
                                                   const StrategyPreparation& answer) {
  std::vector<const Proposal*> accepted;
  for (const std::string& id : arguments.List("--accept")) {
    const auto found = std::find_if(answer.proposals().begin(), answer.proposals().end(),
                                    [&](const Proposal& proposal) { return proposal.id() == id; });
    if (found == answer.proposals().end()) {
      return FieldError("--accept", kProposalUnknown, {{"proposal", id}});
    }
    if (std::find(accepted.begin(), accepted.end(), &*found) == accepted.end()) {
      accepted.push_back(&*found);
    }
  }
  if (!arguments.Has("--accept-helpful")) return accepted;
  for (const Proposal& proposal : answer.proposals()) {
    const bool named = std::find(accepted.begin(), accepted.end(), &proposal) != accepted.end();
    if (proposal.worth().helps() && !named) accepted.push_back(&proposal);
  }
  return accepted;
}

// Shows one after the other and asks; "q" leaves the rest out.
std::vector<const Proposal*> Asked(const StrategyPreparation& answer, Session& session) {
  std::vector<const Proposal*> accepted;
  Page page = session.err_page();
  for (const Proposal& proposal : answer.proposals()) {
    ShowProposal(proposal, page);
    *session.environment().err << session.In(kAccept) << std::flush;
    std::string line;
    if (!std::getline(*session.environment().in, line) || line == "q" || line == "Q") break;
    if (line == "y" || line == "yes" || line == "j" || line == "ja") accepted.push_back(&proposal);
  }
  return accepted;
}

absl::Status WriteFile(const Target& target, const std::vector<const Proposal*>& accepted,
                       const std::string& path) {
  std::vector<strategy::ElementAddition> additions;
  std::map<std::string, size_t> places;
  for (const Proposal* proposal : accepted) {
    const std::string id(LastSegment(proposal->element()));
    const auto [place, is_new] = places.try_emplace(id, additions.size());
    if (is_new) additions.push_back({.element = id, .aliases = {}, .examples = {}});
    strategy::ElementAddition& addition = additions[place->second];
    const bool alias = proposal->kind() == Proposal::KIND_ALIAS;
    (alias ? addition.aliases : addition.examples).push_back(proposal->text());
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::string edited,
                          strategy::AddToStrategyFile(target.text, additions));
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << edited;
  file.close();
  return file ? absl::OkStatus() : Error(kFileUnwritable, {{"path", path}});
}

absl::StatusOr<ExitCode> Prepare(const Arguments& arguments, Session& session) {
  const std::string output = arguments.Text("--output");
  const bool named = arguments.Has("--accept") || arguments.Has("--accept-helpful");
  ZUSAGE_ASSIGN_OR_RETURN(const Target target, ReadTarget(arguments.Text("FILE"), session));
  if (!output.empty() && target.path.empty()) {
    return FieldError("FILE", kFileUnreadable, {{"path", arguments.Text("FILE")}});
  }
  if (named && output.empty()) return FieldError("--output", zusage::kRequired);
  ZUSAGE_ASSIGN_OR_RETURN(const StrategyPreparation answer,
                          arguments.Has("--requests") ? PrepareHere(arguments, target, session)
                                                      : PrepareThere(arguments, target, session));
  const bool asks = !output.empty() && !named && session.can_ask() && target.path != "-";
  session.Print(answer, [&](Page& page) {
    ShowAnswer(answer, !asks, page);
    if (output.empty() && !answer.proposals().empty()) {
      page.Paragraph({page.In(kHowToAccept), Style::kDim});
    }
  });
  if (output.empty()) return ExitCode::kOk;
  std::vector<const Proposal*> accepted;
  if (asks) {
    accepted = Asked(answer, session);
  } else {
    ZUSAGE_ASSIGN_OR_RETURN(accepted, Named(arguments, answer));
  }
  ZUSAGE_RETURN_IF_ERROR(WriteFile(target, accepted, output));
  session.err_page().Paragraph(
      FillIn(kWritten.in(session.language()),
             {{"count", std::to_string(accepted.size())}, {"path", output}}));
  return ExitCode::kOk;
}

}  // namespace

void ShowPreparedness(const strategy::v1::Preparedness& preparedness, const std::string& product,
                      Page& page) {
  if (preparedness.elements_count() == 0) return;
  page.Field(kPreparedLabel,
             {page.In(kPreparedOf, {{"percent", Percent(preparedness.complete())},
                                    {"prepared", std::to_string(preparedness.prepared_count())},
                                    {"all", std::to_string(preparedness.elements_count())}}),
              preparedness.complete() >= kPrepared ? Style::kGood : Style::kWarning});
  if (preparedness.complete() >= kPrepared) return;
  page.Paragraph({page.In(kHint, {{"product", product}}), Style::kDim});
}

Verb StrategyPrepareVerb() {
  return {
      "prepare",
      {"Show how well a strategy is prepared for the check, and propose aliases and examples",
       "Zeigen, wie gut eine Strategie auf die Prüfung vorbereitet ist, und Aliasse und "
       "Beispiele vorschlagen"},
      {{.name = "FILE",
        .placeholder = "FILE|PRODUCT",
        .help = {"A strategy file, or a product whose version in force is meant",
                 "Eine Strategiedatei, oder ein Produkt, dessen geltende Version gemeint ist"},
        .kind = OptionSpec::Kind::kFile,
        .required = true},
       {.name = "--requests",
        .placeholder = "FILE",
        .help = {"Decided requests as `zusage backtest` takes them; needs no server",
                 "Entschiedene Wünsche, wie `zusage backtest` sie nimmt; ohne Server"},
        .kind = OptionSpec::Kind::kFile},
       {.name = "--linguistic-data",
        .placeholder = "FILE",
        .help = {"With --requests: linguistic data instead of those installed",
                 "Mit --requests: Sprachdaten statt der installierten"},
        .kind = OptionSpec::Kind::kFile},
       {.name = "--element",
        .placeholder = "ID",
        .help = {"Propose only for this element", "Nur für dieses Element vorschlagen"}},
       {.name = "--accept",
        .placeholder = "ID",
        .help = {"Accept this proposal", "Diesen Vorschlag annehmen"},
        .repeated = true},
       {.name = "--accept-helpful",
        .placeholder = "",
        .help = {"Accept all proposals that help", "Alle Vorschläge annehmen, die helfen"},
        .kind = OptionSpec::Kind::kFlag},
       {.name = "--output",
        .placeholder = "FILE",
        .help = {"Where the file with what was accepted goes; in a terminal each is asked for",
                 "Wohin die Datei mit dem Angenommenen kommt; im Terminal wird einzeln gefragt"},
        .kind = OptionSpec::Kind::kFile}},
      &Prepare};
}

}  // namespace zusage::cli
