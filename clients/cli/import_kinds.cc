// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/import_kinds.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "clients/cli/import_schema.h"
#include "clients/cli/message_file.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::RecordPromiseRequest;
using directory::v1::DirectoryService;
using directory::v1::UpsertCustomerRequest;
using directory::v1::UpsertDealRequest;
using google::protobuf::Message;
using strategy::Node;
using Made = absl::StatusOr<std::unique_ptr<Message>>;

tables::Schema FieldsOf(const google::protobuf::Descriptor& type) {
  return [&type](std::string_view path) { return ImportField(type, path); };
}

// Takes a text at the top of a record that is no field of the message.
std::string TakeText(std::string_view key, Node& record) {
  const auto found = std::find(record.keys.begin(), record.keys.end(), key);
  if (found == record.keys.end()) return "";
  const auto at = found - record.keys.begin();
  std::string text = std::move(record.children[static_cast<size_t>(at)].text);
  record.keys.erase(found);
  record.children.erase(record.children.begin() + at);
  return text;
}

std::string SubjectOf(const type::v1::Customer& customer) {
  if (!customer.name().empty()) return customer.name();
  if (!customer.external_id().empty()) return customer.external_id();
  return absl::AsciiStrToLower(customer.display_name());
}

Made MakeCustomer(const Node& record) {
  auto request = std::make_unique<UpsertCustomerRequest>();
  std::string product;
  ZUSAGE_RETURN_IF_ERROR(FillMessage(record, product, *request->mutable_customer()));
  return request;
}

Made MakeDeal(const Node& record) {
  auto request = std::make_unique<UpsertDealRequest>();
  std::string product;
  ZUSAGE_RETURN_IF_ERROR(FillMessage(record, product, *request));
  return request;
}

// Finds whom and what names in a table mean; remembers what it found.
class NameFinder {
 public:
  explicit NameFinder(Session& session) : session_(session) {}

  absl::StatusOr<std::string> Customer(const std::string& text) {
    ZUSAGE_RETURN_IF_ERROR(LoadExternalIds());
    const auto found = customers_.find(text);
    if (found != customers_.end()) return found->second;
    absl::StatusOr<std::string> name = ResolveCustomer(text, session_);
    // The server that is away now may be there for the next row.
    if (absl::IsUnavailable(name.status())) return name;
    return customers_[text] = std::move(name);
  }

  absl::StatusOr<std::string> Deal(const std::string& customer, const std::string& reference) {
    if (reference.find('/') != reference.npos) return reference;
    ZUSAGE_RETURN_IF_ERROR(LoadDeals(customer));
    const auto& deals = deals_[customer];
    const auto found = deals.find(absl::AsciiStrToLower(reference));
    if (found == deals.end()) return FieldError("deal", kNotFound, {{"resource", reference}});
    return found->second;
  }

 private:
  // Names can be asked for one by one, external ids cannot.
  absl::Status LoadExternalIds() {
    if (has_external_ids_) return absl::OkStatus();
    directory::v1::ListCustomersRequest request;
    request.set_page_size(200);
    for (const auto& customer :
         session_.client().List(&DirectoryService::Stub::ListCustomers,
                                &directory::v1::ListCustomersResponse::customers, request)) {
      ZUSAGE_RETURN_IF_ERROR(customer.status());
      if (!customer->external_id().empty()) customers_[customer->external_id()] = customer->name();
    }
    has_external_ids_ = true;
    return absl::OkStatus();
  }

  absl::Status LoadDeals(const std::string& customer) {
    if (deals_.count(customer) > 0) return absl::OkStatus();
    directory::v1::ListDealsRequest request;
    request.set_customer(customer);
    request.set_page_size(200);
    std::map<std::string, std::string> deals;
    for (const auto& deal :
         session_.client().List(&DirectoryService::Stub::ListDeals,
                                &directory::v1::ListDealsResponse::deals, request)) {
      ZUSAGE_RETURN_IF_ERROR(deal.status());
      deals.emplace(absl::AsciiStrToLower(deal->reference()), deal->name());
    }
    deals_[customer] = std::move(deals);
    return absl::OkStatus();
  }

  Session& session_;
  bool has_external_ids_ = false;
  std::map<std::string, absl::StatusOr<std::string>> customers_;  // by what they were called
  std::map<std::string, std::map<std::string, std::string>> deals_;
};

