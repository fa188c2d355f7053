// SPDX-License-Identifier: Apache-2.0
#include "storage/batch_store.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "services/base/error.h"
#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "storage/journal/known_position.h"

namespace zusage::storage {
namespace {

// How many batches go carefully after one that had to.
constexpr int kCarefulBatches = 32;

// A mutation's view of the writer's connection. It remembers whether anything was written and
// whether the engine failed: what the closure makes of a status must not hide that.
class GuardedTransaction final : public WriteTransaction {
 public:
  explicit GuardedTransaction(Connection& connection) : connection_(connection) {}

  absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) override {
    wrote_ = wrote_ || !IsRead(sql);
    // What the visitor returns is the closure's business, what else comes is the engine's.
    absl::Status visited;
    absl::Status status = connection_.Query(sql, binds, [&](const Row& row) {
      visited = visit(row);
      return visited;
    });
    if (visited.ok() && engine_error_.ok()) engine_error_ = status;
    return status;
  }

  absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) override {
    wrote_ = true;
    absl::StatusOr<int64_t> result = connection_.Execute(sql, binds);
    if (engine_error_.ok()) engine_error_ = result.status();
    return result;
  }

  absl::Status Enqueue(std::string_view sql, Binds binds) override {
    wrote_ = true;
    return Noted(connection_.Enqueue(sql, binds));
  }

  absl::Status Flush() { return Noted(connection_.Flush()); }

  bool wrote() const { return wrote_; }
  const absl::Status& engine_error() const { return engine_error_; }

 private:
  static bool IsRead(std::string_view sql) {
    const int first = sql.empty() ? 0 : std::toupper(static_cast<unsigned char>(sql[0]));
    return first == 'S' || first == 'W';  // SELECT, WITH
  }

  absl::Status Noted(absl::Status status) {
    if (engine_error_.ok()) engine_error_ = status;
    return status;
  }

  Connection& connection_;
  bool wrote_ = false;
  absl::Status engine_error_;
};

class BatchUnit final : public Unit {
 public:
  BatchUnit(JournalWriter& journal, GuardedTransaction& tx, AnswerBook& answers)
      : journal_(journal), tx_(tx), answers_(answers) {}

  int64_t position() const override { return journal_.position(); }
  absl::Time commit_time() const override { return journal_.commit_time(); }
  WriteTransaction& tx() override { return tx_; }
  AnswerBook& answers() override { return answers_; }
  void Describe(std::string_view operation, const Actor& actor) override {
    journal_.draft().Describe(operation, actor);
  }
  void Touch(std::string_view resource) override { journal_.draft().Touch(resource); }
  absl::StatusOr<int64_t> Insert(const FactTable& table, absl::Span<const Value> values,
                                 const KeyOwners& owners) override {
    absl::StatusOr<int64_t> fact = journal_.Insert(tx_, table, values, owners);
    // A fact that could not be inserted must not be journalled either, even if the closure goes on.
    if (!fact.ok() && error_.ok()) error_ = fact.status();
    return fact;
  }

  const absl::Status& error() const { return error_; }

 private:
  JournalWriter& journal_;
  GuardedTransaction& tx_;
  AnswerBook& answers_;
  absl::Status error_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<BatchStore>> BatchStore::Open(Engine& engine, KeyStore& keys,
                                                             const Clock& clock,
                                                             RandomSource& random,
                                                             BatchStoreOptions options) {
  ZUSAGE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer, engine.Connect(Access::kWrite));
  ZUSAGE_ASSIGN_OR_RETURN(const Head head, NewestEntry(*writer));
  auto readers = std::make_unique<ReadPool>(engine, options.readers);
  auto journal = std::make_unique<JournalWriter>(options.fact_tables, keys, random);
  auto store = std::unique_ptr<BatchStore>(new BatchStore(
      std::move(writer), std::move(readers), std::move(journal), clock, std::move(options)));
  store->head_ = head;
  store->thread_ = std::thread([self = store.get()] { self->Run(); });
  if (store->options_.poll_interval > absl::ZeroDuration()) {
    store->lookout_ = std::thread([self = store.get()] { self->LookForNews(); });
  }
  return store;
}

BatchStore::BatchStore(std::unique_ptr<Connection> writer, std::unique_ptr<ReadPool> readers,
                       std::unique_ptr<JournalWriter> journal, const Clock& clock,
                       BatchStoreOptions options)
    : options_(std::move(options)),
      clock_(clock),
      writer_(std::move(writer)),
      readers_(std::move(readers)),
      journal_(std::move(journal)) {}

BatchStore::~BatchStore() { Stop(); }

