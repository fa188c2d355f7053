// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/dispute_promise.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

absl::Status NotDelivered(const Promise& promise, const std::string& line) {
  return Error(kNotDelivered, {{"line", line}, {"promise", promise.name}});
}

// The lines that were named, each once, or all that are delivered.
absl::StatusOr<std::vector<std::string>> LinesToDispute(const Promise& promise,
                                                        const DisputePromiseInput& input) {
  std::vector<std::string> lines;
  if (input.kind != DisputeKind::kDelivery) {
    if (!input.lines.empty()) return FieldError("lines", kDeliveryOnly);
    return lines;
  }
  for (size_t i = 0; i < input.lines.size(); ++i) {
    const std::string& line = input.lines[i];
    if (promise.Find(line) == nullptr) {
      return FieldError(absl::StrCat("lines[", i, "]"), kNotFound,
                        {{"resource", promise.name + " line " + line}});
    }
    if (promise.DeliveryOf(line) == nullptr) return NotDelivered(promise, line);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }
  if (!lines.empty()) return lines;
  for (const Line& line : promise.lines) {
    if (promise.DeliveryOf(line.id) != nullptr) lines.push_back(line.id);
  }
  if (lines.empty()) return NotDelivered(promise, promise.lines.front().id);
  return lines;
}

absl::Status CheckDispute(const Promise& promise, const directory::Caller& caller,
                          const DisputePromiseInput& input) {
  if (!MayDispute(input.kind, promise, caller.subject())) {
    return Error(kNotYoursToDispute, {{"promise", promise.name},
                                      {"promised_by", promise.promised_by},
                                      {"recorded_by", promise.recorded_by}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, promise.name, promise.head()));
  if (promise.never_made()) return Error(kPromiseOver, {{"promise", promise.name}});
  if (const Dispute* open = promise.OpenDispute(input.kind)) {
    return Error(kDisputeOpen, {{"dispute", DisputeName(promise, *open)}});
  }
  const bool without_words = input.kind == DisputeKind::kTerms && input.words.empty();
  return without_words ? FieldError("words", kRequired) : absl::OkStatus();
}

}  // namespace

std::string DisputeName(const Promise& promise, const Dispute& dispute) {
  return absl::StrCat(promise.name, "/disputes/", dispute.id);
}

absl::StatusOr<JudgedPromise> DisputePromise(storage::Unit& unit, const directory::Caller& caller,
                                             const DisputePromiseInput& input) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(unit.tx(), input.name, unit.position()));
  ZUSAGE_RETURN_IF_ERROR(CheckDispute(promise, caller, input));
  Dispute dispute{.id = std::to_string(promise.disputes.size() + 1),
                  .kind = input.kind,
                  .reason = input.reason,
                  .words = input.words,
                  .disputed_by = caller.subject(),
                  .dispute_time = unit.commit_time(),
                  .position = unit.position()};
  ZUSAGE_ASSIGN_OR_RETURN(dispute.lines, LinesToDispute(promise, input));
  unit.Describe("DisputePromise", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::PromiseRepository::AddDispute(unit, promise.name, dispute));
  promise.disputes.push_back(std::move(dispute));
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
