// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/list_similar_change_requests.h"

#include <cstddef>

#include "services/alignment/domain/errors.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {
namespace {

absl::Status CheckInput(const ListSimilarChangeRequestsInput& input) {
  if (input.text.empty() == input.change_request.empty()) {
    return FieldError("text", kExactlyOneQuestion);
  }
  if (!input.change_request.empty() && ProductOf(input.change_request) != input.product) {
    return FieldError("change_request", kInvalidFormat,
                      {{"expected", input.product + "/changeRequests/{change_request}"}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SimilarAnswer> ListSimilarChangeRequests(
    const Knowledge& knowledge, const ListSimilarChangeRequestsInput& input) {
  ZUSAGE_RETURN_IF_ERROR(CheckInput(input));
  ZUSAGE_ASSIGN_OR_RETURN(const Knowledge::Product product, knowledge.Get(input.product));
  const auto size = static_cast<size_t>(input.page_size > 0 ? input.page_size : kDefaultSimilar);
  return input.text.empty() ? product.past->SimilarTo(input.change_request, size)
                            : product.past->Similar(input.text, size);
}

}  // namespace zusage::alignment
