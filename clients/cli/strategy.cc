// SPDX-License-Identifier: Apache-2.0
// zusage strategy publish|prepare|get|list|compare|acknowledge|acknowledgements
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_preparation.h"
#include "clients/cli/show_strategy_change.h"
#include "clients/cli/strategy_prepare.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/parse_strategy.h"
#include "services/strategy/strategy_proto.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using strategy::v1::Element;
using strategy::v1::Strategy;
using strategy::v1::StrategyService;

constexpr Phrase kPreviewing{"Judging what was asked and promised by the new document …",
                             "Beurteile am neuen Dokument, was gewünscht und zugesagt ist …"};
constexpr Phrase kAcknowledgedSince{"Acknowledged", "Zur Kenntnis genommen"};
constexpr Phrase kNotAcknowledged{
    "You have not acknowledged it; `zusage strategy acknowledge {product}` does.",
    "Noch nicht zur Kenntnis genommen; `zusage strategy acknowledge {product}` tut es."};
constexpr Phrase kRetiredElements{"Retired", "Entfallen"};
constexpr Phrase kLastVersion{"Last in version", "Zuletzt in Version"};

void ShowElements(const strategy::v1::StrategyDocument& document, Element::Kind kind, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const Element& element : document.elements()) {
    if (element.kind() != kind) continue;
    const std::string& extra = element.horizon().empty() ? element.limits() : element.horizon();
    rows.push_back({element.id(), element.title(), extra, element.area()});
  }
  if (rows.empty()) return;
  page.Blank();
  page.Heading(EnumWord("element." + Element::Kind_Name(kind), page.language()));
  const Phrase& extra = kind == Element::KIND_ROADMAP_ITEM ? words::kHorizon : words::kLimits;
  page.Table({{words::kId, Set::kWhole}, words::kTitle, extra, words::kArea}, rows);
}

void ShowStrategy(const Strategy& strategy, Page& page) {
  page.Field(words::kStrategy, {strategy.name(), Style::kStrong});
  if (strategy.version() > 0) page.Field(words::kVersion, std::to_string(strategy.version()));
  const std::string time = ForPeople(strategy.publish_time());
  if (!time.empty()) page.Field(words::kPublished, time + ", " + page.Called(strategy.publisher()));
  page.Field(words::kMemo, strategy.memo());
  if (!strategy.has_document()) return;
  const strategy::v1::StrategyDocument& document = strategy.document();
  page.Field(words::kVision, document.vision());
  if (document.focus() != type::v1::FOCUS_UNSPECIFIED) {
    page.Field(words::kFocus, EnumWord(type::v1::Focus_Name(document.focus()), page.language()));
  }
  page.Field(words::kFocus, document.focus_statement());
  for (const Element::Kind kind :
       {Element::KIND_THEME, Element::KIND_NON_GOAL, Element::KIND_CAPABILITY,
        Element::KIND_ROADMAP_ITEM, Element::KIND_GUARDRAIL}) {
    ShowElements(document, kind, page);
  }
}

void ShowRetired(const Strategy& strategy, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const strategy::v1::RetiredElement& element : strategy.retired_elements()) {
    rows.push_back({std::string(LastSegment(element.name())), element.title(),
                    std::to_string(element.last_version())});
  }
  if (rows.empty()) return;
  page.Blank();
  page.Heading(page.In(kRetiredElements));
  page.Table({{words::kId, Set::kWhole}, words::kTitle, {kLastVersion, Set::kNumber}}, rows);
}

// Whether the reader has acknowledged it.
void ShowAcknowledged(const Strategy& strategy, Page& page) {
  if (strategy.has_acknowledge_time()) {
    return page.Field(kAcknowledgedSince, ForPeople(strategy.acknowledge_time()));
  }
  const std::string product(LastSegment(ProductOf(strategy.name())));
  page.Paragraph({page.In(kNotAcknowledged, {{"product", product}}), Style::kDim});
}

// The newest version's number; 0 if nothing is published yet.
absl::StatusOr<int32_t> CurrentVersion(const std::string& product, Session& session) {
  strategy::v1::GetStrategyRequest request;
  request.set_name(product + "/strategies/current");
  const absl::StatusOr<Strategy> current =
      session.Call(&StrategyService::Stub::GetStrategy, request);
  if (absl::IsNotFound(current.status())) return 0;
  if (!current.ok()) return current.status();
  return current->version();
}

