// SPDX-License-Identifier: Apache-2.0
// Promises, clearances and comparisons as people read them.
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_PROMISE_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_PROMISE_H_

#include <google/protobuf/repeated_ptr_field.h>

#include "clients/cli/page.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::cli {

// The whole promise, line by line, with how each stood when made and stands now.
void ShowPromise(const commitments::v1::Promise& promise, Page& page);

// A line each, in the order given; lost ground is marked.
void ShowPromiseTable(const google::protobuf::RepeatedPtrField<commitments::v1::Promise>& promises,
                      Page& page);

// Yes or no first, then why, what it rests on, what to say, or items to choose from.
void ShowClearance(const commitments::v1::CheckClearanceResponse& answer, Page& page);

// A clearance that was issued: what it allows, until when, and what to say.
void ShowIssuedClearance(const commitments::v1::Clearance& clearance, Page& page);
// A line each, in the order given.
void ShowClearanceTable(
    const google::protobuf::RepeatedPtrField<commitments::v1::Clearance>& clearances, Page& page);

// What may be sold, each with its terms and the words to use.
void ShowOffers(const google::protobuf::RepeatedPtrField<commitments::v1::Offer>& offers,
                Page& page);

// Groups with counts and sums, then the promises, unilateral ones first, then the other side.
void ShowComparison(const commitments::v1::ComparePromisesResponse& answer, Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_PROMISE_H_
