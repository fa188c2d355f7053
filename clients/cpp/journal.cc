// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/journal.h"

#include "absl/strings/str_cat.h"
#include "clients/cpp/core.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"

namespace zusage::client {
namespace {

using journal::v1::WatchEntriesRequest;
using journal::v1::WatchEntriesResponse;
using Take = absl::FunctionRef<bool(const WatchEntriesResponse&)>;

// What one stream came to.
struct Course {
  bool done = false;  // the caller has all that they wanted
  absl::Status status;
};

// One message: moves the request's position along.
Course TakeNews(const WatchEntriesResponse& news, bool until_caught_up, Take take,
                WatchEntriesRequest& request) {
  if (news.after_position() != request.after_position()) {
    return {.status = absl::DataLossError(
                absl::StrCat("The journal was to go on after position ", request.after_position(),
                             " and goes on after ", news.after_position(), "."))};
  }
  request.set_after_position(news.position());
  if (!take(news)) return {.done = true};
  return {.done = until_caught_up && news.position() >= news.head_position()};
}

Course WatchOnce(Core& core, const JournalClient::WatchOptions& options, const CallOptions& call,
                 absl::Time end, Take take, WatchEntriesRequest& request) {
  StreamContext context(options.stop);
  if (absl::Status status = core.Authorize(*context, call); !status.ok()) return {.status = status};
  if (end != absl::InfiniteFuture()) (*context).set_deadline(absl::ToChronoTime(end));
  journal::v1::JournalService::Stub stub(core.channel());
  const auto reader = stub.WatchEntries(&*context, request);
  WatchEntriesResponse news;
  Course course;
  while (!course.done && course.status.ok() && reader->Read(&news)) {
    course = TakeNews(news, options.until_caught_up, take, request);
  }
  if (course.done || !course.status.ok()) (*context).TryCancel();
  const absl::Status ended = core.Finished(reader->Finish());
  if (!course.done && course.status.ok()) {
    // The contract knows no other end; whoever is in between may think of one.
    course.status = ended.ok() ? absl::UnavailableError("The stream ended.") : ended;
  }
  return course;
}

}  // namespace

absl::Status JournalClient::Watch(WatchEntriesRequest request, Take take,
                                  const WatchOptions& options, const CallOptions& call) const {
  Core& core = *client_.core();
  const absl::Time end = call.timeout.has_value() ? core.deadline(call) : absl::InfiniteFuture();
  Backoff backoff(core, end);
  while (true) {
    const int64_t before = request.after_position();
    const Course course = WatchOnce(core, options, call, end, take, request);
    if (course.done) return absl::OkStatus();
    if (options.stop != nullptr && options.stop->stopped()) {
      return absl::CancelledError("Stopped.");
    }
    if (request.after_position() > before) backoff.Reset();
    if (!backoff.MayTryAgain(course.status)) return course.status;
  }
}

}  // namespace zusage::client
