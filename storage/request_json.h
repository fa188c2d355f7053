// SPDX-License-Identifier: Apache-2.0
//
// The lists within a request or a decision as the JSON that their columns hold. Encoding is
// deterministic; decoding what was encoded gives the same value, and INTERNAL for anything else.
#ifndef ZUSAGE_STORAGE_REQUEST_JSON_H_
#define ZUSAGE_STORAGE_REQUEST_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/intake/domain/change_request.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"

namespace zusage::storage {

std::string ToJson(const alignment::Evidence& evidence);
absl::StatusOr<alignment::Evidence> EvidenceFromJson(std::string_view json);

std::string ToJson(const std::vector<intake::Item>& items);
absl::StatusOr<std::vector<intake::Item>> ItemsFromJson(std::string_view json);

// What a merged request's items are in the one that it was merged into.
std::string ToJson(const std::vector<review::ItemMapping>& items);
absl::StatusOr<std::vector<review::ItemMapping>> MappingsFromJson(std::string_view json);

std::string ToJson(const std::vector<std::string>& texts);
absl::StatusOr<std::vector<std::string>> TextsFromJson(std::string_view json);

// The terms of an approval without what people wrote: its conditions' texts are a column of their
// own, so that erasing them leaves the terms.
std::string TermsToJson(const review::Approval& approval);
std::string ConditionTextsToJson(const review::Approval& approval);
absl::Status ReadTerms(std::string_view terms, std::string_view condition_texts,
                       review::Approval& approval);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_JSON_H_
