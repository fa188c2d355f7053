// SPDX-License-Identifier: Apache-2.0
#include "report.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "csv.h"

namespace crm_sync {
namespace {

using zusage::commitments::v1::Promise;
using zusage::commitments::v1::PromiseLine;

// The first day on which something of it is due; "" if nothing is.
std::string DueDate(const Promise& promise) {
  std::string first;
  for (const PromiseLine& line : promise.lines()) {
    if (!line.has_due_date()) continue;
    const auto& due = line.due_date();
    const std::string day =
        absl::FormatCivilTime(absl::CivilDay(due.year(), due.month(), due.day()));
    if (first.empty() || day < first) first = day;
  }
  return first;
}

std::string Texts(const Promise& promise) {
  std::string texts;
  for (const PromiseLine& line : promise.lines()) {
    absl::StrAppend(&texts, texts.empty() ? "" : "; ", line.text());
  }
  return texts;
}

// Why it stands as it does: what is said of the line that stands worst.
std::string Reason(const Promise& promise) {
  for (const PromiseLine& line : promise.lines()) {
    if (line.standing_now().standing() == promise.standing_now()) {
      return line.standing_now().reason().en();
    }
  }
  return "";
}

// "COVERED" of STANDING_COVERED.
std::string Word(const std::string& name) { return name.substr(name.find('_') + 1); }

std::string LineOf(const std::string& opportunity, const std::string& promiser,
                   const Promise& promise) {
  return CsvLine({opportunity, promise.name(), promiser,
                  Word(Standing_Name(promise.standing_when_made())),
                  Word(Standing_Name(promise.standing_now())), Word(Course_Name(promise.course())),
                  promise.lost_ground() ? "true" : "false", DueDate(promise), Texts(promise),
                  Reason(promise)});
}

}  // namespace

absl::StatusOr<std::string> MakeReport(const zusage::client::CommitmentsClient& commitments,
                                       const std::string& product,
                                       const std::map<std::string, std::string>& references,
                                       const std::map<std::string, std::string>& called) {
  std::string report = CsvLine({"OpportunityId", "Promise", "PromisedBy", "StandingWhenMade",
                                "StandingNow", "Course", "LostGround", "DueDate", "Text", "Why"});
  zusage::commitments::v1::ListPromisesRequest request;
  request.set_parent(product);
  request.set_page_size(200);
  auto promises = commitments.ListPromises(request);
  for (const absl::StatusOr<Promise>& promise : promises) {
    if (!promise.ok()) return promise.status();
    const auto opportunity = references.find(promise->deal());
    if (opportunity == references.end()) continue;
    const auto promiser = called.find(promise->promised_by());
    report +=
        LineOf(opportunity->second, promiser == called.end() ? "" : promiser->second, *promise);
  }
  return report;
}

}  // namespace crm_sync