// Says what it is at where that may take long.
absl::StatusOr<Strategy> Send(const strategy::v1::PublishStrategyRequest& request,
                              Session& session) {
  ProgressLine progress(session);
  if (request.validate_only()) progress.Show(session.In(kPreviewing));
  return session.Call(&StrategyService::Stub::PublishStrategy, request);
}

absl::StatusOr<ExitCode> Publish(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::string text,
      session.ReadText(arguments.Text("FILE"), strategy::kMaxStrategyFileBytes));
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy document, strategy::ParseStrategy(text));
  strategy::v1::PublishStrategyRequest request;
  *request.mutable_document() = strategy::ToProto(document);
  request.set_parent(ProductName(request.document().product()));
  request.set_memo(arguments.Text("--memo"));
  request.set_validate_only(arguments.Has("--dry-run"));
  request.set_request_id(session.request_id());
  if (arguments.Has("--base-version")) {
    request.set_base_version(static_cast<int32_t>(arguments.Number("--base-version", 0)));
  } else {
    ZUSAGE_ASSIGN_OR_RETURN(const int32_t base, CurrentVersion(request.parent(), session));
    request.set_base_version(base);
  }
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy answer, Send(request, session));
  session.Print(answer, [&](Page& page) {
    page.Paragraph(
        request.base_version() == 0
            ? page.In(words::kFirstVersion)
            : page.In(words::kBaseVersion, {{"version", std::to_string(request.base_version())}}));
    ShowStrategy(answer, page);
    ShowPreparedness(answer.preparedness(), arguments.Text("FILE"), page);
    ShowStrategyChange(answer.change(), page);
    if (!request.validate_only()) return;
    page.Blank();
    page.Paragraph({page.In(words::kDryRun), Style::kGood});
  });
  return ExitCode::kOk;
}

