// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/peer_authenticator.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/base/errors.h"
#include "services/rpc/status.h"
#include "tests/support/fake_clock.h"

namespace zusage::rpc {
namespace {

namespace api = directory::v1;

// Knows one key and one person, and a service by the token "robot".
class FakeDirectory final : public api::DirectoryService::Service {
 public:
  grpc::Status ResolveKey(grpc::ServerContext* context, const api::ResolveKeyRequest* request,
                          api::ResolveKeyResponse* response) override {
    if (!IsRobot(*context)) return ToGrpc(Error(kUnauthenticated), Language::kEnglish);
    if (request->token_hash() != "hash") {
      return ToGrpc(Error(kNotFound, {{"resource", "the key"}}), Language::kEnglish);
    }
    *response->mutable_principal() = Anna();
    response->set_max_age_seconds(3);
    return grpc::Status::OK;
  }
  grpc::Status GetCaller(grpc::ServerContext* context, const api::GetCallerRequest*,
                         api::Principal* response) override {
    const auto& metadata = context->client_metadata();
    const auto subject = metadata.find("zusage-on-behalf-of");
    if (!IsRobot(*context) || subject == metadata.end() || subject->second != "principals/anna") {
      return ToGrpc(Error(kPermissionDenied, {{"resource", ""}, {"roles", ""}}),
                    Language::kEnglish);
    }
    *response = Anna();
    return grpc::Status::OK;
  }

 private:
  static bool IsRobot(const grpc::ServerContext& context) {
    const auto found = context.client_metadata().find("authorization");
    return found != context.client_metadata().end() && found->second == "Bearer robot";
  }
  static api::Principal Anna() {
    api::Principal principal;
    principal.set_name("principals/anna");
    principal.set_active(true);
    api::Grant& grant = *principal.add_grants();
    grant.set_role(type::v1::ROLE_SALES);
    grant.set_product("products/atlas");
    return principal;
  }
};

class PeerAuthenticatorTest : public ::testing::Test {
 protected:
  PeerAuthenticatorTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&directory_);
    server_ = builder.BuildAndStart();
    peer_.Connect({server_->InProcessChannel({})});
    stranger_.Connect({server_->InProcessChannel({})});
  }

  testing::FakeClock clock_;
  FakeDirectory directory_;
  std::unique_ptr<grpc::Server> server_;
  Peer peer_{"directory", "robot", clock_};
  Peer stranger_{"directory", "stranger", clock_};
  PeerAuthenticator authenticator_{peer_, clock_};
};

TEST_F(PeerAuthenticatorTest, KeyIsResolvedForAsLongAsTheDirectorySays) {
  const auto identity = authenticator_.ResolveToken("hash");
  ASSERT_TRUE(identity.ok()) << identity.status();
  EXPECT_EQ(identity->principal.name, "principals/anna");
  EXPECT_EQ(identity->principal.grants,
            (std::vector<directory::Grant>{{directory::Role::kSales, "products/atlas"}}));
  EXPECT_EQ(identity->valid_until, clock_.Now() + absl::Seconds(3));
}

TEST_F(PeerAuthenticatorTest, UnknownKeyIsNotFound) {
  EXPECT_EQ(authenticator_.ResolveToken("other").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PeerAuthenticatorTest, PersonIsResolvedByName) {
  const auto identity = authenticator_.ResolvePrincipal("principals/anna");
  ASSERT_TRUE(identity.ok()) << identity.status();
  EXPECT_EQ(identity->principal.name, "principals/anna");
  EXPECT_EQ(authenticator_.ResolvePrincipal("principals/otto").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(PeerAuthenticatorTest, DirectoryThatRefusesThisProcessIsUnavailable) {
  PeerAuthenticator authenticator(stranger_, clock_);
  EXPECT_EQ(authenticator.ResolveToken("hash").status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(PeerAuthenticatorTest, DirectoryAwayIsUnavailable) {
  Peer away("directory", "robot", clock_);
  away.Connect({grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials())});
  PeerAuthenticator authenticator(away, clock_);
  EXPECT_EQ(authenticator.ResolveToken("hash").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace zusage::rpc
