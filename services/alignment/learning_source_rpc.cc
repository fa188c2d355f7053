// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/learning_source_rpc.h"

#include <memory>
#include <string>
#include <utility>

#include "services/alignment/read_entry.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/rpc/status.h"
#include "services/strategy/strategy_proto.h"
#include "services/values/proto_values.h"

namespace zusage::alignment {
namespace {

journal::Kind FromProto(journal::v1::Entry::Part::Kind kind) {
  switch (kind) {
    case journal::v1::Entry::Part::KIND_PLAIN:
      return journal::Kind::kPlain;
    case journal::v1::Entry::Part::KIND_FREE_TEXT:
      return journal::Kind::kFreeText;
    default:
      return journal::Kind::kPersonal;  // nothing is learned from it
  }
}

// The texts move: a page is read once.
journal::Entry TakeEntry(journal::v1::Entry& message) {
  journal::Entry entry;
  entry.position = message.position();
  entry.commit_time =
      values::FromProto(message.commit_time(), "commit_time").value_or(absl::InfinitePast());
  entry.parts.reserve(message.parts_size());
  for (journal::v1::Entry::Part& part : *message.mutable_parts()) {
    entry.parts.push_back(
        {FromProto(part.kind()), std::move(*part.mutable_json()), part.withheld()});
  }
  return entry;
}

journal::Page TakePage(journal::v1::WatchEntriesResponse& message) {
  journal::Page page;
  page.after_position = message.after_position();
  page.position = message.position();
  page.head_position = message.head_position();
  page.entries.reserve(message.entries_size());
  for (journal::v1::Entry& entry : *message.mutable_entries()) {
    page.entries.push_back(TakeEntry(entry));
  }
  return page;
}

}  // namespace

bool PeerLearningSource::Enter(grpc::ClientContext& context) {
  absl::MutexLock lock(&mutex_);
  if (!cancelled_) watching_ = &context;
  return !cancelled_;
}

void PeerLearningSource::Leave() {
  absl::MutexLock lock(&mutex_);
  watching_ = nullptr;
}

void PeerLearningSource::Cancel() {
  absl::MutexLock lock(&mutex_);
  cancelled_ = true;
  if (watching_ != nullptr) watching_->TryCancel();
}

absl::Status PeerLearningSource::Watch(
    int64_t position, absl::FunctionRef<absl::Status(const journal::Page& page)> take) {
  if (!journal_.peer().connected()) {
    return Error(kUnavailable, {{"what", journal_.peer().role()}});
  }
  grpc::ClientContext context;
  journal_.peer().Authorize(context);
  if (!Enter(context)) return absl::CancelledError("learning has ended");
  journal::v1::WatchEntriesRequest request;
  request.set_after_position(position);
  for (const std::string_view table : kLearnedTables) request.add_tables(std::string(table));
  const auto reader = journal_.stub(journal_.peer().NextCopy()).WatchEntries(&context, request);
  journal::v1::WatchEntriesResponse message;
  absl::Status taken;
  while (taken.ok() && reader->Read(&message)) taken = take(TakePage(message));
  if (!taken.ok()) context.TryCancel();
  const grpc::Status ended = reader->Finish();
  Leave();
  return taken.ok() ? rpc::FromGrpc(ended) : taken;
}

absl::StatusOr<LearnedStrategy> PeerLearningSource::GetStrategy(std::string_view product,
                                                                int version) {
  if (!strategy_.peer().connected()) {
    return Error(kUnavailable, {{"what", strategy_.peer().role()}});
  }
  strategy::v1::GetStrategyRequest request;
  request.set_name(std::string(product) + "/strategies/" + std::to_string(version));
  ZUSAGE_ASSIGN_OR_RETURN(
      const strategy::v1::Strategy published,
      (strategy_.AskForItself<strategy::v1::GetStrategyRequest, strategy::v1::Strategy>(
          &strategy::v1::StrategyService::Stub::GetStrategy, request)));
  LearnedStrategy learned{.product = std::string(product), .version = published.version()};
  ZUSAGE_ASSIGN_OR_RETURN(learned.document, strategy::FromProto(published.document()));
  ZUSAGE_ASSIGN_OR_RETURN(learned.publish_time,
                          values::FromProto(published.publish_time(), "publish_time"));
  for (const auto& [id, time] : published.element_change_times()) {
    ZUSAGE_ASSIGN_OR_RETURN(learned.change_times[id],
                            values::FromProto(time, "element_change_times"));
  }
  return learned;
}

}  // namespace zusage::alignment
