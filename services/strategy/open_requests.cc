// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/open_requests.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/intake/domain/draft.h"
#include "storage/customer_repository.h"

namespace zusage::strategy {
namespace {

constexpr int kBatch = 500;

storage::QueueFilter FilterOf(std::string product, absl::Time now) {
  storage::QueueFilter filter;
  filter.product = std::move(product);
  filter.now = now;
  return filter;
}

}  // namespace

OpenRequests::OpenRequests(storage::Store& store, std::string product, absl::Time now)
    : store_(store), filter_(FilterOf(std::move(product), now)) {}

absl::StatusOr<OpenRequest> OpenRequests::Load(storage::ReadTransaction& tx,
                                               const storage::RequestHead& head) {
  ZUSAGE_ASSIGN_OR_RETURN(const intake::ChangeRequest request,
                          storage::RequestRepository::Get(tx, head.name));
  auto customer = customers_.find(request.customer);
  if (customer == customers_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedCustomer found,
                            storage::CustomerRepository::Get(tx, request.customer));
    customer = customers_.emplace(request.customer, found.customer).first;
  }
  OpenRequest open{
      .head = head, .wish = intake::WishOf(request, customer->second), .assessment = {}};
  ZUSAGE_ASSIGN_OR_RETURN(open.assessment,
                          storage::RequestRepository::LatestAssessment(tx, head.name));
  return open;
}

absl::StatusOr<std::vector<OpenRequest>> OpenRequests::Next() {
  std::vector<OpenRequest> batch;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    batch.clear();
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::RequestHead> heads,
                            storage::RequestRepository::Queue(tx, filter_, last_, kBatch));
    for (const storage::RequestHead& head : heads) {
      ZUSAGE_ASSIGN_OR_RETURN(OpenRequest open, Load(tx, head));
      batch.push_back(std::move(open));
    }
    return absl::OkStatus();
  }));
  if (!batch.empty()) last_ = batch.back().head;
  return batch;
}

}  // namespace zusage::strategy
