// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/short_names.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

#include "clients/cli/errors.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;

constexpr int kMaxCandidates = 5;

bool IsWhole(std::string_view text) { return text.find('/') != text.npos; }

std::string Below(std::string_view parent, std::string_view collection, std::string_view id) {
  std::string name(parent);
  name += '/';
  name += collection;
  name += '/';
  name += id;
  return name;
}

std::string InProduct(std::string_view text, std::string_view product,
                      std::string_view collection) {
  if (IsWhole(text) || text.empty() || product.empty()) return std::string(text);
  return Below(ProductName(product), collection, text);
}

// Names that differ only in case or Unicode form have the same key.
std::string Key(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key;
  if (U_FAILURE(error)) return std::string(text);
  nfkc->normalize(unicode, error).toUTF8String(key);
  return U_FAILURE(error) ? std::string(text) : key;
}

bool IsCalled(const type::v1::Customer& customer, const std::string& key) {
  if (Key(customer.display_name()) == key || Key(customer.external_id()) == key) return true;
  for (const std::string& alias : customer.aliases()) {
    if (Key(alias) == key) return true;
  }
  return false;
}

// Whom naming the customer means.
const std::string& Meant(const type::v1::Customer& customer) {
  return customer.merged_into().empty() ? customer.name() : customer.merged_into();
}

bool AreOne(const std::vector<type::v1::Customer>& customers) {
  return !customers.empty() &&
         std::all_of(customers.begin(), customers.end(), [&](const type::v1::Customer& customer) {
           return Meant(customer) == Meant(customers.front());
         });
}

std::string Listed(const std::vector<type::v1::Customer>& customers) {
  std::string list;
  for (size_t i = 0; i < customers.size() && i < kMaxCandidates; ++i) {
    if (i > 0) list += ", ";
    list += customers[i].name() + " (" + customers[i].display_name() + ")";
  }
  if (customers.size() > kMaxCandidates) list += ", …";
  return list;
}

}  // namespace

std::string ProductName(std::string_view text) {
  if (text.empty()) return "products/-";
  return IsWhole(text) ? std::string(text) : "products/" + std::string(text);
}

std::string PrincipalName(std::string_view text) {
  if (text.empty() || IsWhole(text)) return std::string(text);
  return "principals/" + std::string(text);
}

std::string TeamName(std::string_view text) {
  if (text.empty() || IsWhole(text)) return std::string(text);
  return "teams/" + std::string(text);
}

std::string WebhookName(std::string_view text) {
  if (text.empty() || IsWhole(text)) return std::string(text);
  return "webhooks/" + std::string(text);
}

std::string RequestName(std::string_view text, std::string_view product) {
  return InProduct(text, product, "changeRequests");
}

std::string PromiseName(std::string_view text, std::string_view product) {
  return InProduct(text, product, "promises");
}

std::string ClearanceName(std::string_view text, std::string_view product) {
  return InProduct(text, product, "clearances");
}

std::string ApprovalName(std::string_view text, std::string_view product) {
  return InProduct(text, product, "approvals");
}

std::string StudyName(std::string_view text, std::string_view product) {
  return InProduct(text, product, "studies");
}

std::string ItemName(std::string_view text, std::string_view product) {
  const size_t slash = text.find('/');
  const bool item_of_request =
      slash != text.npos && slash > 0 && text.find('/', slash + 1) == text.npos;
  if (item_of_request && !product.empty()) {
    return ItemOfRequest(text.substr(slash + 1), RequestName(text.substr(0, slash), product));
  }
  return InProduct(text, product, "elements");
}

std::string ItemOfRequest(std::string_view text, std::string_view request) {
  return IsWhole(text) ? std::string(text) : Below(request, "items", text);
}

absl::StatusOr<std::string> ResolveCustomer(std::string_view text, Session& session) {
  if (text.empty() || text.substr(0, 10) == "customers/") return std::string(text);
  directory::v1::ListCustomersRequest request;
  request.set_prefix(std::string(text));
  request.set_page_size(200);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListCustomers, request));
  const std::vector<type::v1::Customer> candidates(answer.customers().begin(),
                                                   answer.customers().end());
  std::vector<type::v1::Customer> called;
  for (const type::v1::Customer& customer : candidates) {
    if (IsCalled(customer, Key(text))) called.push_back(customer);
  }
  if (AreOne(called)) return Meant(called.front());
  if (candidates.empty()) return Error(kCustomerUnknown, {{"customer", std::string(text)}});
  return Error(kCustomerAmbiguous, {{"customer", std::string(text)},
                                    {"candidates", Listed(called.empty() ? candidates : called)}});
}

}  // namespace zusage::cli