// The status as one about a field, if it is about a value.
absl::Status AboutField(std::string_view field, const absl::Status& status) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  const bool about_value = absl::IsNotFound(status) || absl::IsInvalidArgument(status);
  if (!details.has_value() || !about_value || !details->fields.empty()) return status;
  return FieldError(field, {absl::StatusCode::kInvalidArgument, details->reason, details->english,
                            details->german});
}

absl::Status CompleteNames(const std::string& product, NameFinder& finder,
                           commitments::v1::Promise& promise) {
  if (promise.customer().empty()) return FieldError("customer", kRequired);
  const absl::StatusOr<std::string> customer = finder.Customer(promise.customer());
  if (!customer.ok()) return AboutField("customer", customer.status());
  promise.set_customer(*customer);
  if (!promise.deal().empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(*promise.mutable_deal(), finder.Deal(*customer, promise.deal()));
  }
  promise.set_promised_by(PrincipalName(promise.promised_by()));
  for (commitments::v1::PromiseLine& line : *promise.mutable_lines()) {
    line.set_item(ItemName(line.item(), product));
  }
  for (std::string& earlier : *promise.mutable_supersedes()) {
    earlier = PromiseName(earlier, product);
  }
  return absl::OkStatus();
}

Made MakePromise(const Node& record, const std::string& product, NameFinder& finder) {
  auto request = std::make_unique<RecordPromiseRequest>();
  std::string of = product;
  ZUSAGE_RETURN_IF_ERROR(FillMessage(record, of, *request->mutable_promise()));
  if (of.empty()) return FieldError("product", kRequired);
  request->set_parent(ProductName(of));
  ZUSAGE_RETURN_IF_ERROR(CompleteNames(request->parent(), finder, *request->mutable_promise()));
  return request;
}

Made MakeItem(const Node& record) {
  auto item = std::make_unique<intake::v1::ImportItem>();
  Node draft = record;
  item->set_submitter(PrincipalName(TakeText("submitter", draft)));
  std::string product;
  ZUSAGE_RETURN_IF_ERROR(FillMessage(draft, product, *item->mutable_change_request()));
  return item;
}

// One more field at the top, a text.
tables::Schema With(std::string_view extra, tables::Schema schema) {
  return [extra, schema = std::move(schema)](std::string_view path) {
    return path == extra ? std::optional(tables::FieldType{}) : schema(path);
  };
}

template <typename Request, typename Stub, typename Response>
auto SendBy(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            Session& session) {
  return [client = session.client(), method](const Message& request) {
    return client.Call(method, static_cast<const Request&>(request)).status();
  };
}

}  // namespace

ImportKind CustomersKind(Session& session) {
  return {.name = "customers",
          .schema = FieldsOf(*type::v1::Customer::descriptor()),
          .server_prefix = "customer.",
          .overwrites = true,
          .make = &MakeCustomer,
          .subject =
              [](const Message& request) {
                return SubjectOf(static_cast<const UpsertCustomerRequest&>(request).customer());
              },
          .send = SendBy<UpsertCustomerRequest>(&DirectoryService::Stub::UpsertCustomer, session)};
}

ImportKind DealsKind(Session& session) {
  return {.name = "deals",
          .schema = FieldsOf(*UpsertDealRequest::descriptor()),
          .server_prefix = "",
          .overwrites = true,
          .make = &MakeDeal,
          .subject =
              [](const Message& message) {
                const auto& request = static_cast<const UpsertDealRequest&>(message);
                return SubjectOf(request.customer());
              },
          .send = SendBy<UpsertDealRequest>(&DirectoryService::Stub::UpsertDeal, session)};
}

ImportKind PromisesKind(const std::string& product, Session& session) {
  auto finder = std::make_shared<NameFinder>(session);
  return {.name = "promises",
          .schema = With("product", FieldsOf(*commitments::v1::Promise::descriptor())),
          .server_prefix = "promise.",
          .make = [product,
                   finder](const Node& record) { return MakePromise(record, product, *finder); },
          .subject =
              [](const Message& request) {
                return static_cast<const RecordPromiseRequest&>(request).request_id();
              },
          .send = SendBy<RecordPromiseRequest>(&CommitmentService::Stub::RecordPromise, session)};
}

ImportKind RequestsKind() {
  return {.name = "requests",
          .schema = With("submitter", FieldsOf(*type::v1::ChangeRequestDraft::descriptor())),
          .server_prefix = "change_request.",
          .make = &MakeItem};
}

}  // namespace zusage::cli
