// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_IMPORT_STREAM_RPC_H_
#define ZUSAGE_SERVICES_INTAKE_IMPORT_STREAM_RPC_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/intake/domain/draft.h"
#include "services/rpc/call_path.h"
#include "services/rpc/item_call.h"
#include "storage/paced_writes.h"
#include "storage/store.h"
#include "zusage/intake/v1/intake_service.pb.h"

namespace zusage::intake {

// One stream of ImportChangeRequests: takes its messages apart, has the items recorded, and tells
// what became of them. Messages come one after the other, and so are answers asked for.
class ImportStream : public std::enable_shared_from_this<ImportStream> {
 public:
  using Request = v1::ImportChangeRequestsRequest;
  using Response = v1::ImportChangeRequestsResponse;

  // What all streams share.
  struct Means {
    const rpc::CallPath& path;
    storage::Store& store;
    storage::PacedWrites& writes;
    const Clock& clock;
    RandomSource& random;
  };

  // `means` must outlive it.
  explicit ImportStream(const Means& means) : means_(means) {}

  // Handles a message, see rpc::Handle.
  void Take(const rpc::Call& call, Request& message, rpc::Reply<Response> reply);

 private:
  struct Item;     // a wish on its way into the store
  struct Portion;  // the items of one message

  // What the first message says for all; INVALID_ARGUMENT if another one says otherwise.
  absl::Status ReadTerms(const Request& message);
  absl::StatusOr<Item> Prepare(const rpc::Call& call, v1::ImportItem& item) const;
  // Records the item, unless it was recorded before, and says so in `result`.
  absl::Status Record(storage::Unit& unit, const Item& item, v1::ImportResult& result) const;
  void Write(const std::shared_ptr<Portion>& portion, std::vector<Item> items);
  void Rehearse(const std::shared_ptr<Portion>& portion, const std::vector<Item>& items);
  void Reply(const std::shared_ptr<Portion>& portion);
  // Fills `out` with the next results of a portion; false if there are none any more.
  bool Tell(Portion& portion, Response& out);

  const Means& means_;
  // Of the first message; "" before it.
  std::string product_;
  bool validate_only_ = false;

  std::atomic<int64_t> received_ = 0;
  v1::ImportProgress told_;  // as of the last result that was told
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_IMPORT_STREAM_RPC_H_
