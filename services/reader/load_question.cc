// SPDX-License-Identifier: Apache-2.0
#include "services/reader/load_question.h"

#include <string>
#include <vector>

#include "services/alignment/domain/strip_personal.h"
#include "services/base/status_macros.h"
#include "services/reader/domain/candidates.h"
#include "storage/customer_repository.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::reader {
namespace {

using alignment::KnownNames;
using alignment::StripPersonal;
using storage::RequestRepository;

absl::Status AddCustomer(storage::ReadTransaction& tx, std::string_view name, KnownNames& names) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> family,
                          storage::CustomerRepository::Family(tx, name));
  for (const std::string& member : family) {
    ZUSAGE_ASSIGN_OR_RETURN(const auto found, storage::CustomerRepository::Find(tx, member));
    if (!found.has_value()) continue;
    names.customers.push_back(found->customer.display_name);
    for (const std::string& alias : found->customer.aliases) names.customers.push_back(alias);
  }
  return absl::OkStatus();
}

absl::Status AddPerson(storage::ReadTransaction& tx, std::string_view name, KnownNames& names) {
  if (name.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const auto found, storage::PrincipalRepository::Find(tx, name));
  if (found.has_value()) names.people.push_back(found->principal.display_name);
  return absl::OkStatus();
}

absl::StatusOr<KnownNames> NamesAbout(storage::ReadTransaction& tx,
                                      const intake::ChangeRequest& request,
                                      const storage::RequestHead& head) {
  KnownNames names;
  ZUSAGE_RETURN_IF_ERROR(AddCustomer(tx, request.customer, names));
  for (const std::string& person : {request.submitter, request.recorded_by, head.owner}) {
    ZUSAGE_RETURN_IF_ERROR(AddPerson(tx, person, names));
  }
  return names;
}

}  // namespace

absl::StatusOr<std::optional<Question>> LoadQuestion(storage::ReadTransaction& tx,
                                                     std::string_view request) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head, RequestRepository::GetHead(tx, request));
  if (!intake::IsOpen(head.state)) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(const auto assessment, RequestRepository::LatestAssessment(tx, request));
  if (!assessment.has_value()) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(const intake::ChangeRequest wish, RequestRepository::Get(tx, request));
  ZUSAGE_ASSIGN_OR_RETURN(
      const storage::PublishedStrategy strategy,
      storage::StrategyRepository::Version(tx, head.product, assessment->strategy_version));
  ZUSAGE_ASSIGN_OR_RETURN(const KnownNames names, NamesAbout(tx, wish, head));
  return Question{.title = StripPersonal(wish.title, names),
                  .wish = StripPersonal(wish.wish, names),
                  .problem = StripPersonal(wish.problem, names),
                  .candidates = CandidatesOf(*assessment, *strategy.document)};
}

}  // namespace zusage::reader
