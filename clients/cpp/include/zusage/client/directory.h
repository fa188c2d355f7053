// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_DIRECTORY_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_DIRECTORY_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "zusage/client/client.h"
#include "zusage/directory/v1/directory_service.pb.h"

namespace zusage::client {

// Customers, their deals, and who acts. As thread-safe and as cheap to copy as its Client. What the
// server may answer stands in zusage/directory/v1/directory_service.proto.
class DirectoryClient {
 public:
  explicit DirectoryClient(Client client) : client_(std::move(client)) {}

  // Records a customer, or what changed about one: found by name, external id or display name. What
  // is recorded already changes nothing.
  absl::StatusOr<type::v1::Customer> UpsertCustomer(type::v1::Customer customer,
                                                    const CallOptions& options = {}) const;

  // In order of their display names.
  ListRange<type::v1::Customer> ListCustomers(directory::v1::ListCustomersRequest request,
                                              const CallOptions& options = {}) const;

  // Records a deal of `customer`, or what changed about one: found by name, or by customer and
  // reference. What is recorded already changes nothing.
  absl::StatusOr<type::v1::Deal> UpsertDeal(type::v1::Customer customer, type::v1::Deal deal,
                                            const CallOptions& options = {}) const;

  // The soonest to close first.
  ListRange<type::v1::Deal> ListDeals(directory::v1::ListDealsRequest request,
                                      const CallOptions& options = {}) const;

  // In order of their display names.
  ListRange<directory::v1::Principal> ListPrincipals(directory::v1::ListPrincipalsRequest request,
                                                     const CallOptions& options = {}) const;

  // Whose token it is, and what they may do.
  absl::StatusOr<directory::v1::Principal> GetCaller(const CallOptions& options = {}) const;

 private:
  Client client_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_DIRECTORY_H_
