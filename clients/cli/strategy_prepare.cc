// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/strategy_prepare.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/replace_file.h"
#include "clients/cli/requests_file.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_preparation.h"
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

using strategy::v1::Proposal;
using strategy::v1::StrategyPreparation;
using strategy::v1::StrategyService;

constexpr absl::Duration kReaderPause = absl::Seconds(2);
constexpr Phrase kHowToAccept{
    "Accept with --accept ID …, --accept-helpful or, one by one, --ask: the file itself is "
    "changed, or --output FILE written.",
    "Annehmen mit --accept ID …, --accept-helpful oder, einzeln, --ask: die Datei selbst wird "
    "geändert, oder --output DATEI geschrieben."};
constexpr Phrase kNothingAccepted{"Nothing was accepted; {path} is as it was.",
                                  "Nichts wurde angenommen; {path} ist, wie sie war."};
constexpr Phrase kWaitingForReader{"{model} is asked about {waiting} elements …",
                                   "{model} wird zu {waiting} Elementen gefragt …"};
constexpr Phrase kAccept{"Accept? (y/n/q) ", "Annehmen? (j/n/q) "};
constexpr Phrase kWritten{"{count} accepted, written to {path}; comments and layout are kept.",
                          "{count} angenommen, geschrieben nach {path}; Kommentare und Form sind "
                          "erhalten."};

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

// Until the second reader was asked about everything, or `patience` is over: what it has not said
// by then can be had by asking again.
absl::Status AwaitReader(strategy::v1::PrepareStrategyRequest& request, absl::Duration patience,
                         Session& session) {
  request.set_with_reader(true);
  request.set_reader_only(true);
  for (absl::Duration waited; waited <= patience; waited += kReaderPause) {
    ZUSAGE_ASSIGN_OR_RETURN(const StrategyPreparation answer,
                            session.Call(&StrategyService::Stub::PrepareStrategy, request));
    if (answer.reader().waiting_count() == 0) break;
    if (waited == absl::ZeroDuration()) {
      const Metadata values = {{"model", answer.reader().model()},
                               {"waiting", std::to_string(answer.reader().waiting_count())}};
      session.err_page().Paragraph(
          {FillIn(kWaitingForReader.in(session.language()), values), Style::kDim});
    }
    session.environment().sleep(kReaderPause);
  }
  request.set_reader_only(false);
  return absl::OkStatus();
}

