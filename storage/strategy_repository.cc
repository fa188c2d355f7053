// SPDX-License-Identifier: Apache-2.0
#include "storage/strategy_repository.h"

#include <array>
#include <functional>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/synchronization/mutex.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/strategy_json.h"
#include "storage/crypto.h"

namespace zusage::storage {
namespace {

constexpr std::array kStrategyColumns = {
    Column{"product"},
    Column{"version", ColumnType::kInt},
    Column{"document", ColumnType::kJson, Privacy::kFreeText},
    Column{"document_hash"},
    Column{"memo", ColumnType::kText, Privacy::kFreeText},
    Column{"publisher"},
};
constexpr std::array kAcknowledgementColumns = {
    Column{"product"},
    Column{"version", ColumnType::kInt},
    Column{"principal"},
};

// Parsing a document of 200 elements costs more than a whole submission, so parsed ones are shared.
// The key is the hash of the content: a document that is found is the right one, in any store.
class DocumentCache {
 public:
  std::shared_ptr<const strategy::Strategy> Find(std::string_view hash) {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = documents_.find(hash);
    return found == documents_.end() ? nullptr : found->second;
  }

  void Add(std::string_view hash, std::shared_ptr<const strategy::Strategy> document) {
    absl::MutexLock lock(&mutex_);
    if (documents_.size() >= kMaxDocuments) documents_.clear();
    documents_.insert_or_assign(std::string(hash), std::move(document));
  }

 private:
  static constexpr size_t kMaxDocuments = 256;
  absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<const strategy::Strategy>, std::less<>> documents_
      ABSL_GUARDED_BY(mutex_);
};

DocumentCache& Cache() {
  static auto& cache = *new DocumentCache;
  return cache;
}

std::string HashOf(std::string_view document) {
  const Digest digest = Sha256({document});
  const std::string_view bytes = BytesOf(digest);
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

absl::StatusOr<std::shared_ptr<const strategy::Strategy>> LoadDocument(ReadTransaction& tx,
                                                                       int64_t fact) {
  std::shared_ptr<const strategy::Strategy> document;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT document, document_hash FROM strategies WHERE fact = :fact", {{"fact", fact}},
      [&](const Row& row) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(strategy::Strategy parsed, strategy::FromJson(row.Text(0)));
        document = std::make_shared<const strategy::Strategy>(std::move(parsed));
        Cache().Add(row.Text(1), document);
        return absl::OkStatus();
      }));
  return document;
}

// Columns: fact, product, version, memo, publisher, commit_time.
PublishedStrategy Read(const Row& row) {
  PublishedStrategy strategy;
  strategy.position = PositionOf(row.Int(0));
  strategy.product = row.Text(1);
  strategy.version = static_cast<int>(row.Int(2));
  strategy.memo = row.Text(3);
  strategy.publisher = row.Text(4);
  strategy.publish_time = absl::FromUnixMicros(row.Int(5));
  return strategy;
}

// As Read, with document_hash as the next column.
absl::StatusOr<PublishedStrategy> ReadOne(ReadTransaction& tx, std::string_view sql, Binds binds,
                                          std::string_view resource) {
  std::optional<PublishedStrategy> found;
  int64_t fact = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    fact = row.Int(0);
    found = Read(row);
    found->document = Cache().Find(row.Text(6));
    return absl::OkStatus();
  }));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(resource)}});
  if (found->document == nullptr) {
    ZUSAGE_ASSIGN_OR_RETURN(found->document, LoadDocument(tx, fact));
  }
  return *std::move(found);
}

absl::StatusOr<std::vector<PublishedStrategy>> ReadList(ReadTransaction& tx, std::string_view sql,
                                                        Binds binds) {
  std::vector<PublishedStrategy> list;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    list.push_back(Read(row));
    return absl::OkStatus();
  }));
  return list;
}

}  // namespace

const FactTable kStrategies{"strategies", kStrategyColumns};
const FactTable kStrategyAcknowledgements{"strategy_acknowledgements", kAcknowledgementColumns};

absl::Status StrategyRepository::Add(Unit& unit, const PublishedStrategy& strategy) {
  unit.Touch(strategy.product);
  unit.Touch(strategy.name());
  const std::string document = strategy::ToJson(*strategy.document);
  const std::string hash = HashOf(document);
  return unit
      .Insert(kStrategies,
              {std::string_view(strategy.product), int64_t{strategy.version},
               std::string_view(document), std::string_view(hash), std::string_view(strategy.memo),
               std::string_view(strategy.publisher)},
              KeyOwners{.resource = strategy.name()})
      .status();
}

