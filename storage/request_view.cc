// SPDX-License-Identifier: Apache-2.0
#include "storage/request_view.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"

namespace zusage::storage {
namespace {

absl::StatusOr<RequestView> Load(ReadTransaction& tx, RequestHead head, absl::Time pending) {
  RequestView view;
  ZUSAGE_ASSIGN_OR_RETURN(view.request, RequestRepository::Get(tx, head.name, kNewest, pending));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<alignment::Assessment> assessment,
                          RequestRepository::LatestAssessment(tx, head.name));
  if (assessment.has_value()) {
    view.assessment = std::make_shared<const alignment::Assessment>(*std::move(assessment));
  }
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<intake::Routing> routing,
                          RequestRepository::LatestRouting(tx, head.name));
  if (routing.has_value()) view.routing = *std::move(routing);
  ZUSAGE_ASSIGN_OR_RETURN(view.history,
                          RequestRepository::History(tx, head.name, kNewest, pending));
  ZUSAGE_ASSIGN_OR_RETURN(const PublishedStrategy strategy,
                          StrategyRepository::Current(tx, head.product));
  view.zone = ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  view.head = std::move(head);
  return view;
}

}  // namespace

absl::StatusOr<RequestView> LoadRequestView(ReadTransaction& tx, std::string_view name,
                                            absl::Time pending) {
  ZUSAGE_ASSIGN_OR_RETURN(RequestHead head, RequestRepository::GetHead(tx, name));
  return Load(tx, std::move(head), pending);
}

absl::StatusOr<std::vector<RequestView>> LoadRequestViews(ReadTransaction& tx,
                                                          const std::vector<RequestHead>& heads) {
  std::vector<RequestView> views;
  views.reserve(heads.size());
  for (const RequestHead& head : heads) {
    ZUSAGE_ASSIGN_OR_RETURN(RequestView view, Load(tx, head, kNothingPending));
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace zusage::storage