absl::StatusOr<StrategyPreparation> PrepareThere(const Arguments& arguments, const Target& target,
                                                 Session& session) {
  strategy::v1::PrepareStrategyRequest request;
  request.set_parent(target.product);
  if (!target.path.empty()) *request.mutable_document() = strategy::ToProto(target.document);
  request.set_element(arguments.Text("--element"));
  if (arguments.Has("--with-reader")) {
    ZUSAGE_RETURN_IF_ERROR(
        AwaitReader(request, absl::Seconds(arguments.Number("--reader-wait", 120)), session));
  }
  return session.Call(&StrategyService::Stub::PrepareStrategy, request);
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
  for (const Proposal* proposal : Worthwhile(answer)) {
    ShowProposal(*proposal, page);
    *session.environment().err << session.In(kAccept) << std::flush;
    std::string line;
    if (!std::getline(*session.environment().in, line) || line == "q" || line == "Q") break;
    if (line == "y" || line == "yes" || line == "j" || line == "ja") accepted.push_back(proposal);
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
  return ReplaceFile(path, edited);
}

// What is to become of proposals.
struct Acceptance {
  bool asks = false;   // each in turn
  std::string output;  // where the file with what is accepted goes; "" if none is accepted
};

absl::StatusOr<Acceptance> ReadAcceptance(const Arguments& arguments, const Target& target,
                                          Session& session) {
  const bool named = arguments.Has("--accept") || arguments.Has("--accept-helpful");
  const bool asks = arguments.Has("--ask") && !named;
  Acceptance acceptance{.asks = asks, .output = arguments.Text("--output")};
  if (!acceptance.output.empty() || named || asks) {
    if (target.path.empty()) {
      return FieldError("FILE", kFileUnreadable, {{"path", arguments.Text("FILE")}});
    }
    if (acceptance.output.empty()) acceptance.output = target.path;
    if (acceptance.output == "-") return FieldError("--output", zusage::kRequired);
    // Who names only where it goes wants to choose.
    acceptance.asks = !named && target.path != "-" && session.can_ask();
    if (asks && !acceptance.asks) return FieldError("--ask", kNobodyToAsk);
  }
  return acceptance;
}

absl::StatusOr<ExitCode> Prepare(const Arguments& arguments, Session& session) {
  if (arguments.Has("--with-reader") && arguments.Has("--requests")) {
    return FieldError("--with-reader", kAtMostOneOf, {{"options", "--requests, --with-reader"}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const Target target, ReadTarget(arguments.Text("FILE"), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Acceptance acceptance, ReadAcceptance(arguments, target, session));
  ZUSAGE_ASSIGN_OR_RETURN(const StrategyPreparation answer,
                          arguments.Has("--requests") ? PrepareHere(arguments, target, session)
                                                      : PrepareThere(arguments, target, session));
  session.Print(answer, [&](Page& page) {
    ShowPreparation(answer, !acceptance.asks, page);
    if (acceptance.output.empty() && !answer.proposals().empty()) {
      page.Paragraph({page.In(kHowToAccept), Style::kDim});
    }
  });
  if (acceptance.output.empty()) return ExitCode::kOk;
  std::vector<const Proposal*> accepted;
  if (acceptance.asks) {
    accepted = Asked(answer, session);
  } else {
    ZUSAGE_ASSIGN_OR_RETURN(accepted, Named(arguments, answer));
  }
  if (accepted.empty() && acceptance.output == target.path) {
    session.err_page().Paragraph(
        FillIn(kNothingAccepted.in(session.language()), {{"path", target.path}}));
    return ExitCode::kOk;
  }
  ZUSAGE_RETURN_IF_ERROR(WriteFile(target, accepted, acceptance.output));
  session.err_page().Paragraph(
      FillIn(kWritten.in(session.language()),
             {{"count", std::to_string(accepted.size())}, {"path", acceptance.output}}));
  return ExitCode::kOk;
}

}  // namespace

Verb StrategyPrepareVerb() {
  return {"prepare",
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
           {.name = "--with-reader",
            .placeholder = "",
            .help = {"Ask the server's second reader, a model, what customers call the elements",
                     "Den zweiten Leser des Servers, ein Modell, fragen, wie Kunden die Elemente "
                     "nennen"},
            .kind = OptionSpec::Kind::kFlag},
           {.name = "--reader-wait",
            .placeholder = "SECONDS",
            .help = {"How long to wait for it; 120 if not given",
                     "Wie lange auf ihn gewartet wird; 120, wenn nichts angegeben ist"},
            .kind = OptionSpec::Kind::kWholeNumber},
           {.name = "--accept",
            .placeholder = "ID",
            .help = {"Accept this proposal", "Diesen Vorschlag annehmen"},
            .repeated = true},
           {.name = "--accept-helpful",
            .placeholder = "",
            .help = {"Accept all proposals that help", "Alle Vorschläge annehmen, die helfen"},
            .kind = OptionSpec::Kind::kFlag},
           {.name = "--ask",
            .placeholder = "",
            .help = {"Ask for each proposal", "Nach jedem Vorschlag fragen"},
            .kind = OptionSpec::Kind::kFlag},
           {.name = "--output",
            .placeholder = "FILE",
            .help = {"Where what was accepted goes instead of into the file itself",
                     "Wohin das Angenommene kommt, statt in die Datei selbst"},
            .kind = OptionSpec::Kind::kFile}},
          &Prepare};
}

}  // namespace zusage::cli
