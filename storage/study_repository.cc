// SPDX-License-Identifier: Apache-2.0
#include "storage/study_repository.h"

#include <array>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

constexpr ColumnType kInt = ColumnType::kInt;
constexpr ColumnType kReal = ColumnType::kReal;
constexpr ColumnType kText = ColumnType::kText;
constexpr Privacy kFreeText = Privacy::kFreeText;

constexpr std::array kStudyColumns = {
    Column{"name"},
    Column{"product"},
    Column{"request"},
    Column{"element"},
    Column{"kind", kInt},
    Column{"result", kInt},
    Column{"summary", kText, kFreeText},
    Column{"limits", kText, kFreeText},
    Column{"effort_person_days", kReal},
    Column{"valid_until"},
    Column{"recorded_by"},
};

#define ZUSAGE_STUDY_COLUMNS                                                             \
  "SELECT s.fact, s.name, s.product, s.request, s.element, s.kind, s.result, s.summary," \
  " s.limits, s.effort_person_days, s.valid_until, s.recorded_by,"                       \
  " COALESCE(e.commit_time, :pending) FROM studies s"                                    \
  " LEFT JOIN journal_entries e ON e.position = s.fact >> 10 "

constexpr std::string_view kListOfProduct = ZUSAGE_STUDY_COLUMNS
    "WHERE s.product = :product AND :request = '' AND (:element = '' OR s.element = :element)"
    " AND s.fact < :before ORDER BY s.fact DESC LIMIT :limit";
constexpr std::string_view kListOfRequest = ZUSAGE_STUDY_COLUMNS
    "WHERE s.request = :request AND s.request <> '' AND s.product = :product"
    " AND (:element = '' OR s.element = :element)"
    " AND s.fact < :before ORDER BY s.fact DESC LIMIT :limit";

RecordedStudy ReadStudy(const Row& row) {
  RecordedStudy recorded{.fact = row.Int(0)};
  intake::Study& study = recorded.study;
  study.name = row.Text(1);
  study.product = row.Text(2);
  study.request = row.Text(3);
  study.element = row.Text(4);
  study.kind = static_cast<intake::Study::Kind>(row.Int(5));
  study.result = static_cast<intake::Study::Result>(row.Int(6));
  study.summary = row.Text(7);
  study.limits = row.Text(8);
  if (!row.IsNull(9)) study.effort_person_days = row.Real(9);
  study.valid_until = ParseDate(row.Text(10));
  study.recorded_by = row.Text(11);
  study.create_time = absl::FromUnixMicros(row.Int(12));
  return recorded;
}

}  // namespace

const FactTable kStudies{"studies", kStudyColumns};

absl::Status StudyRepository::Add(Unit& unit, const intake::Study& study) {
  unit.Touch(study.name);
  if (!study.request.empty()) unit.Touch(study.request);
  if (!study.element.empty()) unit.Touch(study.element);
  const std::string valid_until =
      study.valid_until.has_value() ? FormatDate(*study.valid_until) : "";
  Value effort = Null{};
  if (study.effort_person_days.has_value()) effort = *study.effort_person_days;
  // What is written about a request goes when the request is erased.
  const KeyOwners owners = study.request.empty()
                               ? KeyOwners{.resource = study.name, .resource_is_new = true}
                               : KeyOwners{.resource = study.request};
  return unit
      .Insert(kStudies,
              {std::string_view(study.name), std::string_view(study.product),
               std::string_view(study.request), std::string_view(study.element),
               static_cast<int64_t>(study.kind), static_cast<int64_t>(study.result),
               std::string_view(study.summary), std::string_view(study.limits), effort,
               std::string_view(valid_until), std::string_view(study.recorded_by)},
              owners)
      .status();
}

absl::StatusOr<intake::Study> StudyRepository::Get(ReadTransaction& tx, std::string_view name,
                                                   absl::Time pending) {
  std::optional<intake::Study> study;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(ZUSAGE_STUDY_COLUMNS "WHERE s.name = :name",
                                  {{"name", name}, {"pending", absl::ToUnixMicros(pending)}},
                                  [&](const Row& row) {
                                    study = ReadStudy(row).study;
                                    return absl::OkStatus();
                                  }));
  if (!study.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(study);
}

absl::StatusOr<std::vector<RecordedStudy>> StudyRepository::List(ReadTransaction& tx,
                                                                 const StudyFilter& filter,
                                                                 int64_t before, int limit) {
  std::vector<RecordedStudy> studies;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(filter.request.empty() ? kListOfProduct : kListOfRequest,
                                  {{"product", filter.product},
                                   {"request", filter.request},
                                   {"element", filter.element},
                                   {"before", before},
                                   {"limit", int64_t{limit}},
                                   {"pending", absl::ToUnixMicros(kNothingPending)}},
                                  [&](const Row& row) {
                                    studies.push_back(ReadStudy(row));
                                    return absl::OkStatus();
                                  }));
  return studies;
}

}  // namespace zusage::storage
