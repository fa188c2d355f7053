// SPDX-License-Identifier: Apache-2.0
//
// The check's values as messages and back. Messages name elements and strategies in full
// ("products/atlas/elements/C1"), values by their id and version. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_PROTO_H_
#define ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_PROTO_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"
#include "zusage/type/v1/assessment.pb.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::alignment {

// `product` is "products/atlas". The titles of ranked elements are those of `strategy`, which
// should be the version that was checked against; they stay empty if it is null or has no such
// element.
type::v1::Assessment ToProto(const Assessment& assessment, std::string_view product,
                             const strategy::Strategy* strategy = nullptr);

// FromProto(ToProto(a, product, strategy)) == a. INTERNAL if the message is none that ToProto()
// made: it came from a peer of another kind.
absl::StatusOr<Assessment> FromProto(const type::v1::Assessment& assessment);

// A finding of an assessment for `product`.
type::v1::Finding ToProto(const Finding& finding, std::string_view product);
type::v1::SimilarRequest ToProto(const SimilarRequest& request);
void ToProto(const std::vector<MatchedWord>& words,
             google::protobuf::RepeatedPtrField<type::v1::MatchedWord>& out);

// The limits of evidence are those of the contract's annotations, which are checked before.
// A day that does not exist is left out: adapters that record it refuse it before.
Conversation FromProto(const type::v1::Conversation& conversation);
type::v1::Conversation ToProto(const Conversation& conversation);
Evidence FromProto(const type::v1::Evidence& evidence);
type::v1::Evidence ToProto(const Evidence& evidence);

// The wish in a draft for `product` ("products/atlas"). Of the customer only segment and size
// count.
Wish WishFromProto(std::string_view product, const type::v1::ChangeRequestDraft& draft);

// The draft that WishFromProto() makes this wish of, but for its name.
type::v1::ChangeRequestDraft DraftOf(const Wish& wish);

// "products/atlas/elements/C1"; "" for no id.
std::string ElementName(std::string_view product, std::string_view id);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_PROTO_H_
