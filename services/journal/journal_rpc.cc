// SPDX-License-Identifier: Apache-2.0
#include "services/journal/journal_rpc.h"

#include <cstdint>
#include <utility>

#include "services/base/status_macros.h"
#include "services/journal/get_checkpoint.h"
#include "services/journal/list_entries.h"
#include "services/journal/watch_entries.h"
#include "services/rpc/watch_reactor.h"
#include "services/values/proto_values.h"

namespace zusage::journal {
namespace {

v1::Entry::Part::Kind ToProto(Kind kind) {
  switch (kind) {
    case Kind::kPlain:
      return v1::Entry::Part::KIND_PLAIN;
    case Kind::kPersonal:
      return v1::Entry::Part::KIND_PERSONAL;
    case Kind::kFreeText:
      return v1::Entry::Part::KIND_FREE_TEXT;
  }
  return v1::Entry::Part::KIND_UNSPECIFIED;
}

void Write(Entry&& entry, v1::Entry& proto) {
  proto.set_position(entry.position);
  *proto.mutable_commit_time() = values::ToProto(entry.commit_time);
  proto.set_actor(std::move(entry.principal));
  proto.set_on_behalf_of(std::move(entry.on_behalf_of));
  proto.set_operation(std::move(entry.operation));
  for (std::string& resource : entry.resources) proto.add_resource_names(std::move(resource));
  for (Part& part : entry.parts) {
    v1::Entry::Part& written = *proto.add_parts();
    written.set_kind(ToProto(part.kind));
    written.set_json(std::move(part.json));
    written.set_withheld(part.withheld);
  }
}

// Both answers with entries name the field alike.
template <typename Response>
void WriteEntries(Page& page, Response& response) {
  response.mutable_entries()->Reserve(static_cast<int>(page.entries.size()));
  for (Entry& entry : page.entries) Write(std::move(entry), *response.add_entries());
}

}  // namespace

JournalRpc::JournalRpc(rpc::Plumbing& plumbing, storage::Store& store, storage::KeyStore& keys)
    : store_(store),
      keys_(keys),
      entries_(keys),
      path_(v1::JournalService::service_full_name(), plumbing, &store) {}

grpc::ServerWriteReactor<v1::WatchEntriesResponse>* JournalRpc::WatchEntries(
    grpc::CallbackServerContext* context, const v1::WatchEntriesRequest* request) {
  return path_.Watch<v1::WatchEntriesResponse>(
      "WatchEntries", context, request,
      [this](const rpc::Call& call, const v1::WatchEntriesRequest& in)
          -> absl::StatusOr<rpc::Source<v1::WatchEntriesResponse>> {
        WatchEntriesQuery query;
        query.operations = {in.operations().begin(), in.operations().end()};
        query.tables = {in.tables().begin(), in.tables().end()};
        auto pull = [this, caller = call.caller, query](
                        int64_t position,
                        v1::WatchEntriesResponse& out) mutable -> absl::StatusOr<int64_t> {
          query.after_position = position;
          ZUSAGE_ASSIGN_OR_RETURN(Page page,
                                  journal::WatchEntries(store_, entries_, caller, query));
          WriteEntries(page, out);
          out.set_after_position(page.after_position);
          out.set_position(page.position);
          out.set_head_position(page.head_position);
          return page.position;
        };
        return rpc::Source<v1::WatchEntriesResponse>{in.after_position(), std::move(pull)};
      });
}

grpc::ServerUnaryReactor* JournalRpc::ListEntries(grpc::CallbackServerContext* context,
                                                  const v1::ListEntriesRequest* request,
                                                  v1::ListEntriesResponse* response) {
  return path_.Read(
      "ListEntries", context, request, response,
      [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
        const ListEntriesQuery query{in.after_position(), in.resource_name(), in.page_size()};
        ZUSAGE_ASSIGN_OR_RETURN(Page page,
                                journal::ListEntries(store_, entries_, call.caller, query));
        WriteEntries(page, out);
        if (page.position < page.head_position) out.set_next_after_position(page.position);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* JournalRpc::GetCheckpoint(grpc::CallbackServerContext* context,
                                                    const v1::GetCheckpointRequest* request,
                                                    v1::Checkpoint* response) {
  return path_.Read("GetCheckpoint", context, request, response,
                    [this](const rpc::Call&, const auto&, auto& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(SignedCheckpoint checkpoint,
                                              journal::GetCheckpoint(store_, entries_, keys_));
                      out.set_note(std::move(checkpoint.note));
                      out.set_size(checkpoint.size);
                      out.set_root_hash(std::move(checkpoint.root_hash));
                      out.set_verifier_key(std::move(checkpoint.verifier_key));
                      return absl::OkStatus();
                    });
}

}  // namespace zusage::journal
