// SPDX-License-Identifier: Apache-2.0
#include "storage/opinion_repository.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/request_state.h"

namespace zusage::storage {
namespace {

#define ZUSAGE_OPINION_COLUMNS                                                          \
  "SELECT state, verdict, elements, reason, failure, model, change_time, calls, reused" \
  " FROM opinions "

std::vector<std::string> Lines(std::string_view text) {
  return absl::StrSplit(absl::string_view(text.data(), text.size()), '\n', absl::SkipEmpty());
}

reader::SecondOpinion ReadOpinion(const Row& row) {
  reader::SecondOpinion opinion;
  opinion.state = static_cast<reader::State>(row.Int(0));
  opinion.opinion.verdict = static_cast<alignment::Verdict>(row.Int(1));
  opinion.opinion.elements = Lines(row.Text(2));
  opinion.opinion.reason = row.Text(3);
  opinion.failure = static_cast<reader::Failure>(row.Int(4));
  opinion.model = row.Text(5);
  opinion.time = absl::FromUnixMicros(row.Int(6));
  opinion.calls = static_cast<int>(row.Int(7));
  opinion.reused = row.Int(8) != 0;
  return opinion;
}

absl::StatusOr<std::optional<reader::SecondOpinion>> FindOpinion(ReadTransaction& tx,
                                                                 std::string_view sql,
                                                                 Binds binds) {
  std::optional<reader::SecondOpinion> opinion;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    opinion = ReadOpinion(row);
    return absl::OkStatus();
  }));
  return opinion;
}

absl::StatusOr<int64_t> Number(ReadTransaction& tx, std::string_view sql, Binds binds) {
  int64_t number = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    number = row.Int(0);
    return absl::OkStatus();
  }));
  return number;
}

// An assessment that was erased agrees with nothing.
absl::StatusOr<reader::Agreement> AgreementOf(ReadTransaction& tx,
                                              const reader::SecondOpinion& opinion,
                                              int64_t assessment) {
  reader::Agreement agreement = reader::Agreement::kUnspecified;
  if (opinion.state != reader::State::kGiven) return agreement;
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT body FROM assessments WHERE fact = :fact",
                                  {{"fact", assessment}}, [&](const Row& row) -> absl::Status {
                                    if (row.IsNull(0)) return absl::OkStatus();
                                    ZUSAGE_ASSIGN_OR_RETURN(
                                        const alignment::Assessment checked,
                                        alignment::AssessmentFromJson(row.Text(0)));
                                    agreement = reader::Compare(opinion.opinion, checked);
                                    return absl::OkStatus();
                                  }));
  return agreement;
}

}  // namespace

absl::StatusOr<int64_t> OpinionRepository::Followed(ReadTransaction& tx) {
  return Number(tx, "SELECT fact FROM opinion_follower WHERE id = 1", {});
}

absl::StatusOr<std::vector<AssessedRequest>> OpinionRepository::AssessedAfter(ReadTransaction& tx,
                                                                              int64_t after,
                                                                              int limit) {
  std::vector<AssessedRequest> assessed;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT a.request, a.fact, h.product, h.state FROM assessments a"
      " JOIN request_heads h ON h.name = a.request"
      " WHERE a.fact > :after ORDER BY a.fact LIMIT :limit",
      {{"after", after}, {"limit", int64_t{limit}}}, [&](const Row& row) {
        assessed.push_back({.request = std::string(row.Text(0)),
                            .assessment = row.Int(1),
                            .product = std::string(row.Text(2)),
                            .open = intake::IsOpen(static_cast<intake::State>(row.Int(3)))});
        return absl::OkStatus();
      }));
  return assessed;
}

absl::StatusOr<bool> OpinionRepository::Advance(WriteTransaction& tx, int64_t from, int64_t to) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t rows,
      tx.Execute("UPDATE opinion_follower SET fact = :to WHERE id = 1 AND fact = :from",
                 {{"to", to}, {"from", from}}));
  return rows == 1;
}

absl::Status OpinionRepository::Add(WriteTransaction& tx, const AssessedRequest& assessed,
                                    absl::Time now) {
  // Those of an assessment that is not the newest any more wait for nothing.
  ZUSAGE_RETURN_IF_ERROR(
      tx.Enqueue("DELETE FROM opinions WHERE request = :request AND assessment < :assessment"
                 " AND state = 1",
                 {{"request", assessed.request}, {"assessment", assessed.assessment}}));
  return tx.Enqueue(
      "INSERT INTO opinions (request, assessment, product, state, calls, next_try_time,"
      " change_time, model, fingerprint, verdict, elements, reason, failure, reused)"
      " VALUES (:request, :assessment, :product, 1, 0, :now, :now, '', '', 0, '', '', 0, 0)"
      " ON CONFLICT (request, assessment) DO NOTHING",
      {{"request", assessed.request},
       {"assessment", assessed.assessment},
       {"product", assessed.product},
       {"now", absl::ToUnixMicros(now)}});
}

