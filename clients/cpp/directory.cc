// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/directory.h"

#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::client {

using directory::v1::DirectoryService;

absl::StatusOr<type::v1::Customer> DirectoryClient::UpsertCustomer(
    type::v1::Customer customer, const CallOptions& options) const {
  directory::v1::UpsertCustomerRequest request;
  *request.mutable_customer() = std::move(customer);
  return client_.Call(&DirectoryService::Stub::UpsertCustomer, std::move(request), options);
}

ListRange<type::v1::Customer> DirectoryClient::ListCustomers(
    directory::v1::ListCustomersRequest request, const CallOptions& options) const {
  return client_.List(&DirectoryService::Stub::ListCustomers,
                      &directory::v1::ListCustomersResponse::customers, std::move(request),
                      options);
}

absl::StatusOr<type::v1::Deal> DirectoryClient::UpsertDeal(type::v1::Customer customer,
                                                           type::v1::Deal deal,
                                                           const CallOptions& options) const {
  directory::v1::UpsertDealRequest request;
  *request.mutable_customer() = std::move(customer);
  *request.mutable_deal() = std::move(deal);
  return client_.Call(&DirectoryService::Stub::UpsertDeal, std::move(request), options);
}

ListRange<type::v1::Deal> DirectoryClient::ListDeals(directory::v1::ListDealsRequest request,
                                                     const CallOptions& options) const {
  return client_.List(&DirectoryService::Stub::ListDeals, &directory::v1::ListDealsResponse::deals,
                      std::move(request), options);
}

ListRange<directory::v1::Principal> DirectoryClient::ListPrincipals(
    directory::v1::ListPrincipalsRequest request, const CallOptions& options) const {
  return client_.List(&DirectoryService::Stub::ListPrincipals,
                      &directory::v1::ListPrincipalsResponse::principals, std::move(request),
                      options);
}

absl::StatusOr<directory::v1::Principal> DirectoryClient::GetCaller(
    const CallOptions& options) const {
  return client_.Call(&DirectoryService::Stub::GetCaller, {}, options);
}

}  // namespace zusage::client
