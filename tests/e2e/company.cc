// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/company.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"

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

Company::Company(const std::string& data_dir) {
  const std::string token_file = data_dir + ".admin-token";
  if (RunProgram(ProgramPath("zusaged"),
                 {"init", "--data-dir", data_dir, "--token-file", token_file},
                 "/dev/stderr") != 0) {
    std::cerr << "zusaged init failed\n";
    std::abort();
  }
  std::string token = ReadFile(token_file);
  absl::StripAsciiWhitespace(&token);
  tokens_["admin"] = token;
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
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
}

}  // namespace zusage::testing
