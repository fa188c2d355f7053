// SPDX-License-Identifier: Apache-2.0
#include "storage/substitute_repository.h"

#include <array>
#include <string>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

constexpr std::array kColumns = {
    Column{"name"},      Column{"principal"}, Column{"substitute"},
    Column{"first_day"}, Column{"last_day"},  Column{"set_by"},
};

// The newest fact of each name.
#define ZUSAGE_SUBSTITUTES                                                                     \
  "SELECT s.fact, s.name, s.principal, s.substitute, s.first_day, s.last_day, s.set_by"        \
  " FROM substitutes s"                                                                        \
  " WHERE NOT EXISTS (SELECT 1 FROM substitutes n WHERE n.name = s.name AND n.fact > s.fact) " \
  "AND "

// What was called off or is over concerns nobody any more; days compare as texts.
#define ZUSAGE_NOT_OVER "s.last_day >= :day AND s.last_day >= s.first_day"

absl::StatusOr<std::vector<review::Substitute>> Read(ReadTransaction& tx, std::string_view sql,
                                                     Binds binds) {
  std::vector<review::Substitute> substitutes;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) -> absl::Status {
    const std::optional<Date> first_day = ParseDate(row.Text(4));
    const std::optional<Date> last_day = ParseDate(row.Text(5));
    if (!first_day.has_value() || !last_day.has_value()) {
      return absl::InternalError("a stored day is none");
    }
    substitutes.push_back({.name = std::string(row.Text(1)),
                           .principal = std::string(row.Text(2)),
                           .substitute = std::string(row.Text(3)),
                           .first_day = *first_day,
                           .last_day = *last_day,
                           .set_by = std::string(row.Text(6)),
                           .position = PositionOf(row.Int(0))});
    return absl::OkStatus();
  }));
  return substitutes;
}

}  // namespace

const FactTable kSubstitutes{"substitutes", kColumns};

absl::Status SubstituteRepository::Record(Unit& unit, const review::Substitute& substitute) {
  unit.Touch(substitute.name);
  unit.Touch(substitute.principal);
  unit.Touch(substitute.substitute);
  const std::string first_day = FormatDate(substitute.first_day);
  const std::string last_day = FormatDate(substitute.last_day);
  return unit
      .Insert(kSubstitutes,
              {std::string_view(substitute.name), std::string_view(substitute.principal),
               std::string_view(substitute.substitute), std::string_view(first_day),
               std::string_view(last_day), std::string_view(substitute.set_by)},
              {})
      .status();
}

absl::StatusOr<review::Substitute> SubstituteRepository::Get(ReadTransaction& tx,
                                                             std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<review::Substitute> found,
                          Read(tx, ZUSAGE_SUBSTITUTES "s.name = :name", {{"name", name}}));
  if (found.empty()) return Error(kNotFound, {{"resource", std::string(name)}});
  return std::move(found[0]);
}

absl::StatusOr<std::vector<review::Substitute>> SubstituteRepository::Of(ReadTransaction& tx,
                                                                         std::string_view principal,
                                                                         Date day) {
  const std::string from = FormatDate(day);
  return Read(tx,
              ZUSAGE_SUBSTITUTES "s.principal = :principal AND " ZUSAGE_NOT_OVER
                                 " ORDER BY s.first_day, s.fact",
              {{"principal", principal}, {"day", from}});
}

absl::StatusOr<std::vector<review::Substitute>> SubstituteRepository::By(
    ReadTransaction& tx, std::string_view substitute, Date day) {
  const std::string from = FormatDate(day);
  return Read(tx,
              ZUSAGE_SUBSTITUTES "s.substitute = :substitute AND " ZUSAGE_NOT_OVER
                                 " ORDER BY s.first_day, s.fact",
              {{"substitute", substitute}, {"day", from}});
}

absl::StatusOr<std::vector<review::Substitute>> SubstituteRepository::List(ReadTransaction& tx,
                                                                           Date day, int64_t before,
                                                                           int limit) {
  const std::string from = FormatDate(day);
  return Read(tx,
              ZUSAGE_SUBSTITUTES "s.fact < :before AND " ZUSAGE_NOT_OVER
                                 " ORDER BY s.fact DESC LIMIT :limit",
              {{"before", before}, {"day", from}, {"limit", int64_t{limit}}});
}

}  // namespace zusage::storage
