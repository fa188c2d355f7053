// SPDX-License-Identifier: Apache-2.0
#include "services/intake/import_stream_rpc.h"

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "services/intake/import_change_requests.h"
#include "services/intake/intake_proto.h"
#include "services/rpc/text_check.h"
#include "storage/rehearsal.h"

namespace zusage::intake {
namespace {

constexpr size_t kMaxItemId = 200;
// Of one message of results: clients take 4 MiB by default.
constexpr size_t kMaxResultsBytes = 256 << 10;

using v1::ImportResult;

// A text that every client can read, or none.
std::string Repeatable(const std::string& item_id) {
  return item_id.size() <= kMaxItemId && rpc::IsCleanText(item_id) ? item_id : "";
}

}  // namespace

struct ImportStream::Item {
  rpc::ItemCall call;
  Draft draft;
  size_t index = 0;  // of its result
};

struct ImportStream::Portion {
  rpc::Call call;
  std::vector<ImportResult> results;
  rpc::Reply<Response> reply;
  size_t told = 0;  // of the results
  bool told_any = false;

  std::mutex mutex;
  size_t missing = 0;    // of the items that are being recorded
  absl::Status failure;  // what ends the stream

  // Notes what became of an item.
  void Note(size_t index, const absl::Status& status) {
    if (status.ok()) return;
    if (rpc::EndsStream(status)) {
      std::lock_guard lock(mutex);
      return failure.Update(status);
    }
    results[index].set_outcome(ImportResult::OUTCOME_REFUSED);
    results[index].clear_change_request();
    *results[index].mutable_error() = rpc::ConcludeItem(call, status);
  }
  // Whether it was the last one.
  bool IsLast() {
    std::lock_guard lock(mutex);
    return --missing == 0;
  }
};

void ImportStream::Take(const rpc::Call& call, Request& message, rpc::Reply<Response> reply) {
  if (absl::Status terms = ReadTerms(message); !terms.ok()) return reply(std::move(terms));
  auto portion = std::make_shared<Portion>();
  portion->call = call;
  portion->reply = std::move(reply);
  portion->results.resize(static_cast<size_t>(message.items_size()));
  std::vector<Item> items;
  for (size_t i = 0; i < portion->results.size(); ++i) {
    v1::ImportItem& item = *message.mutable_items(static_cast<int>(i));
    portion->results[i].set_number(++received_);
    portion->results[i].set_item_id(Repeatable(item.item_id()));
    absl::StatusOr<Item> prepared = Prepare(call, item);
    portion->Note(i, prepared.status());
    if (!prepared.ok()) continue;
    items.push_back(*std::move(prepared));
    items.back().index = i;
  }
  message.Clear();
  if (items.empty()) return Reply(portion);
  if (validate_only_) return Rehearse(portion, items);
  Write(portion, std::move(items));
}

absl::Status ImportStream::ReadTerms(const Request& message) {
  if (product_.empty()) {
    if (message.parent().empty()) return FieldError("parent", kRequired);
    product_ = message.parent();
    validate_only_ = message.validate_only();
  }
  if (message.parent().empty() || message.parent() == product_) return absl::OkStatus();
  return FieldError("parent", kInvalidFormat, {{"expected", product_}});
}

absl::StatusOr<ImportStream::Item> ImportStream::Prepare(const rpc::Call& call,
                                                         v1::ImportItem& item) const {
  item.clear_item_id();  // repeated as far as it can be, and no reason to refuse anything
  ZUSAGE_RETURN_IF_ERROR(means_.path.ValidateItem("ImportChangeRequests", item));
  v1::SubmitChangeRequestRequest request;
  request.set_parent(product_);
  request.mutable_change_request()->Swap(item.mutable_change_request());
  request.set_request_id(item.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(rpc::ItemCall as_call, means_.path.AsCall("SubmitChangeRequest", call,
                                                                    item.submitter(), request));
  ZUSAGE_ASSIGN_OR_RETURN(Draft draft, FromProto(product_, request.change_request()));
  return Item{.call = std::move(as_call), .draft = std::move(draft)};
}

absl::Status ImportStream::Record(storage::Unit& unit, const Item& item,
                                  ImportResult& result) const {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::StoredAnswer> known,
                          item.call.once.Find(unit));
  if (known.has_value()) {
    ZUSAGE_ASSIGN_OR_RETURN(*result.mutable_change_request(),
                            ImportedAt(unit.tx(), known->position));
    result.set_outcome(ImportResult::OUTCOME_ALREADY_THERE);
    return absl::OkStatus();
  }
  ZUSAGE_ASSIGN_OR_RETURN(*result.mutable_change_request(),
                          ImportChangeRequest(unit, item.call.caller, item.draft, means_.random));
  result.set_outcome(ImportResult::OUTCOME_RECORDED);
  return item.call.once.Keep(unit, "");
}

// Each item is a mutation of its own, which the store commits many at a time.
void ImportStream::Write(const std::shared_ptr<Portion>& portion, std::vector<Item> items) {
  portion->missing = items.size();
  for (Item& one : items) {
    auto item = std::make_shared<const Item>(std::move(one));
    means_.writes.Write(
        [self = shared_from_this(), portion, item](storage::Unit& unit) {
          return self->Record(unit, *item, portion->results[item->index]);
        },
        [self = shared_from_this(), portion, index = item->index](const absl::Status& status) {
          portion->Note(index, status);
          if (portion->IsLast()) self->Reply(portion);
        },
        {.answer_key = item->call.once.stored_key(), .ask = [item](storage::ReadTransaction& tx) {
           directory::AskForCustomer(tx, item->draft.customer);
         }});
  }
}

void ImportStream::Rehearse(const std::shared_ptr<Portion>& portion,
                            const std::vector<Item>& items) {
  portion->failure = means_.store.Read([&](storage::ReadTransaction& tx) {
    for (const Item& item : items) {
      storage::Rehearsal unit(tx, means_.store.head(), means_.clock.Now());
      ImportResult& result = portion->results[item.index];
      portion->Note(item.index, Record(unit, item, result));
      if (result.outcome() == ImportResult::OUTCOME_RECORDED) result.clear_change_request();
    }
    return portion->failure;
  });
  Reply(portion);
}

void ImportStream::Reply(const std::shared_ptr<Portion>& portion) {
  // The answer keeps the portion, and who takes the answer would be kept by it.
  const rpc::Reply<Response> reply = std::exchange(portion->reply, nullptr);
  if (!portion->failure.ok()) return reply(portion->failure);
  reply(rpc::NextAnswer<Response>(
      [self = shared_from_this(), portion](Response& out) { return self->Tell(*portion, out); }));
}

bool ImportStream::Tell(Portion& portion, Response& out) {
  if (portion.told == portion.results.size() && portion.told_any) return false;
  portion.told_any = true;
  size_t bytes = 0;
  while (portion.told < portion.results.size() && bytes < kMaxResultsBytes) {
    ImportResult& result = portion.results[portion.told++];
    bytes += result.ByteSizeLong();
    told_.set_recorded(told_.recorded() + (result.outcome() == ImportResult::OUTCOME_RECORDED));
    told_.set_already_there(told_.already_there() +
                            (result.outcome() == ImportResult::OUTCOME_ALREADY_THERE));
    told_.set_refused(told_.refused() + (result.outcome() == ImportResult::OUTCOME_REFUSED));
    out.add_results()->Swap(&result);
  }
  *out.mutable_progress() = told_;
  out.mutable_progress()->set_received(received_);
  return true;
}

}  // namespace zusage::intake
