// SPDX-License-Identifier: Apache-2.0
// zusage strategy publish|get|list
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/parse_strategy.h"
#include "services/strategy/strategy_proto.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using strategy::v1::Element;
using strategy::v1::Strategy;
using strategy::v1::StrategyService;

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
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy answer,
                          session.Call(&StrategyService::Stub::PublishStrategy, request));
  session.Print(answer, [&](Page& page) {
    page.Paragraph(
        request.base_version() == 0
            ? page.In(words::kFirstVersion)
            : page.In(words::kBaseVersion, {{"version", std::to_string(request.base_version())}}));
    ShowStrategy(answer, page);
    if (!request.validate_only()) return;
    page.Blank();
    page.Paragraph({page.In(words::kDryRun), Style::kGood});
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  strategy::v1::GetStrategyRequest request;
  const std::string name = arguments.Text("NAME");
  const bool whole = name.find("/strategies/") != std::string::npos;
  const std::string version = arguments.Text("--version", "current");
  request.set_name(whole ? name : ProductName(name) + "/strategies/" + version);
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy answer,
                          session.Call(&StrategyService::Stub::GetStrategy, request));
  session.Print(answer, [&](Page& page) { ShowStrategy(answer, page); });
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
  return {
      FileArgument({"The strategy, YAML or JSON; - for standard input",
                    "Die Strategie, YAML oder JSON; - für die Standardeingabe"}),
      {.name = "--memo",
       .placeholder = "TEXT",
       .help = {"What changed and why, for the people who sell",
                "Was sich warum geändert hat, für die, die verkaufen"},
       .required = true},
      {.name = "--dry-run",
       .placeholder = "",
       .help = {"Check everything and publish nothing", "Alles prüfen und nichts veröffentlichen"},
       .kind = OptionSpec::Kind::kFlag},
      {.name = "--base-version",
       .placeholder = "N",
       .help = {"The version this one follows, 0 for the first; the newest without it",
                "Die Version, auf die diese folgt, 0 für die erste; ohne sie die neueste"},
       .kind = OptionSpec::Kind::kWholeNumber}};
}

}  // namespace

Noun StrategyNoun() {
  return {"strategy",
          {"What a product is to become", "Was aus einem Produkt werden soll"},
          {{"publish",
            {"Publish a new version", "Eine neue Version veröffentlichen"},
            PublishOptions(),
            &Publish},
           {"get",
            {"Show one version", "Eine Version zeigen"},
            {{.name = "NAME",
              .placeholder = "PRODUCT",
              .help = {"\"atlas\", or \"products/atlas/strategies/3\"",
                       "\"atlas\" oder \"products/atlas/strategies/3\""},
              .required = true},
             {.name = "--version",
              .placeholder = "N",
              .help = {"Which; the newest without it", "Welche; ohne sie die neueste"},
              .kind = OptionSpec::Kind::kWholeNumber}},
            &Get},
           {"list",
            {"The versions of a product, or the newest of each",
             "Die Versionen eines Produkts oder die neueste von jedem"},
            WithPaging({ProductOption(false)}),
            &List}}};
}

}  // namespace zusage::cli