void BatchStore::Stop() {
  {
    const std::scoped_lock lock(queue_mutex_);
    stopping_ = true;
    queue_changed_.notify_all();
  }
  {
    const std::scoped_lock lock(join_mutex_);
    if (thread_.joinable()) thread_.join();
  }
  {
    const std::scoped_lock lock(head_mutex_);
    stopped_ = true;
    news_.notify_all();
    stopped_changed_.notify_all();
  }
  const std::scoped_lock lock(join_mutex_);
  if (lookout_.joinable()) lookout_.join();
}

absl::Status BatchStore::Read(absl::FunctionRef<absl::Status(ReadTransaction&)> read) {
  return readers_->Read(read);
}

void BatchStore::Write(Mutation mutation, Done done, LookAhead ahead) {
  absl::Status refusal;
  {
    const std::scoped_lock lock(queue_mutex_);
    if (stopping_) {
      refusal = Error(kUnavailable, {{"what", "The store"}});
    } else if (queue_.size() >= options_.max_queue) {
      refusal = Error(kOverloaded);
    } else {
      queue_.push_back(
          {std::move(mutation), std::move(done), absl::OkStatus(), absl::Now(), std::move(ahead)});
      if (queue_.size() == awaited_) queue_changed_.notify_one();
      return;
    }
  }
  done(std::move(refusal));
}

Store::Head BatchStore::head() const {
  const std::scoped_lock lock(head_mutex_);
  return head_;
}

Store::Head BatchStore::WaitForNews(int64_t position, absl::Duration timeout) {
  std::unique_lock lock(head_mutex_);
  news_.wait_for(lock, absl::ToChronoNanoseconds(timeout),
                 [&] { return stopped_ || head_.position > position; });
  return head_;
}

void BatchStore::Run() {
  for (std::vector<Queued> batch = NextBatch(); !batch.empty(); batch = NextBatch()) {
    if (!RunBatch(batch)) AddOverdue(batch);
    std::vector<Finisher::Report> reports;
    reports.reserve(batch.size());
    for (Queued& queued : batch) {
      reports.emplace_back(std::move(queued.done), std::move(queued.result));
    }
    batch.clear();  // a closure may hold what its `done` frees
    finisher_.Finish(std::move(reports));
  }
}

std::vector<BatchStore::Queued> BatchStore::NextBatch() {
  std::unique_lock lock(queue_mutex_);
  awaited_ = 1;
  const auto arrived = [&] { return stopping_ || queue_.size() >= awaited_; };
  queue_changed_.wait(lock, arrived);
  if (queue_.size() < expected_) {
    awaited_ = expected_;
    queue_changed_.wait_for(lock, absl::ToChronoNanoseconds(options_.gather), arrived);
  }
  expected_ = std::max(std::min(queue_.size(), options_.max_batch), expected_ / 2);
  if (queue_.size() <= options_.max_batch) return std::exchange(queue_, {});
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(options_.max_batch);
  std::vector<Queued> batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
  queue_.erase(queue_.begin(), end);
  return batch;
}

bool BatchStore::RunBatch(std::vector<Queued>& batch) {
  bool carefully = careful_batches_ > 0;
  if (carefully) --careful_batches_;
  absl::Duration pause = options_.first_pause;
  const absl::Time end = absl::Now() + options_.patience;
  Attempt attempt{Outcome::kTryAgain, absl::OkStatus()};
  for (int attempts = 0; attempts < options_.max_attempts;) {
    attempt = TryBatch(batch, carefully);
    if (attempt.outcome == Outcome::kCommitted) return true;
    if (attempt.outcome == Outcome::kFailed) break;
    if (attempt.outcome == Outcome::kTryCarefully) {
      carefully = true;
      careful_batches_ = kCarefulBatches;
      continue;
    }
    ++attempts;
    if (absl::Now() > end) break;  // those who wait rather hear it now
    options_.pause(pause);
    pause = std::min(pause * 2, options_.longest_pause);
  }
  Log(Severity::kError, "batch_failed", {{"error", std::string(attempt.error.message())}});
  const bool unavailable = attempt.outcome != Outcome::kFailed;
  for (Queued& queued : batch) {
    queued.result = unavailable ? Error(kUnavailable, {{"what", "The store"}}) : attempt.error;
  }
  return !unavailable;
}

void BatchStore::AddOverdue(std::vector<Queued>& batch) {
  const std::scoped_lock lock(queue_mutex_);
  const absl::Time latest = absl::Now() - options_.patience;
  const auto end =
      std::ranges::find_if(queue_, [&](const Queued& queued) { return queued.since > latest; });
  for (auto overdue = queue_.begin(); overdue != end; ++overdue) {
    overdue->result = Error(kUnavailable, {{"what", "The store"}});
    batch.push_back(std::move(*overdue));
  }
  queue_.erase(queue_.begin(), end);
}

BatchStore::Attempt BatchStore::Interrupted(absl::Status error, bool carefully) {
  if (absl::IsUnavailable(error)) return {Outcome::kTryAgain, std::move(error)};
  // It may be the fault of one mutation whose changes were enqueued: then only that one fails.
  return {carefully ? Outcome::kFailed : Outcome::kTryCarefully, std::move(error)};
}