absl::StatusOr<PublishedStrategy> StrategyRepository::Current(ReadTransaction& tx,
                                                              std::string_view product,
                                                              int64_t position) {
  return ReadOne(tx,
                 "SELECT fact, product, version, memo, publisher, 0, document_hash FROM strategies"
                 " WHERE product = :product AND fact < :end ORDER BY version DESC LIMIT 1",
                 {{"product", product}, {"end", FactsEnd(position)}}, product);
}

absl::StatusOr<PublishedStrategy> StrategyRepository::Version(ReadTransaction& tx,
                                                              std::string_view product,
                                                              int version) {
  return ReadOne(
      tx,
      "SELECT s.fact, s.product, s.version, s.memo, s.publisher, e.commit_time, s.document_hash"
      " FROM strategies s JOIN journal_entries e ON e.position = s.fact >> 10"
      " WHERE s.product = :product AND s.version = :version",
      {{"product", product}, {"version", int64_t{version}}},
      std::string(product) + "/strategies/" + std::to_string(version));
}

absl::StatusOr<int> StrategyRepository::CurrentVersion(ReadTransaction& tx,
                                                       std::string_view product) {
  int version = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT version FROM strategies WHERE product = :product ORDER BY version DESC LIMIT 1",
      {{"product", product}}, [&](const Row& row) {
        version = static_cast<int>(row.Int(0));
        return absl::OkStatus();
      }));
  return version;
}

absl::StatusOr<int64_t> StrategyRepository::CurrentPosition(ReadTransaction& tx,
                                                            std::string_view product) {
  int64_t position = 0;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT fact FROM strategies WHERE product = :product ORDER BY version DESC LIMIT 1",
               {{"product", product}}, [&](const Row& row) {
                 position = PositionOf(row.Int(0));
                 return absl::OkStatus();
               }));
  return position;
}

absl::StatusOr<std::vector<PublishedStrategy>> StrategyRepository::ListVersions(
    ReadTransaction& tx, std::string_view product, int64_t before, int limit) {
  return ReadList(tx,
                  "SELECT s.fact, s.product, s.version, s.memo, s.publisher, e.commit_time"
                  " FROM strategies s JOIN journal_entries e ON e.position = s.fact >> 10"
                  " WHERE s.product = :product AND s.fact < :before"
                  " ORDER BY s.version DESC LIMIT :limit",
                  {{"product", product}, {"before", before}, {"limit", int64_t{limit}}});
}

absl::StatusOr<std::vector<PublishedStrategy>> StrategyRepository::ListProducts(
    ReadTransaction& tx, std::string_view after, int limit) {
  return ReadList(
      tx,
      "SELECT s.fact, s.product, s.version, s.memo, s.publisher, e.commit_time"
      " FROM strategies s JOIN journal_entries e ON e.position = s.fact >> 10"
      " WHERE s.product > :after AND s.version ="
      " (SELECT MAX(newest.version) FROM strategies newest WHERE newest.product = s.product)"
      " ORDER BY s.product LIMIT :limit",
      {{"after", after}, {"limit", int64_t{limit}}});
}

absl::Status StrategyRepository::AddAcknowledgement(Unit& unit, const PublishedStrategy& strategy,
                                                    std::string_view principal) {
  unit.Touch(strategy.name());
  return unit
      .Insert(kStrategyAcknowledgements,
              {std::string_view(strategy.product), int64_t{strategy.version}, principal}, {})
      .status();
}

absl::StatusOr<std::optional<absl::Time>> StrategyRepository::AcknowledgeTime(
    ReadTransaction& tx, const PublishedStrategy& strategy, std::string_view principal) {
  std::optional<absl::Time> time;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT e.commit_time FROM strategy_acknowledgements a"
               " JOIN journal_entries e ON e.position = a.fact >> 10"
               " WHERE a.product = :product AND a.version = :version AND a.principal = :principal",
               {{"product", strategy.product},
                {"version", int64_t{strategy.version}},
                {"principal", principal}},
               [&](const Row& row) {
                 time = absl::FromUnixMicros(row.Int(0));
                 return absl::OkStatus();
               }));
  return time;
}

absl::StatusOr<std::map<std::string, absl::Time>> StrategyRepository::Acknowledgements(
    ReadTransaction& tx, const PublishedStrategy& strategy) {
  std::map<std::string, absl::Time> times;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT a.principal, e.commit_time FROM strategy_acknowledgements a"
      " JOIN journal_entries e ON e.position = a.fact >> 10"
      " WHERE a.product = :product AND a.version = :version",
      {{"product", strategy.product}, {"version", int64_t{strategy.version}}}, [&](const Row& row) {
        times.emplace(row.Text(0), absl::FromUnixMicros(row.Int(1)));
        return absl::OkStatus();
      }));
  return times;
}

}  // namespace zusage::storage
