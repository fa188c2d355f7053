// SPDX-License-Identifier: Apache-2.0
#include "storage/suggestion_repository.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/status_macros.h"
#include "storage/crypto.h"

namespace zusage::storage {
namespace {

// So long a failure stands: who looks again and again what came of it does not ask anew.
constexpr absl::Duration kFailedFor = absl::Minutes(10);

#define ZUSAGE_SUGGESTION_COLUMNS                                             \
  "SELECT product, question, state, calls, model, failure, aliases, examples" \
  " FROM element_suggestions "

#define ZUSAGE_THIS_ELEMENT " WHERE product = :product AND element = :element AND digest = :digest"

std::string DigestOf(const AskedElement& asked) {
  const Digest digest = Sha256({reader::ToText(asked.question)});
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::vector<std::string> Lines(std::string_view text) {
  return absl::StrSplit(absl::string_view(text.data(), text.size()), '\n', absl::SkipEmpty());
}

absl::StatusOr<std::vector<ElementSuggestions>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                                        Binds binds) {
  std::vector<ElementSuggestions> all;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    ElementSuggestions& one = all.emplace_back();
    one.asked.product = row.Text(0);
    one.asked.question = reader::ElementQuestionFrom(row.Text(1));
    one.state = static_cast<reader::State>(row.Int(2));
    one.calls = static_cast<int>(row.Int(3));
    one.model = row.Text(4);
    one.failure = static_cast<reader::Failure>(row.Int(5));
    one.suggestions = {Lines(row.Text(6)), Lines(row.Text(7))};
    return absl::OkStatus();
  }));
  return all;
}

}  // namespace

std::string AskedElement::name() const { return product + "/elements/" + question.id; }

absl::Status SuggestionRepository::Want(WriteTransaction& tx, const AskedElement& asked,
                                        std::string_view model, absl::Time now) {
  const std::string digest = DigestOf(asked);
  ZUSAGE_RETURN_IF_ERROR(
      tx.Enqueue("DELETE FROM element_suggestions WHERE product = :product AND element = :element"
                 " AND digest <> :digest AND state = 1",
                 {{"product", asked.product}, {"element", asked.question.id}, {"digest", digest}}));
  const std::string question = reader::ToText(asked.question);
  return tx.Enqueue(
      "INSERT INTO element_suggestions (product, element, digest, question, state, calls,"
      " next_try_time, change_time, model, failure, aliases, examples)"
      " VALUES (:product, :element, :digest, :question, 1, 0, :now, :now, '', 0, '', '')"
      " ON CONFLICT (product, element, digest) DO UPDATE SET state = 1, failure = 0,"
      " next_try_time = excluded.next_try_time, change_time = excluded.change_time"
      " WHERE (element_suggestions.state = 3 AND element_suggestions.change_time <= :failed_before)"
      " OR (element_suggestions.state = 2 AND element_suggestions.model <> :model)",
      {{"product", asked.product},
       {"element", asked.question.id},
       {"digest", digest},
       {"question", question},
       {"now", absl::ToUnixMicros(now)},
       {"failed_before", absl::ToUnixMicros(now - kFailedFor)},
       {"model", model}});
}

absl::StatusOr<std::optional<ElementSuggestions>> SuggestionRepository::Find(
    ReadTransaction& tx, const AskedElement& asked) {
  const std::string digest = DigestOf(asked);
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<ElementSuggestions> found,
      ReadAll(tx, ZUSAGE_SUGGESTION_COLUMNS ZUSAGE_THIS_ELEMENT,
              {{"product", asked.product}, {"element", asked.question.id}, {"digest", digest}}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<std::vector<ElementSuggestions>> SuggestionRepository::Due(ReadTransaction& tx,
                                                                          absl::Time now,
                                                                          int limit) {
  return ReadAll(tx,
                 ZUSAGE_SUGGESTION_COLUMNS
                 "WHERE state = 1 AND next_try_time <= :now"
                 " ORDER BY next_try_time, product, element LIMIT :limit",
                 {{"now", absl::ToUnixMicros(now)}, {"limit", int64_t{limit}}});
}

absl::StatusOr<bool> SuggestionRepository::Take(WriteTransaction& tx, const ElementSuggestions& due,
                                                absl::Time now, absl::Time next_try_time) {
  const std::string digest = DigestOf(due.asked);
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t taken,
                          tx.Execute("UPDATE element_suggestions SET calls = calls + 1,"
                                     " next_try_time = :next_try_time" ZUSAGE_THIS_ELEMENT
                                     " AND state = 1 AND calls = :calls AND next_try_time <= :now",
                                     {{"product", due.asked.product},
                                      {"element", due.asked.question.id},
                                      {"digest", digest},
                                      {"calls", int64_t{due.calls}},
                                      {"now", absl::ToUnixMicros(now)},
                                      {"next_try_time", absl::ToUnixMicros(next_try_time)}}));
  return taken == 1;
}

absl::Status SuggestionRepository::Postpone(WriteTransaction& tx, const AskedElement& asked,
                                            reader::Failure failure, absl::Time next_try_time) {
  const std::string digest = DigestOf(asked);
  return tx.Enqueue(
      "UPDATE element_suggestions SET failure = :failure,"
      " next_try_time = :next_try_time" ZUSAGE_THIS_ELEMENT " AND state = 1",
      {{"product", asked.product},
       {"element", asked.question.id},
       {"digest", digest},
       {"failure", static_cast<int64_t>(failure)},
       {"next_try_time", absl::ToUnixMicros(next_try_time)}});
}

absl::Status SuggestionRepository::Settle(WriteTransaction& tx, const ElementSuggestions& settled,
                                          absl::Time now) {
  const std::string digest = DigestOf(settled.asked);
  const std::string aliases = absl::StrJoin(settled.suggestions.aliases, "\n");
  const std::string examples = absl::StrJoin(settled.suggestions.examples, "\n");
  return tx.Enqueue(
      "UPDATE element_suggestions SET state = :state, failure = :failure, model = :model,"
      " change_time = :now, aliases = :aliases, examples = :examples" ZUSAGE_THIS_ELEMENT
      " AND state = 1",
      {{"product", settled.asked.product},
       {"element", settled.asked.question.id},
       {"digest", digest},
       {"state", static_cast<int64_t>(settled.state)},
       {"failure", static_cast<int64_t>(settled.failure)},
       {"model", settled.model},
       {"now", absl::ToUnixMicros(now)},
       {"aliases", aliases},
       {"examples", examples}});
}

}  // namespace zusage::storage
