// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/company.h"

namespace zusage::testing {

using directory::v1::DirectoryService;

std::string ReasonOf(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) return info.reason();
  }
  return "";
}

Company::Company(Installation& installation) : installation_(installation) {
  tokens_["admin"] = installation.admin_token();
  if (!installation.topology().apart) return;
  // The processes' own key is made by one that runs everything.
  Zusaged setup(installation.Place());
  ConnectTo(setup.channel());
  Hire("service", type::v1::ROLE_SERVICE, "products/-");
  installation.SetServiceToken(token("service"));
  EXPECT_EQ(setup.Stop(), 0);
}

void Company::Connect() {
  for (const std::string& role : AllRoles()) channels_[role] = installation_.ChannelTo(role);
}

void Company::ConnectTo(const std::shared_ptr<grpc::Channel>& channel) {
  for (const std::string& role : AllRoles()) channels_[role] = channel;
}

void Company::Hire(const std::string& who, type::v1::Role role, const std::string& product) {
  directory::v1::CreatePrincipalRequest person;
  person.mutable_principal()->set_name("principals/" + who);
  person.mutable_principal()->set_display_name(who);
  directory::v1::Grant& grant = *person.mutable_principal()->add_grants();
  grant.set_role(role);
  grant.set_product(product);
  person.set_request_id(NextId());
  Do<DirectoryService>("admin", &DirectoryService::Stub::CreatePrincipal, person);
  directory::v1::CreateKeyRequest key;
  key.set_parent("principals/" + who);
  key.set_label("test");
  key.set_request_id(NextId());
  tokens_[who] = Do<DirectoryService>("admin", &DirectoryService::Stub::CreateKey, key).token();
}

void Company::Identify(grpc::ClientContext& context, const std::string& who,
                       const std::string& for_whom) const {
  context.AddMetadata("authorization", "Bearer " + token(who));
  if (!for_whom.empty()) context.AddMetadata("zusage-on-behalf-of", "principals/" + for_whom);
  // Nothing waits for ever; long enough for ten thousand rows on a machine that has much else to
  // do.
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(5));
}

}  // namespace zusage::testing
