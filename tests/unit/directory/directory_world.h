// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_DIRECTORY_DIRECTORY_WORLD_H_
#define ZUSAGE_TESTS_UNIT_DIRECTORY_DIRECTORY_WORLD_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/ids.h"
#include "services/directory/create_key.h"
#include "services/directory/create_principal.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "services/directory/merge_customers.h"
#include "services/directory/update_principal.h"
#include "services/directory/upsert_customer.h"
#include "services/directory/upsert_deal.h"
#include "services/directory/upsert_team.h"
#include "storage/customer_repository.h"
#include "storage/principal_repository.h"
#include "storage/store.h"
#include "tests/support/test_store.h"

namespace zusage::directory {

// A real store of one test's own, with short names for the directory's operations.
class DirectoryWorld {
 public:
  storage::Store& store() { return store_.store(); }
  testing::FakeClock& clock() { return store_.clock(); }
  RandomSource& random() { return random_; }
  int64_t head() { return store().head().position; }
  int64_t Number(const std::string& sql) { return store_.Number(sql); }

  // Runs `operation(unit)`, which returns a StatusOr, as a mutation of its own.
  template <typename Operation>
  auto Write(Operation operation) {
    decltype(operation(std::declval<storage::Unit&>())) result = absl::UnknownError("never ran");
    const absl::Status status = store().WriteAndWait([&](storage::Unit& unit) {
      result = operation(unit);
      return result.status();
    });
    if (!status.ok()) result = status;
    return result;
  }

  // Runs `operation(tx)`, which returns a StatusOr, as a read of its own.
  template <typename Operation>
  auto Read(Operation operation) {
    decltype(operation(std::declval<storage::ReadTransaction&>())) result =
        absl::UnknownError("never ran");
    const absl::Status status = store().Read([&](storage::ReadTransaction& tx) {
      result = operation(tx);
      return result.status();
    });
    if (!status.ok()) result = status;
    return result;
  }

  absl::StatusOr<RecordedCustomer> Upsert(const CustomerInput& input) {
    return Write([&](storage::Unit& unit) { return UpsertCustomer(unit, admin_, input, random_); });
  }

  absl::StatusOr<RecordedPrincipal> Create(const Principal& input) {
    return Write(
        [&](storage::Unit& unit) { return CreatePrincipal(unit, admin_, input, random_); });
  }

  // "principals/anna", called Anna, with these grants.
  absl::StatusOr<RecordedPrincipal> CreateAnna(std::vector<Grant> grants) {
    return Create({.name = "principals/anna", .display_name = "Anna", .grants = std::move(grants)});
  }

  absl::StatusOr<Key> AddKey(const CreateKeyInput& input) {
    return Write([&](storage::Unit& unit) { return CreateKey(unit, admin_, input, random_); });
  }

  absl::StatusOr<RecordedDeal> UpsertDealOf(const std::string& customer, const DealInput& deal) {
    const UpsertDealInput input{
        .customer = CustomerInput{.name = customer}, .deal = deal, .etag = {}};
    return Write([&](storage::Unit& unit) { return UpsertDeal(unit, admin_, input, random_); });
  }

  // Merges customers with the etags that they have now.
  absl::StatusOr<MergedCustomers> Merge(const std::string& customer, const std::string& into) {
    const MergeCustomersInput input{.customer = customer,
                                    .into = into,
                                    .etag = EtagOfCustomer(customer),
                                    .into_etag = EtagOfCustomer(into),
                                    .reason = "one company"};
    return Merge(input);
  }

  absl::StatusOr<MergedCustomers> Merge(const MergeCustomersInput& input) {
    return Write([&](storage::Unit& unit) { return MergeCustomers(unit, admin_, input); });
  }

  std::string EtagOfCustomer(const std::string& name) {
    const auto customer = Read(
        [&](storage::ReadTransaction& tx) { return storage::CustomerRepository::Get(tx, name); });
    return customer.ok() ? EtagOf(name, customer->position) : "none";
  }

  absl::StatusOr<RecordedTeam> UpsertATeam(const Team& team, const std::string& etag = "") {
    return Write(
        [&](storage::Unit& unit) { return UpsertTeam(unit, admin_, team, etag, random_); });
  }

  // "principals/anna" of "anna", active.
  std::string AddPerson(const std::string& id) {
    const std::string name = "principals/" + id;
    return Create({.name = name, .display_name = id}).ok() ? name : "";
  }

  // Takes away all that somebody may do, as when they leave.
  absl::Status Deactivate(const std::string& principal) {
    const auto known = Read([&](storage::ReadTransaction& tx) {
      return storage::PrincipalRepository::Get(tx, principal);
    });
    if (!known.ok()) return known.status();
    Principal changed = known->principal;
    changed.active = false;
    return Write([&](storage::Unit& unit) {
             return UpdatePrincipal(unit, admin_, changed, EtagOf(principal, known->position));
           })
        .status();
  }

  const Caller& admin() const { return admin_; }

 private:
  testing::TestStore store_;
  testing::SeededRandom random_{7};
  const Caller admin_{.principal = "principals/root",
                      .grants = {{Role::kAdmin, std::string(kAllProducts)}}};
};

// The path of the first field that an error is about; "" if it is about none.
inline std::string FieldOf(const absl::Status& status) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  return details.has_value() && !details->fields.empty() ? details->fields[0].field : "";
}

}  // namespace zusage::directory

#endif  // ZUSAGE_TESTS_UNIT_DIRECTORY_DIRECTORY_WORLD_H_
