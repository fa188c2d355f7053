// SPDX-License-Identifier: Apache-2.0
#include "clients/cpp/import_stream.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace zusage::client {
namespace {

using intake::v1::ImportChangeRequestsRequest;
using intake::v1::ImportChangeRequestsResponse;
using intake::v1::ImportItem;
using intake::v1::ImportProgress;
using intake::v1::ImportResult;

constexpr size_t kMaxPending = 1000;
constexpr size_t kBatchItems = 50;
constexpr size_t kBatchBytes = 256 << 10;  // the server takes messages of up to 1 MiB

void Count(const ImportResult& result, ImportProgress& progress) {
  progress.set_received(progress.received() + 1);
  switch (result.outcome()) {
    case ImportResult::OUTCOME_RECORDED:
      return progress.set_recorded(progress.recorded() + 1);
    case ImportResult::OUTCOME_ALREADY_THERE:
      return progress.set_already_there(progress.already_there() + 1);
    default:
      return progress.set_refused(progress.refused() + 1);
  }
}

}  // namespace

ImportStream::ImportStream(Core& core, const std::string& product, Next next, Take take,
                           const IntakeClient::ImportOptions& options, const CallOptions& call)
    : core_(core),
      product_(product),
      next_(next),
      take_(take),
      options_(options),
      call_(call),
      end_(call.timeout.has_value() ? core.deadline(call) : absl::InfiniteFuture()) {}

absl::StatusOr<ImportProgress> ImportStream::Run() {
  TakeNext();
  Backoff backoff(core_, end_);
  while (!AllAnswered()) {
    const absl::Status status = RunOnce(backoff);
    if (AllAnswered()) break;
    if (options_.stop != nullptr && options_.stop->stopped()) {
      return absl::CancelledError("Stopped.");
    }
    if (!backoff.MayTryAgain(status)) {
      return status.ok() ? absl::DataLossError("The server left items without a result.") : status;
    }
  }
  return progress_;
}

absl::Status ImportStream::RunOnce(Backoff& backoff) {
  StreamContext context(options_.stop);
  if (absl::Status status = core_.Authorize(*context, call_); !status.ok()) return status;
  if (end_ != absl::InfiniteFuture()) (*context).set_deadline(absl::ToChronoTime(end_));
  intake::v1::IntakeService::Stub stub(core_.channel());
  const auto stream = stub.ImportChangeRequests(&*context);
  answered_ = 0;
  sent_ = 0;
  broken_ = false;
  std::thread writer([&] { Write(*stream); });
  const absl::Status read = Read(*stream, backoff);
  if (!read.ok()) (*context).TryCancel();
  {
    const std::lock_guard lock(mutex_);
    broken_ = true;
  }
  changed_.notify_all();
  writer.join();
  const absl::Status ended = core_.Finished(stream->Finish());
  return read.ok() ? ended : read;
}

void ImportStream::Write(Stream& stream) {
  ImportChangeRequestsRequest message;
  message.set_parent(product_);
  message.set_validate_only(options_.validate_only);
  while (FillMessage(message)) {
    if (!stream.Write(message, grpc::WriteOptions())) return;
    message.Clear();
  }
  stream.WritesDone();
}

bool ImportStream::FillMessage(ImportChangeRequestsRequest& message) {
  std::unique_lock lock(mutex_);
  while (!exhausted_ && sent_ + kBatchItems > pending_.size() && !broken_) {
    const bool full = pending_.size() >= kMaxPending;
    if (full && sent_ < pending_.size()) break;
    if (full) {
      changed_.wait(lock);
      continue;
    }
    lock.unlock();
    TakeNext();
    lock.lock();
  }
  if (broken_ || sent_ == pending_.size()) return false;
  size_t bytes = 0;
  const size_t end = std::min(pending_.size(), sent_ + kBatchItems);
  while (sent_ < end && bytes < kBatchBytes) {
    const ImportItem& item = pending_[sent_++];
    bytes += item.ByteSizeLong();
    *message.add_items() = item;
  }
  return true;
}

void ImportStream::TakeNext() {
  ImportItem item;
  const bool more = next_(item);
  if (more && item.request_id().empty()) {
    item.set_request_id(core_.options().new_request_id());
  }
  const std::lock_guard lock(mutex_);
  if (more) {
    pending_.push_back(std::move(item));
  } else {
    exhausted_ = true;
  }
}

absl::Status ImportStream::Read(Stream& stream, Backoff& backoff) {
  ImportChangeRequestsResponse answer;
  while (stream.Read(&answer)) {
    for (ImportResult& result : *answer.mutable_results()) {
      if (absl::Status status = TakeResult(std::move(result)); !status.ok()) return status;
      backoff.Reset();
    }
  }
  return absl::OkStatus();
}

absl::Status ImportStream::TakeResult(ImportResult result) {
  {
    const std::lock_guard lock(mutex_);
    if (sent_ == 0 || result.number() != answered_ + 1) {
      return absl::DataLossError("The server answers items in another order than they were sent.");
    }
    pending_.pop_front();
    --sent_;
  }
  changed_.notify_all();
  ++answered_;
  Count(result, progress_);
  result.set_number(progress_.received());
  take_(result);
  return absl::OkStatus();
}

bool ImportStream::AllAnswered() {
  const std::lock_guard lock(mutex_);
  return exhausted_ && pending_.empty();
}

}  // namespace zusage::client
