// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/mark_delivered.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

absl::Status AlreadyDelivered(const Promise& promise, std::string line) {
  return Error(kAlreadyDelivered, {{"line", std::move(line)}, {"promise", promise.name}});
}

// The lines that were named, each once, or all that are not delivered yet.
absl::StatusOr<std::vector<std::string>> LinesToMark(const Promise& promise,
                                                     const MarkDeliveredInput& input) {
  std::vector<std::string> open;
  std::vector<std::string> delivered;
  for (const Line& line : promise.lines) {
    (promise.DeliveryOf(line.id) == nullptr ? open : delivered).push_back(line.id);
  }
  if (input.lines.empty()) {
    if (open.empty()) return AlreadyDelivered(promise, absl::StrJoin(delivered, ", "));
    return open;
  }
  for (size_t i = 0; i < input.lines.size(); ++i) {
    const std::string& line = input.lines[i];
    if (promise.Find(line) == nullptr) {
      return FieldError(absl::StrCat("lines[", i, "]"), kNotFound,
                        {{"resource", promise.name + " line " + line}});
    }
    if (promise.DeliveryOf(line) != nullptr) return AlreadyDelivered(promise, line);
    for (size_t earlier = 0; earlier < i; ++earlier) {
      if (input.lines[earlier] == line) {
        return FieldError(absl::StrCat("lines[", i, "]"), kDuplicate, {{"value", line}});
      }
    }
  }
  return input.lines;
}

}  // namespace

absl::StatusOr<JudgedPromise> MarkDelivered(storage::Unit& unit, const directory::Caller& caller,
                                            const MarkDeliveredInput& input) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(unit.tx(), input.name, unit.position()));
  if (promise.promised_by == caller.subject()) {
    return Error(kOwnPromise, {{"promise", promise.name}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, promise.name, promise.head()));
  if (promise.over()) return Error(kPromiseOver, {{"promise", promise.name}});
  ZUSAGE_ASSIGN_OR_RETURN(const Date today,
                          knowledge.DayAt(promise.product, unit.position(), unit.commit_time()));
  const Date date = input.delivered_date.value_or(today);
  if (date > today) return FieldError("delivered_date", kDeliveredInFuture);
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> lines, LinesToMark(promise, input));
  unit.Describe("MarkDelivered", {caller.principal, caller.on_behalf_of});
  for (const std::string& line : lines) {
    const Delivery delivery{
        .line = line, .date = date, .marked_by = caller.subject(), .position = unit.position()};
    ZUSAGE_RETURN_IF_ERROR(storage::PromiseRepository::AddDelivery(unit, promise.name, delivery));
    promise.deliveries.push_back(delivery);
  }
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
