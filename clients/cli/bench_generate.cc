// SPDX-License-Identifier: Apache-2.0
// zusage bench generate
#include <algorithm>

#include "clients/cli/bench.h"
#include "clients/cli/bench_calls.h"
#include "clients/cli/bench_texts.h"
#include "clients/cli/errors.h"
#include "clients/cli/load.h"
#include "clients/cli/options.h"
#include "clients/cli/short_names.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using strategy::v1::StrategyService;

struct Plan {
  std::string product;
  uint64_t seed;
  int elements;
  int64_t customers;
  int64_t requests;
  int in_flight;
};

absl::Status PublishStrategy(const Plan& plan, Session& session) {
  strategy::v1::GetStrategyRequest read;
  read.set_name(plan.product + "/strategies/current");
  const auto current = session.Call(&StrategyService::Stub::GetStrategy, read);
  if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
  strategy::v1::PublishStrategyRequest request;
  request.set_parent(plan.product);
  *request.mutable_document() = BenchStrategy(LastSegment(plan.product), plan.elements, plan.seed);
  request.set_memo("Synthetic, for measuring.");
  request.set_base_version(current.ok() ? current->version() : 0);
  request.set_request_id(session.request_id());
  return session.Call(&StrategyService::Stub::PublishStrategy, request).status();
}

// Makes `count` calls and says how far it is. The first error that occurred, if any.
absl::Status MakeAll(const std::string& what, int64_t count, int in_flight, Session& session,
                     const BeginCall& begin) {
  std::ostream& err = *session.environment().err;
  LoadOptions options;
  options.in_flight = in_flight;
  options.max_calls = count;
  options.progress = [&](int64_t done) {
    err << what << ": " << done << " / " << count << std::endl;
  };
  if (count == 0) return absl::OkStatus();
  const LoadFigures figures = RunLoad(options, begin);
  err << what << ": " << figures.calls << " / " << count << ", "
      << static_cast<int64_t>(figures.per_second) << " / s" << std::endl;
  if (figures.errors.empty()) return absl::OkStatus();
  const auto& [code, failed] = *figures.errors.begin();
  return Error(kBenchFailed, {{"what", what}, {"count", std::to_string(failed)}, {"code", code}});
}

absl::Status MakeCustomers(const Plan& plan, Session& session) {
  BenchCalls calls("zusage.directory.v1.DirectoryService/UpsertCustomer", /*connections=*/1,
                   session);
  return MakeAll("customers", plan.customers, plan.in_flight, session,
                 [&](int64_t index, std::function<void(const absl::Status&)> done) {
                   directory::v1::UpsertCustomerRequest request;
                   *request.mutable_customer() = BenchCustomer(index, plan.seed);
                   request.set_request_id(session.request_id() + "c" + std::to_string(index));
                   const grpc::Slice bytes = BytesOf(request);
                   calls.Begin(index, grpc::ByteBuffer(&bytes, 1), std::move(done));
                 });
}

absl::Status MakeRequests(const Plan& plan, Session& session) {
  BenchCalls calls(kSubmitMethod, /*connections=*/1, session);
  return MakeAll("requests", plan.requests, plan.in_flight, session,
                 [&](int64_t index, std::function<void(const absl::Status&)> done) {
                   intake::v1::SubmitChangeRequestRequest request;
                   request.set_parent(plan.product);
                   *request.mutable_change_request() =
                       BenchRequest(index, plan.customers, plan.seed);
                   request.set_request_id(session.request_id() + "r" + std::to_string(index));
                   const grpc::Slice bytes = BytesOf(request);
                   calls.Begin(index, grpc::ByteBuffer(&bytes, 1), std::move(done));
                 });
}

absl::StatusOr<ExitCode> Generate(const Arguments& arguments, Session& session) {
  Plan plan;
  plan.product = ProductName(arguments.Text("--product", kBenchProduct));
  plan.seed = static_cast<uint64_t>(arguments.Number("--seed", kBenchSeed));
  plan.elements = std::max(4, static_cast<int>(arguments.Number("--elements", 200)));
  plan.customers = std::max<int64_t>(1, arguments.Number("--customers", kBenchCustomers));
  plan.requests = arguments.Number("--requests", 10'000);
  plan.in_flight = std::max(1, static_cast<int>(arguments.Number("--in-flight", 64)));
  ZUSAGE_RETURN_IF_ERROR(PublishStrategy(plan, session));
  ZUSAGE_RETURN_IF_ERROR(MakeCustomers(plan, session));
  ZUSAGE_RETURN_IF_ERROR(MakeRequests(plan, session));
  return ExitCode::kOk;
}

OptionSpec Count(std::string_view name, const Phrase& help) {
  return {.name = name, .placeholder = "N", .help = help, .kind = OptionSpec::Kind::kWholeNumber};
}

}  // namespace

Verb GenerateVerb() {
  return {"generate",
          {"Fill a server with a synthetic product, the same for the same seed",
           "Einen Server mit einem künstlichen Produkt füllen, bei gleichem Startwert gleich"},
          {{.name = "--product",
            .placeholder = "ID",
            .help = {"Which product; \"bench\" without it", "Welches Produkt; sonst \"bench\""}},
           Count("--seed", {"What the texts depend on; 1", "Wovon die Texte abhängen; 1"}),
           Count("--elements", {"Elements of the strategy; 200", "Elemente der Strategie; 200"}),
           Count("--customers", {"Customers; 200", "Kunden; 200"}),
           Count("--requests", {"Requests of 1 KiB; 10000", "Wünsche mit 1 KiB; 10000"}),
           Count("--in-flight", {"Calls under way at once; 64", "Gleichzeitige Aufrufe; 64"})},
          &Generate};
}

}  // namespace zusage::cli
