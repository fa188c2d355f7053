// SPDX-License-Identifier: Apache-2.0
// zusage bench [run]; generate and import are in files of their own
#include "clients/cli/bench.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "clients/cli/bench_calls.h"
#include "clients/cli/bench_texts.h"
#include "clients/cli/errors.h"
#include "clients/cli/load.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CheckClearanceRequest;
using directory::v1::DirectoryService;
using intake::v1::SubmitChangeRequestRequest;
using strategy::v1::StrategyService;

// Requests are made before they are sent, so that making them is not measured.
constexpr int kPrepared = 1024;
constexpr int kMostInFlight = 4096;
constexpr int kMostConnections = 64;

constexpr std::string_view kClearanceMethod =
    "zusage.commitments.v1.CommitmentService/CheckClearance";

BeginCall SubmitCalls(const std::string& product, int connections, uint64_t seed,
                      Session& session) {
  auto calls = std::make_shared<BenchCalls>(kSubmitMethod, connections, session);
  auto prepared = std::make_shared<std::vector<grpc::Slice>>();
  for (int i = 0; i < kPrepared; ++i) {
    SubmitChangeRequestRequest request;
    request.set_parent(product);
    *request.mutable_change_request() = BenchRequest(1'000'000'000 + i, kBenchCustomers, seed);
    prepared->push_back(BytesOf(request));
  }
  // Of this run and this load: an id used twice would give the stored answer.
  const std::string prefix =
      NewId(session.environment().clock->Now(), *session.environment().random) + "-";
  return [=](int64_t index, std::function<void(const absl::Status&)> done) {
    SubmitChangeRequestRequest id;
    id.set_request_id(prefix + std::to_string(index));
    calls->Begin(index, WithRequestId((*prepared)[static_cast<size_t>(index) % kPrepared], id),
                 std::move(done));
  };
}

// Customers and elements that the server has, in all combinations that fit.
absl::StatusOr<std::vector<grpc::Slice>> PrepareClearances(const std::string& product,
                                                           Session& session) {
  directory::v1::ListCustomersRequest list;
  list.set_page_size(200);
  ZUSAGE_ASSIGN_OR_RETURN(const auto customers,
                          session.Call(&DirectoryService::Stub::ListCustomers, list));
  strategy::v1::GetStrategyRequest read;
  read.set_name(product + "/strategies/current");
  ZUSAGE_ASSIGN_OR_RETURN(const auto strategy,
                          session.Call(&StrategyService::Stub::GetStrategy, read));
  std::vector<std::string> items;
  for (const strategy::v1::Element& element : strategy.document().elements()) {
    const bool can_be_promised = element.kind() == strategy::v1::Element::KIND_CAPABILITY ||
                                 element.kind() == strategy::v1::Element::KIND_ROADMAP_ITEM;
    if (can_be_promised) items.push_back(product + "/elements/" + element.id());
  }
  if (customers.customers().empty() || items.empty()) {
    return Error(kNothingToMeasure, {{"product", product}});
  }
  std::vector<grpc::Slice> prepared;
  for (int i = 0; i < kPrepared; ++i) {
    CheckClearanceRequest request;
    request.set_parent(product);
    request.set_customer(customers.customers(i % customers.customers_size()).name());
    request.set_item(items[static_cast<size_t>(i) * 7 % items.size()]);
    prepared.push_back(BytesOf(request));
  }
  return prepared;
}

absl::StatusOr<BeginCall> ClearanceCalls(const std::string& product, int connections,
                                         Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(auto requests, PrepareClearances(product, session));
  auto prepared = std::make_shared<std::vector<grpc::Slice>>(std::move(requests));
  auto calls = std::make_shared<BenchCalls>(kClearanceMethod, connections, session);
  return BeginCall([=](int64_t index, std::function<void(const absl::Status&)> done) {
    const grpc::Slice& request = (*prepared)[static_cast<size_t>(index) % kPrepared];
    calls->Begin(index, grpc::ByteBuffer(&request, 1), std::move(done));
  });
}

// "1,8,64"
absl::StatusOr<std::vector<int>> ReadInFlight(const std::string& text) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number) || number < 1 || number > kMostInFlight) {
      return FieldError("--in-flight", kOutOfRange,
                        {{"minimum", "1"}, {"maximum", std::to_string(kMostInFlight)}});
    }
    numbers.push_back(number);
  }
  return numbers;
}

absl::StatusOr<int> ReadConnections(const Arguments& arguments) {
  const int64_t number = arguments.Number("--connections", 1);
  if (number < 1 || number > kMostConnections) {
    return FieldError("--connections", kOutOfRange,
                      {{"minimum", "1"}, {"maximum", std::to_string(kMostConnections)}});
  }
  return static_cast<int>(number);
}

std::string ErrorsText(const LoadFigures& figures) {
  std::string text;
  for (const auto& [code, count] : figures.errors) {
    text += absl::StrCat(text.empty() ? "" : ", ", code, " ", count);
  }
  return text.empty() ? "0" : text;
}

std::string Milliseconds(int64_t microseconds) {
  return absl::StrFormat("%.2f ms", static_cast<double>(microseconds) / 1000);
}

