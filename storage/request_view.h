// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_REQUEST_VIEW_H_
#define ZUSAGE_STORAGE_REQUEST_VIEW_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reader/domain/opinion.h"
#include "services/review/domain/capacity.h"
#include "services/review/domain/request_history.h"
#include "services/review/domain/substitute.h"
#include "storage/request_repository.h"

namespace zusage::storage {

// A request with all that there is to say about it now.
struct RequestView {
  intake::ChangeRequest request;
  RequestHead head;
  std::shared_ptr<const alignment::Assessment> assessment;  // the newest; null if not checked yet
  // A model's, beside that assessment; nothing if no second reader is asked.
  std::optional<reader::SecondOpinion> second_opinion;
  intake::Routing routing;
  review::RequestHistory history;
  absl::TimeZone zone;  // of its product, in which dates are judged

  std::string evidence_question;             // asked last, while it is NEEDS_EVIDENCE
  std::string withdraw_reason;               // while it is WITHDRAWN
  std::string merged_into;                   // while it is MERGED
  std::vector<std::string> merged_requests;  // that are part of it now
  std::vector<review::Deputy> deputies;      // of the owner
  std::optional<review::QuarterLoad> load;   // of the newest approval's quarter, if known
};

// Who decides for the owner at `now`; "" if the owner does, or if it is not open.
std::string_view SubstituteAt(const RequestView& view, absl::Time now);

// NOT_FOUND if there is no such request. `pending` as in RequestRepository.
absl::StatusOr<RequestView> LoadRequestView(ReadTransaction& tx, std::string_view name,
                                            absl::Time pending = kNothingPending);

// The views of heads that were just listed, in their order.
absl::StatusOr<std::vector<RequestView>> LoadRequestViews(ReadTransaction& tx,
                                                          const std::vector<RequestHead>& heads);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_VIEW_H_
