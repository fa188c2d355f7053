// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/export_names.h"

#include "clients/cli/export_table.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {

using directory::v1::DirectoryService;

void ExportNames::LoadCustomers() {
  if (has_customers_) return;
  has_customers_ = true;
  directory::v1::ListCustomersRequest request;
  request.set_page_size(kExportPageSize);
  for (const auto& customer :
       session_.client().List(&DirectoryService::Stub::ListCustomers,
                              &directory::v1::ListCustomersResponse::customers, request)) {
    if (!customer.ok()) return;
    customers_[customer->name()] = {customer->display_name(), customer->external_id()};
  }
}

void ExportNames::LoadDeals() {
  if (has_deals_) return;
  has_deals_ = true;
  directory::v1::ListDealsRequest request;
  request.set_page_size(kExportPageSize);
  for (const auto& deal : session_.client().List(
           &DirectoryService::Stub::ListDeals, &directory::v1::ListDealsResponse::deals, request)) {
    if (!deal.ok()) return;
    references_[deal->name()] = deal->reference();
  }
}

const ExportNames::Customer& ExportNames::CustomerOf(const std::string& name) {
  LoadCustomers();
  const auto found = customers_.find(name);
  if (found != customers_.end()) return found->second;
  // One that was merged into another, or is new.
  Customer& customer = customers_[name];
  directory::v1::GetCustomerRequest request;
  request.set_name(name);
  const auto answer = session_.Call(&DirectoryService::Stub::GetCustomer, request);
  if (answer.ok()) customer = {answer->display_name(), answer->external_id()};
  return customer;
}

const std::string& ExportNames::ReferenceOf(const std::string& deal) {
  if (!deal.empty()) LoadDeals();
  return references_[deal];
}

}  // namespace zusage::cli