BatchStore::Attempt BatchStore::TryBatch(std::vector<Queued>& batch, bool carefully) {
  Attempt attempt = RunTransaction(batch, carefully);
  if (attempt.outcome == Outcome::kCommitted) {
    journal_->Committed();
    Publish(journal_->last());
  } else {
    writer_->Rollback();
    journal_->RolledBack();
  }
  return attempt;
}

std::vector<std::string> BatchStore::AnswerKeys(const std::vector<Queued>& batch) {
  std::vector<std::string> keys;
  for (const Queued& queued : batch) {
    if (!queued.ahead.answer_key.empty()) keys.push_back(queued.ahead.answer_key);
  }
  return keys;
}

// Not carefully: then a question that fails is its own mutation's only.
absl::Status BatchStore::LookAheadOf(const std::vector<Queued>& batch, bool carefully) {
  const std::vector<std::string> keys = AnswerKeys(batch);
  if (!carefully) {
    ZUSAGE_RETURN_IF_ERROR(writer_->AskAhead([&](ReadTransaction& tx) {
      JournalWriter::AskAhead(tx);
      answers_.Load(tx, keys).IgnoreError();  // in earnest below
      for (const Queued& queued : batch) {
        if (queued.ahead.ask != nullptr) queued.ahead.ask(tx);
      }
    }));
  }
  return answers_.Load(*writer_, keys);
}

BatchStore::Attempt BatchStore::RunTransaction(std::vector<Queued>& batch, bool carefully) {
  const auto interrupted = [&](absl::Status error) {
    return Interrupted(std::move(error), carefully);
  };
  if (absl::Status s = writer_->Begin(Access::kWrite); !s.ok()) return interrupted(std::move(s));
  if (absl::Status s = JournalWriter::Lock(*writer_); !s.ok()) return interrupted(std::move(s));
  writer_->AssumeAlone();
  if (absl::Status s = LookAheadOf(batch, carefully); !s.ok()) return interrupted(std::move(s));
  if (absl::Status s = journal_->BeginBatch(*writer_, clock_.Now()); !s.ok()) {
    return interrupted(std::move(s));
  }
  for (Queued& queued : batch) {
    Attempt attempt = RunMutation(queued, carefully);
    if (attempt.outcome != Outcome::kCommitted) return attempt;
  }
  if (absl::Status s = journal_->EndBatch(*writer_); !s.ok()) return interrupted(std::move(s));
  if (absl::Status s = writer_->Commit(); !s.ok()) {
    journal_->Doubtful();
    return interrupted(std::move(s));
  }
  return {Outcome::kCommitted, absl::OkStatus()};
}

BatchStore::Attempt BatchStore::RunMutation(Queued& queued, bool carefully) {
  if (carefully) {
    if (absl::Status s = writer_->Savepoint(); !s.ok()) return Interrupted(std::move(s), carefully);
  }
  GuardedTransaction tx(*writer_);
  BatchUnit unit(*journal_, tx, answers_);
  journal_->BeginEntry();
  absl::Status result = queued.mutation(unit);
  if (result.ok()) result = unit.error();
  if (result.ok()) result = tx.engine_error();
  if (result.ok()) result = journal_->EndEntry(tx);
  if (result.ok() && carefully) result = tx.Flush();
  if (absl::IsUnavailable(tx.engine_error())) return Interrupted(tx.engine_error(), carefully);
  const bool undo = !result.ok() && (tx.wrote() || !tx.engine_error().ok());
  if (undo && !carefully) return {Outcome::kTryCarefully, result};
  if (!result.ok()) journal_->UndoEntry();
  queued.result = std::move(result);
  if (carefully) {
    absl::Status s = undo ? writer_->RollbackToSavepoint() : writer_->ReleaseSavepoint();
    if (!s.ok()) return Interrupted(std::move(s), carefully);
  }
  return {Outcome::kCommitted, absl::OkStatus()};
}

void BatchStore::Publish(const Head& head) {
  const std::scoped_lock lock(head_mutex_);
  if (head.position <= head_.position) return;
  head_ = head;
  news_.notify_all();
}

void BatchStore::LookForNews() {
  const auto interval = absl::ToChronoNanoseconds(options_.poll_interval);
  std::unique_lock lock(head_mutex_);
  while (!stopped_changed_.wait_for(lock, interval, [&] { return stopped_; })) {
    lock.unlock();
    Head head;
    const absl::Status read = Read([&](ReadTransaction& tx) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(head, NewestEntry(tx));
      return absl::OkStatus();
    });
    if (read.ok()) Publish(head);  // else callers hear that the engine is away
    lock.lock();
  }
}

}  // namespace zusage::storage