void ShowFigures(const std::vector<LoadFigures>& runs, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const LoadFigures& run : runs) {
    rows.push_back({run.rate > 0 ? absl::StrCat(run.rate, " / s") : std::to_string(run.in_flight),
                    absl::StrFormat("%.0f", run.per_second),
                    Milliseconds(run.p50_us),
                    Milliseconds(run.p99_us),
                    Milliseconds(run.p999_us),
                    Milliseconds(run.max_us),
                    absl::StrFormat("%.0f µs", run.client_cpu_us_per_call),
                    {ErrorsText(run), run.errors.empty() ? Style::kPlain : Style::kBad}});
  }
  page.Table({{words::kInFlight, Set::kNumber},
              {words::kPerSecond, Set::kNumber},
              {words::kMedian, Set::kNumber},
              {words::kP99, Set::kNumber},
              {words::kP999, Set::kNumber},
              {words::kMost, Set::kNumber},
              {words::kClientCpu, Set::kNumber},
              words::kErrors},
             rows);
}

std::string FiguresJson(const std::string& operation, const std::vector<LoadFigures>& runs) {
  nlohmann::ordered_json json{{"operation", operation}, {"runs", nlohmann::json::array()}};
  for (const LoadFigures& run : runs) {
    nlohmann::ordered_json row{{"inFlight", run.in_flight},
                               {"rate", run.rate},
                               {"seconds", run.seconds},
                               {"calls", run.calls},
                               {"requestsPerSecond", run.per_second},
                               {"p50Us", run.p50_us},
                               {"p99Us", run.p99_us},
                               {"p999Us", run.p999_us},
                               {"maxUs", run.max_us},
                               {"clientCpuUsPerCall", run.client_cpu_us_per_call},
                               {"errors", run.errors}};
    json["runs"].push_back(std::move(row));
  }
  return json.dump(1);
}

absl::StatusOr<ExitCode> RunBench(const Arguments& arguments, Session& session) {
  const std::string product = ProductName(arguments.Text("--product", kBenchProduct));
  const std::string operation = arguments.Text("--operation", "submit");
  const auto seed = static_cast<uint64_t>(arguments.Number("--seed", kBenchSeed));
  ZUSAGE_ASSIGN_OR_RETURN(const int connections, ReadConnections(arguments));
  LoadOptions options;
  options.warmup = absl::Seconds(arguments.Number("--warmup", 2));
  options.duration = absl::Seconds(std::max<int64_t>(1, arguments.Number("--seconds", 10)));
  options.rate = static_cast<double>(arguments.Number("--rate", 0));
  const std::string most = options.rate > 0 ? std::to_string(kMostInFlight) : "1,8,64,256";
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<int> in_flight,
                          ReadInFlight(arguments.Text("--in-flight", most)));
  std::vector<LoadFigures> runs;
  for (const int number : in_flight) {
    options.in_flight = number;
    BeginCall begin;
    if (operation == "clearance") {
      ZUSAGE_ASSIGN_OR_RETURN(begin, ClearanceCalls(product, connections, session));
    } else {
      begin = SubmitCalls(product, connections, seed, session);
    }
    runs.push_back(RunLoad(options, begin));
  }
  if (session.json()) {
    *session.environment().out << FiguresJson(operation, runs) << '\n';
  } else {
    Page page = session.out_page();
    ShowFigures(runs, page);
  }
  const bool in_vain = std::any_of(runs.begin(), runs.end(),
                                   [](const LoadFigures& run) { return run.per_second == 0; });
  return in_vain ? ExitCode::kUnavailable : ExitCode::kOk;
}

OptionSpec Count(std::string_view name, std::string_view placeholder, const Phrase& help) {
  return {.name = name,
          .placeholder = placeholder,
          .help = help,
          .kind = OptionSpec::Kind::kWholeNumber};
}

Verb RunVerbOfBench() {
  return {
      "run",
      {"Put load on a server; what `zusage bench` without a verb does",
       "Einen Server belasten; das tut auch `zusage bench` ohne Verb"},
      {{.name = "--operation",
        .placeholder = "OPERATION",
        .help = {"What is called; submit", "Was aufgerufen wird; submit"},
        .choices = {"submit", "clearance"}},
       {.name = "--in-flight",
        .placeholder = "N,N,…",
        .help = {"Calls under way at once, a run each; 1,8,64,256",
                 "Gleichzeitige Aufrufe, je ein Lauf; 1,8,64,256"}},
       Count("--connections", "N", {"Connections, at most 64; 1", "Verbindungen, höchstens 64; 1"}),
       Count("--rate", "N",
             {"Calls begun a second whether or not others are done (open loop)",
              "Je Sekunde begonnene Aufrufe, ob andere fertig sind oder nicht (offen)"}),
       Count("--seconds", "N", {"Measured, each run; 10", "Gemessen, je Lauf; 10"}),
       Count("--warmup", "SECONDS", {"Before that, not measured; 2", "Davor, ungemessen; 2"}),
       {.name = "--product",
        .placeholder = "ID",
        .help = {"Which product; \"bench\" without it", "Welches Produkt; sonst \"bench\""}},
       Count("--seed", "N", {"What the texts depend on; 1", "Wovon die Texte abhängen; 1"})},
      &RunBench};
}

}  // namespace

Noun BenchNoun() {
  return {"bench",
          {"Load, for measuring", "Last, zum Messen"},
          {RunVerbOfBench(), GenerateVerb(), BenchImportVerb()},
          /*default_verb=*/"run"};
}

}  // namespace zusage::cli