// "products/atlas/strategies/3" of "atlas" and "3"; the newest without a version.
std::string VersionName(const std::string& product, const std::string& version) {
  if (product.find("/strategies/") != std::string::npos) return product;
  return ProductName(product) + "/strategies/" + version;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  strategy::v1::GetStrategyRequest request;
  request.set_name(VersionName(arguments.Text("NAME"), arguments.Text("--version", "current")));
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy answer,
                          session.Call(&StrategyService::Stub::GetStrategy, request));
  session.Print(answer, [&](Page& page) {
    ShowStrategy(answer, page);
    ShowRetired(answer, page);
    page.Blank();
    ShowAcknowledged(answer, page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Compare(const Arguments& arguments, Session& session) {
  strategy::v1::CompareStrategiesRequest request;
  const std::string product = arguments.Text("PRODUCT");
  request.set_name(VersionName(product, arguments.Text("--to", "current")));
  if (arguments.Has("--from")) request.set_base(VersionName(product, arguments.Text("--from")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&StrategyService::Stub::CompareStrategies, request));
  session.Print(answer, [&](Page& page) {
    page.Field(words::kStrategy, {answer.strategy(), Style::kStrong});
    ShowDifference(answer, page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Acknowledge(const Arguments& arguments, Session& session) {
  strategy::v1::AcknowledgeStrategyRequest request;
  request.set_name(VersionName(arguments.Text("PRODUCT"), arguments.Text("--version", "current")));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&StrategyService::Stub::AcknowledgeStrategy, request));
  session.Print(answer, [&](Page& page) {
    page.Field(words::kStrategy, {answer.strategy(), Style::kStrong});
    page.Field(kAcknowledgedSince, ForPeople(answer.acknowledge_time()));
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Acknowledgements(const Arguments& arguments, Session& session) {
  strategy::v1::ListAcknowledgementsRequest request;
  request.set_parent(
      VersionName(arguments.Text("PRODUCT"), arguments.Text("--version", "current")));
  request.set_missing_only(arguments.Has("--missing"));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&StrategyService::Stub::ListAcknowledgements, request));
  session.Print(answer, [&](Page& page) { ShowAcknowledgements(answer, page); });
  return ExitCode::kOk;
}

void ShowTable(const strategy::v1::ListStrategiesResponse& answer, Page& page) {
  if (answer.strategies().empty()) page.Paragraph({page.In(words::kNoStrategies), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Strategy& strategy : answer.strategies()) {
    rows.push_back({strategy.name(), ForPeople(strategy.publish_time()),
                    page.Called(strategy.publisher()), strategy.memo()});
  }
  page.Table({{words::kName, Set::kWhole}, words::kPublished, words::kWho, words::kMemo}, rows);
  ShowNextPage(answer.next_page_token(), page);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  strategy::v1::ListStrategiesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&StrategyService::Stub::ListStrategies, request));
  session.Print(answer, [&](Page& page) { ShowTable(answer, page); });
  return ExitCode::kOk;
}

std::vector<OptionSpec> PublishOptions() {
  return {FileArgument({"The strategy, YAML or JSON; - for standard input",
                        "Die Strategie, YAML oder JSON; - für die Standardeingabe"}),
          {.name = "--memo",
           .placeholder = "TEXT",
           .help = {"What changed and why, for the people who sell",
                    "Was sich warum geändert hat, für die, die verkaufen"},
           .required = true},
          {.name = "--dry-run",
           .placeholder = "",
           .help = {"Publish nothing; show what it would change for requests and promises",
                    "Nichts veröffentlichen; zeigen, was sich für Wünsche und Zusagen änderte"},
           .kind = OptionSpec::Kind::kFlag},
          {.name = "--base-version",
           .placeholder = "N",
           .help = {"The version this one follows, 0 for the first; the newest without it",
                    "Die Version, auf die diese folgt, 0 für die erste; ohne sie die neueste"},
           .kind = OptionSpec::Kind::kWholeNumber}};
}

OptionSpec ProductArgument() {
  return {.name = "PRODUCT",
          .placeholder = "PRODUCT",
          .help = {"The product, \"atlas\"", "Das Produkt, \"atlas\""},
          .required = true};
}

OptionSpec VersionOption(const char* name, const Phrase& help) {
  return {.name = name, .placeholder = "N", .help = help, .kind = OptionSpec::Kind::kWholeNumber};
}

const Phrase& WhichVersion() {
  static constexpr Phrase kWhich{"Which; the newest without it", "Welche; ohne sie die neueste"};
  return kWhich;
}

}  // namespace

Noun StrategyNoun() {
  return {
      "strategy",
      {"What a product is to become", "Was aus einem Produkt werden soll"},
      {{"publish",
        {"Publish a new version", "Eine neue Version veröffentlichen"},
        PublishOptions(),
        &Publish},
       StrategyPrepareVerb(),
       {"get",
        {"Show one version", "Eine Version zeigen"},
        {{.name = "NAME",
          .placeholder = "PRODUCT",
          .help = {"\"atlas\", or \"products/atlas/strategies/3\"",
                   "\"atlas\" oder \"products/atlas/strategies/3\""},
          .required = true},
         VersionOption("--version", WhichVersion())},
        &Get},
       {"list",
        {"The versions of a product, or the newest of each",
         "Die Versionen eines Produkts oder die neueste von jedem"},
        WithPaging({ProductOption(false)}),
        &List},
       {"compare",
        {"What one version says otherwise than another",
         "Was eine Version anders sagt als eine andere"},
        {ProductArgument(),
         VersionOption("--from", {"The older one; the one before --to without it",
                                  "Die ältere; ohne sie die vor --to"}),
         VersionOption(
             "--to", {"The newer one; the newest without it", "Die neuere; ohne sie die neueste"})},
        &Compare},
       {"acknowledge",
        {"Say that you have read a version and its memo",
         "Sagen, dass man eine Version und ihr Memo gelesen hat"},
        {ProductArgument(), VersionOption("--version", WhichVersion())},
        &Acknowledge},
       {"acknowledgements",
        {"Who has read a version, and who has not", "Wer eine Version gelesen hat und wer nicht"},
        WithPaging({ProductArgument(),
                    VersionOption("--version", WhichVersion()),
                    {.name = "--missing",
                     .placeholder = "",
                     .help = {"Only those who have not", "Nur, wer es nicht hat"},
                     .kind = OptionSpec::Kind::kFlag}}),
        &Acknowledgements}}};
}

}  // namespace zusage::cli