absl::StatusOr<std::vector<WaitingOpinion>> OpinionRepository::Due(ReadTransaction& tx,
                                                                   absl::Time now, int limit) {
  std::vector<WaitingOpinion> due;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT request, assessment, product, calls FROM opinions"
               " WHERE state = 1 AND next_try_time <= :now"
               " ORDER BY next_try_time, assessment LIMIT :limit",
               {{"now", absl::ToUnixMicros(now)}, {"limit", int64_t{limit}}}, [&](const Row& row) {
                 due.push_back({.request = std::string(row.Text(0)),
                                .assessment = row.Int(1),
                                .product = std::string(row.Text(2)),
                                .calls = static_cast<int>(row.Int(3))});
                 return absl::OkStatus();
               }));
  return due;
}

absl::StatusOr<bool> OpinionRepository::Take(WriteTransaction& tx, const WaitingOpinion& waiting,
                                             absl::Time now, absl::Time next_try_time) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t taken,
      tx.Execute("UPDATE opinions SET calls = calls + 1, next_try_time = :next_try_time"
                 " WHERE request = :request AND assessment = :assessment AND state = 1"
                 " AND calls = :calls AND next_try_time <= :now",
                 {{"request", waiting.request},
                  {"assessment", waiting.assessment},
                  {"calls", int64_t{waiting.calls}},
                  {"now", absl::ToUnixMicros(now)},
                  {"next_try_time", absl::ToUnixMicros(next_try_time)}}));
  return taken == 1;
}

absl::Status OpinionRepository::Postpone(WriteTransaction& tx, const WaitingOpinion& waiting,
                                         reader::Failure failure, absl::Time next_try_time) {
  return tx.Enqueue(
      "UPDATE opinions SET failure = :failure, next_try_time = :next_try_time"
      " WHERE request = :request AND assessment = :assessment AND state = 1",
      {{"request", waiting.request},
       {"assessment", waiting.assessment},
       {"failure", static_cast<int64_t>(failure)},
       {"next_try_time", absl::ToUnixMicros(next_try_time)}});
}

absl::Status OpinionRepository::Settle(WriteTransaction& tx, const WaitingOpinion& waiting,
                                       const reader::SecondOpinion& opinion,
                                       std::string_view fingerprint) {
  const std::string elements = absl::StrJoin(opinion.opinion.elements, "\n");
  ZUSAGE_ASSIGN_OR_RETURN(const reader::Agreement agreement,
                          AgreementOf(tx, opinion, waiting.assessment));
  return tx.Enqueue(
      "UPDATE opinions SET state = :state, change_time = :change_time, model = :model,"
      " fingerprint = :fingerprint, verdict = :verdict, elements = :elements, reason = :reason,"
      " failure = :failure, reused = :reused, agreement = :agreement"
      " WHERE request = :request AND assessment = :assessment AND state = 1",
      {{"request", waiting.request},
       {"assessment", waiting.assessment},
       {"state", static_cast<int64_t>(opinion.state)},
       {"change_time", absl::ToUnixMicros(opinion.time)},
       {"model", opinion.model},
       {"fingerprint", fingerprint},
       {"verdict", static_cast<int64_t>(opinion.opinion.verdict)},
       {"elements", elements},
       {"reason", opinion.opinion.reason},
       {"failure", static_cast<int64_t>(opinion.failure)},
       {"reused", int64_t{opinion.reused ? 1 : 0}},
       {"agreement", static_cast<int64_t>(agreement)}});
}

absl::Status OpinionRepository::Drop(WriteTransaction& tx, const WaitingOpinion& waiting) {
  return tx.Enqueue(
      "DELETE FROM opinions WHERE request = :request AND assessment = :assessment AND state = 1",
      {{"request", waiting.request}, {"assessment", waiting.assessment}});
}

absl::StatusOr<std::optional<reader::SecondOpinion>> OpinionRepository::FindGiven(
    ReadTransaction& tx, std::string_view product, std::string_view fingerprint) {
  return FindOpinion(tx,
                     ZUSAGE_OPINION_COLUMNS
                     "WHERE fingerprint = :fingerprint AND product = :product AND state = 2"
                     " ORDER BY assessment LIMIT 1",
                     {{"fingerprint", fingerprint}, {"product", product}});
}

