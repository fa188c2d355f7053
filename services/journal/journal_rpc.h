// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_JOURNAL_RPC_H_
#define ZUSAGE_SERVICES_JOURNAL_JOURNAL_RPC_H_

#include "services/rpc/call_path.h"
#include "storage/journal/journal_repository.h"
#include "storage/key_store.h"
#include "storage/store.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"

namespace zusage::journal {

// JournalService over the operations of this folder. Thread-safe.
class JournalRpc final : public v1::JournalService::CallbackService {
 public:
  // All of them must outlive it.
  JournalRpc(rpc::Plumbing& plumbing, storage::Store& store, storage::KeyStore& keys);

  grpc::ServerWriteReactor<v1::WatchEntriesResponse>* WatchEntries(
      grpc::CallbackServerContext* context, const v1::WatchEntriesRequest* request) override;
  grpc::ServerUnaryReactor* ListEntries(grpc::CallbackServerContext* context,
                                        const v1::ListEntriesRequest* request,
                                        v1::ListEntriesResponse* response) override;
  grpc::ServerUnaryReactor* GetCheckpoint(grpc::CallbackServerContext* context,
                                          const v1::GetCheckpointRequest* request,
                                          v1::Checkpoint* response) override;

 private:
  storage::Store& store_;
  storage::KeyStore& keys_;
  const storage::JournalRepository entries_;
  rpc::CallPath path_;
};

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_JOURNAL_RPC_H_
