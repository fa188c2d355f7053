// SPDX-License-Identifier: Apache-2.0
// What DirectoryRpc offers about customers and their deals.
#include <utility>

#include "services/base/status_macros.h"
#include "services/directory/directory_proto.h"
#include "services/directory/directory_rpc.h"
#include "services/directory/dismiss_look_alike.h"
#include "services/directory/get_customer.h"
#include "services/directory/get_deal.h"
#include "services/directory/list_customers.h"
#include "services/directory/list_deals.h"
#include "services/directory/list_look_alikes.h"
#include "services/directory/merge_customers.h"
#include "services/directory/upsert_customer.h"
#include "services/directory/upsert_deal.h"
#include "services/values/proto_values.h"

namespace zusage::directory {
namespace {

using rpc::Call;
using rpc::Effect;
using storage::ReadTransaction;
using storage::Unit;

absl::StatusOr<UpsertDealInput> ReadRequest(const v1::UpsertDealRequest& request) {
  UpsertDealInput input;
  input.etag = request.etag();
  if (request.has_customer()) input.customer = values::FromProto(request.customer());
  ZUSAGE_ASSIGN_OR_RETURN(input.deal, values::FromProto(request.deal(), "deal"));
  return input;
}

absl::StatusOr<ListDealsInput> ReadRequest(const v1::ListDealsRequest& request) {
  ListDealsInput input{.customer = request.customer(),
                       .stage = static_cast<DealStage>(request.stage()),
                       .closing_until = {},
                       .page_size = request.page_size(),
                       .page_token = request.page_token()};
  if (request.has_closing_until()) {
    ZUSAGE_ASSIGN_OR_RETURN(input.closing_until,
                            values::FromProto(request.closing_until(), "closing_until"));
  }
  return input;
}

}  // namespace

grpc::ServerUnaryReactor* DirectoryRpc::UpsertCustomer(Context* context,
                                                       const v1::UpsertCustomerRequest* request,
                                                       type::v1::Customer* response) {
  return path_.Mutate(
      "UpsertCustomer", context, request, response,
      [this](const Call& call,
             const v1::UpsertCustomerRequest& in) -> absl::StatusOr<Effect<type::v1::Customer>> {
        return [this, &call, input = values::FromProto(in.customer())](
                   Unit& unit, type::v1::Customer& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedCustomer customer,
                                  directory::UpsertCustomer(unit, call.caller, input, random_));
          out = values::ToProto(customer);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListCustomers(Context* context,
                                                      const v1::ListCustomersRequest* request,
                                                      v1::ListCustomersResponse* response) {
  return path_.Read(
      "ListCustomers", context, request, response,
      [this](const Call&, const v1::ListCustomersRequest& in, v1::ListCustomersResponse& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              ListCustomersOutput page,
              directory::ListCustomers(tx, {in.prefix(), in.page_size(), in.page_token()}));
          for (const RecordedCustomer& customer : page.customers) {
            *out.add_customers() = values::ToProto(customer);
          }
          out.set_next_page_token(std::move(page.next_page_token));
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::GetCustomer(Context* context,
                                                    const v1::GetCustomerRequest* request,
                                                    type::v1::Customer* response) {
  return path_.Read("GetCustomer", context, request, response,
                    [this](const Call&, const v1::GetCustomerRequest& in, type::v1::Customer& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const CustomerWithHistory found,
                                                directory::GetCustomer(tx, in.name()));
                        out = values::ToProto(found.customer);
                        for (const SegmentPeriod& period : found.segments) {
                          type::v1::SegmentPeriod& added = *out.add_segment_history();
                          added.set_segment(period.segment);
                          *added.mutable_start_time() = values::ToProto(period.start_time);
                        }
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* DirectoryRpc::MergeCustomers(Context* context,
                                                       const v1::MergeCustomersRequest* request,
                                                       v1::MergeCustomersResponse* response) {
  return path_.Mutate("MergeCustomers", context, request, response,
                      [](const Call& call, const v1::MergeCustomersRequest& in)
                          -> absl::StatusOr<Effect<v1::MergeCustomersResponse>> {
                        MergeCustomersInput input{.customer = in.customer(),
                                                  .into = in.into(),
                                                  .etag = in.etag(),
                                                  .into_etag = in.into_etag(),
                                                  .reason = in.reason()};
                        return [&call, input = std::move(input)](
                                   Unit& unit, v1::MergeCustomersResponse& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(
                              const MergedCustomers merged,
                              directory::MergeCustomers(unit, call.caller, input));
                          *out.mutable_customer() = values::ToProto(merged.customer);
                          out.set_change_requests(merged.belongings.change_requests);
                          out.set_promises(merged.belongings.promises);
                          out.set_deals(merged.belongings.deals);
                          return absl::OkStatus();
                        };
                      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListLookAlikes(Context* context,
                                                       const v1::ListLookAlikesRequest* request,
                                                       v1::ListLookAlikesResponse* response) {
  return path_.Read(
      "ListLookAlikes", context, request, response,
      [this](const Call&, const v1::ListLookAlikesRequest& in,
             v1::ListLookAlikesResponse& out) -> absl::Status {
        ZUSAGE_RETURN_IF_ERROR(LearnLikenesses(store_));
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              ListLookAlikesOutput page,
              directory::ListLookAlikes(tx, {in.customer(), in.page_size(), in.page_token()}));
          for (const LookAlike& look_alike : page.look_alikes) {
            *out.add_look_alikes() = ToProto(look_alike);
          }
          out.set_next_page_token(std::move(page.next_page_token));
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::DismissLookAlike(Context* context,
                                                         const v1::DismissLookAlikeRequest* request,
                                                         v1::DismissLookAlikeResponse* response) {
  return path_.Mutate("DismissLookAlike", context, request, response,
                      [](const Call& call, const v1::DismissLookAlikeRequest& in)
                          -> absl::StatusOr<Effect<v1::DismissLookAlikeResponse>> {
                        return [&call, customer = in.customer(), other = in.other()](
                                   Unit& unit, v1::DismissLookAlikeResponse&) {
                          return directory::DismissLookAlike(unit, call.caller, customer, other);
                        };
                      });
}

grpc::ServerUnaryReactor* DirectoryRpc::UpsertDeal(Context* context,
                                                   const v1::UpsertDealRequest* request,
                                                   type::v1::Deal* response) {
  return path_.Mutate(
      "UpsertDeal", context, request, response,
      [this](const Call& call,
             const v1::UpsertDealRequest& in) -> absl::StatusOr<Effect<type::v1::Deal>> {
        ZUSAGE_ASSIGN_OR_RETURN(UpsertDealInput read, ReadRequest(in));
        return [this, &call, input = std::move(read)](Unit& unit,
                                                      type::v1::Deal& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedDeal deal,
                                  directory::UpsertDeal(unit, call.caller, input, random_));
          out = values::ToProto(deal);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::GetDeal(Context* context, const v1::GetDealRequest* request,
                                                type::v1::Deal* response) {
  return path_.Read("GetDeal", context, request, response,
                    [this](const Call&, const v1::GetDealRequest& in, type::v1::Deal& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const RecordedDeal deal,
                                                directory::GetDeal(tx, in.name()));
                        out = values::ToProto(deal);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListDeals(Context* context,
                                                  const v1::ListDealsRequest* request,
                                                  v1::ListDealsResponse* response) {
  return path_.Read("ListDeals", context, request, response,
                    [this](const Call&, const v1::ListDealsRequest& in,
                           v1::ListDealsResponse& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const ListDealsInput input, ReadRequest(in));
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(ListDealsOutput page,
                                                directory::ListDeals(tx, input));
                        for (const RecordedDeal& deal : page.deals)
                          *out.add_deals() = values::ToProto(deal);
                        out.set_next_page_token(std::move(page.next_page_token));
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::directory