absl::Status OpinionRepository::AddCall(WriteTransaction& tx, const ReaderCall& call) {
  return tx.Enqueue(
      "INSERT INTO reader_calls"
      " (request, assessment, number, product, call_time, address, model, message, bytes)"
      " VALUES (:request, :assessment, :number, :product, :call_time, :address, :model, :message,"
      " :bytes)",
      {{"request", call.request},
       {"assessment", call.assessment},
       {"number", int64_t{call.number}},
       {"product", call.product},
       {"call_time", absl::ToUnixMicros(call.time)},
       {"address", call.address},
       {"model", call.model},
       {"message", call.message},
       {"bytes", static_cast<int64_t>(call.message.size())}});
}

absl::Status OpinionRepository::EndCall(WriteTransaction& tx, const ReaderCall& call,
                                        reader::Failure outcome) {
  return tx.Enqueue(
      "UPDATE reader_calls SET outcome = :outcome"
      " WHERE request = :request AND assessment = :assessment AND number = :number",
      {{"request", call.request},
       {"assessment", call.assessment},
       {"number", int64_t{call.number}},
       {"outcome", static_cast<int64_t>(outcome)}});
}

absl::StatusOr<std::vector<ReaderCall>> OpinionRepository::CallsAbout(ReadTransaction& tx,
                                                                      std::string_view request,
                                                                      int limit) {
  std::vector<ReaderCall> calls;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT request, assessment, number, product, call_time, address, model, message,"
               " outcome FROM reader_calls WHERE request = :request"
               " ORDER BY assessment DESC, number DESC LIMIT :limit",
               {{"request", request}, {"limit", int64_t{limit}}}, [&](const Row& row) {
                 ReaderCall& call = calls.emplace_back();
                 call.request = row.Text(0);
                 call.assessment = row.Int(1);
                 call.number = static_cast<int>(row.Int(2));
                 call.product = row.Text(3);
                 call.time = absl::FromUnixMicros(row.Int(4));
                 call.address = row.Text(5);
                 call.model = row.Text(6);
                 call.message = row.Text(7);
                 if (!row.IsNull(8)) call.outcome = static_cast<reader::Failure>(row.Int(8));
                 return absl::OkStatus();
               }));
  return calls;
}

absl::StatusOr<ReaderUse> OpinionRepository::UseSince(ReadTransaction& tx, std::string_view product,
                                                      absl::Time since) {
  ReaderUse use;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM reader_calls"
               " WHERE product = :product AND call_time >= :since",
               {{"product", product}, {"since", absl::ToUnixMicros(since)}}, [&](const Row& row) {
                 use = {row.Int(0), row.Int(1)};
                 return absl::OkStatus();
               }));
  return use;
}

absl::StatusOr<std::optional<reader::SecondOpinion>> OpinionRepository::Newest(
    ReadTransaction& tx, std::string_view request) {
  return FindOpinion(tx,
                     ZUSAGE_OPINION_COLUMNS
                     "WHERE request = :request AND assessment ="
                     " (SELECT MAX(fact) FROM assessments WHERE request = :request)",
                     {{"request", request}});
}

absl::StatusOr<int64_t> OpinionRepository::CountWaiting(ReadTransaction& tx,
                                                        std::string_view product) {
  return Number(tx,
                "SELECT COUNT(*) FROM opinions WHERE state = 1"
                " AND (:product = '' OR product = :product)",
                {{"product", product}});
}

absl::Status OpinionRepository::SayInUse(WriteTransaction& tx, const ReaderInUse& reader) {
  return tx.Enqueue(
      "INSERT INTO second_reader (id, model, address, daily_calls, daily_bytes, seen_time)"
      " VALUES (1, :model, :address, :daily_calls, :daily_bytes, :seen_time)"
      " ON CONFLICT (id) DO UPDATE SET model = excluded.model, address = excluded.address,"
      " daily_calls = excluded.daily_calls, daily_bytes = excluded.daily_bytes,"
      " seen_time = excluded.seen_time",
      {{"model", reader.model},
       {"address", reader.address},
       {"daily_calls", reader.daily_calls},
       {"daily_bytes", reader.daily_bytes},
       {"seen_time", absl::ToUnixMicros(reader.seen_time)}});
}

absl::StatusOr<std::optional<ReaderInUse>> OpinionRepository::InUse(ReadTransaction& tx) {
  std::optional<ReaderInUse> reader;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT model, address, daily_calls, daily_bytes, seen_time FROM second_reader"
               " WHERE id = 1",
               {}, [&](const Row& row) {
                 reader = ReaderInUse{std::string(row.Text(0)), std::string(row.Text(1)),
                                      row.Int(2), row.Int(3), absl::FromUnixMicros(row.Int(4))};
                 return absl::OkStatus();
               }));
  return reader;
}

}  // namespace zusage::storage
