// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/directory_names.h"

#include "clients/cli/session.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;

constexpr int kPageSize = 200;

}  // namespace

std::string DirectoryNames::DisplayName(const std::string& name, Session& session) {
  const bool listed = name.rfind("customers/", 0) == 0 || name.rfind("principals/", 0) == 0;
  if (!listed) return "";
  if (!loaded_) {
    loaded_ = true;
    LoadCustomers(session);
    LoadPrincipals(session);
  }
  const auto found = names_.find(name);
  if (found != names_.end()) return found->second;
  return names_[name] = Fetch(name, session);
}

void DirectoryNames::LoadCustomers(Session& session) {
  directory::v1::ListCustomersRequest request;
  request.set_page_size(kPageSize);
  const auto answer = session.Call(&DirectoryService::Stub::ListCustomers, request);
  if (!answer.ok()) return;
  for (const auto& customer : answer->customers()) {
    names_[customer.name()] = customer.display_name();
  }
}

void DirectoryNames::LoadPrincipals(Session& session) {
  directory::v1::ListPrincipalsRequest request;
  request.set_page_size(kPageSize);
  const auto answer = session.Call(&DirectoryService::Stub::ListPrincipals, request);
  if (!answer.ok()) return;
  for (const auto& principal : answer->principals()) {
    names_[principal.name()] = principal.display_name();
  }
}

std::string DirectoryNames::Fetch(const std::string& name, Session& session) {
  if (name.rfind("customers/", 0) == 0) {
    directory::v1::GetCustomerRequest request;
    request.set_name(name);
    const auto customer = session.Call(&DirectoryService::Stub::GetCustomer, request);
    return customer.ok() ? customer->display_name() : "";
  }
  directory::v1::GetPrincipalRequest request;
  request.set_name(name);
  const auto principal = session.Call(&DirectoryService::Stub::GetPrincipal, request);
  return principal.ok() ? principal->display_name() : "";
}

}  // namespace zusage::cli
