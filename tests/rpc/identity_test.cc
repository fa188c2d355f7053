// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using directory::Role;
using enum grpc::StatusCode;

std::string ReasonOfCall(const grpc::Status& status) { return DetailsOfCall(status).info.reason(); }

TEST(IdentityTest, ValidTokenWithTheRoleIsServed) {
  ProbeWorld world;
  probe::Story story;
  const grpc::Status status = world.GetStory("anna", Asking(kStory), &story);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(story.teller(), "principals/anna");
}

TEST(IdentityTest, MissingTokenIsUnauthenticated) {
  ProbeWorld world;
  const grpc::Status status = world.GetStory("");
  EXPECT_EQ(status.error_code(), UNAUTHENTICATED);
  EXPECT_EQ(ReasonOfCall(status), "UNAUTHENTICATED");
}

TEST(IdentityTest, UnknownTokenIsUnauthenticated) {
  ProbeWorld world;
  EXPECT_EQ(world.GetStory("mallory").error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, MalformedAuthorizationIsUnauthenticated) {
  ProbeWorld world;
  for (const std::string& value :
       {std::string("anna"), std::string("Basic anna"), std::string("Bearer"),
        std::string("Bearer "), std::string("Bearer  anna"), std::string("Bearer anna anna"),
        "Bearer " + std::string(6000, 'x')}) {
    EXPECT_EQ(world.Greet({{"authorization", value}}).error_code(), UNAUTHENTICATED) << value;
  }
}

TEST(IdentityTest, TwoTokensAreUnauthenticated) {
  ProbeWorld world;
  const grpc::Status status =
      world.Greet({{"authorization", "Bearer anna"}, {"authorization", "Bearer pia"}});
  EXPECT_EQ(status.error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, SchemeIsReadWithoutRegardToCase) {
  ProbeWorld world;
  EXPECT_TRUE(world.Greet({{"authorization", "bearer anna"}}).ok());
}

TEST(IdentityTest, InactivePrincipalIsUnauthenticated) {
  ProbeWorld world;
  world.people().Add("gone", {{Role::kSales, "products/-"}}, /*active=*/false);
  EXPECT_EQ(world.GetStory("gone").error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, RemovedKeyIsUselessOnceItsIdentityIsOld) {
  ProbeWorld world;
  ASSERT_TRUE(world.GetStory("anna").ok());
  world.people().Remove("anna");
  world.store().clock().Advance(rpc::kIdentityAge);
  EXPECT_EQ(world.GetStory("anna").error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, KeyEndsWhenItExpiresAlthoughItIsRemembered) {
  ProbeWorld world;
  world.people().Expire("anna", world.store().clock().Now() + absl::Seconds(1));
  ASSERT_TRUE(world.GetStory("anna").ok());
  world.store().clock().Advance(absl::Seconds(1));
  EXPECT_EQ(world.GetStory("anna").error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, WhatAdministratorsDoIsKnownAtOnce) {
  ProbeWorld world;
  ASSERT_TRUE(world.GetStory("anna").ok());
  world.people().Remove("anna");
  grpc::ClientContext context;
  Authorize(context, "root");
  probe::Story story;
  ASSERT_TRUE(world.stub().Administer(&context, Telling("1"), &story).ok());
  EXPECT_EQ(world.GetStory("anna").error_code(), UNAUTHENTICATED);
}

TEST(IdentityTest, DirectoryAwayIsUnavailable) {
  ProbeWorld world;
  world.people().set_away(true);
  const grpc::Status status = world.GetStory("anna");
  EXPECT_EQ(status.error_code(), UNAVAILABLE);
  EXPECT_EQ(status.error_message().find("directory"), std::string::npos);
}

TEST(PermissionTest, WrongRoleIsDeniedAndNamesTheRoles) {
  ProbeWorld world;
  const grpc::Status status = world.GetStory("root");
  EXPECT_EQ(status.error_code(), PERMISSION_DENIED);
  EXPECT_EQ(DetailsOfCall(status).info.metadata().at("roles"), "SALES, PRODUCT_MANAGER, TOOL");
  EXPECT_EQ(DetailsOfCall(status).info.metadata().at("resource"), "products/atlas");
}

TEST(PermissionTest, RoleOnAnotherProductIsDenied) {
  ProbeWorld world;
  const auto status = world.GetStory("anna", Asking("products/zeta/changeRequests/1"));
  EXPECT_EQ(status.error_code(), PERMISSION_DENIED);
}

TEST(PermissionTest, PermissionComesBeforeExistenceAndValidity) {
  ProbeWorld world;
  const auto missing = world.GetStory("anna", Asking("products/zeta/changeRequests/1", "missing"));
  EXPECT_EQ(missing.error_code(), PERMISSION_DENIED);
  probe::GetStoryRequest invalid = Asking("products/zeta/changeRequests/1");
  invalid.set_fail(std::string(1000, 'x'));
  EXPECT_EQ(world.GetStory("anna", invalid).error_code(), PERMISSION_DENIED);
}

TEST(PermissionTest, NestedProductFieldIsJudged) {
  ProbeWorld world;
  probe::TellStoryRequest request = Telling("1");
  request.mutable_story()->set_name("products/zeta/changeRequests/1");
  EXPECT_EQ(world.Tell("anna", request).error_code(), PERMISSION_DENIED);
}

TEST(PermissionTest, WildcardNeedsTheRoleForAnyProduct) {
  ProbeWorld world;
  const auto list = [&](const std::string& token, const std::string& parent) {
    grpc::ClientContext context;
    Authorize(context, token);
    probe::ListStoriesRequest request;
    request.set_parent(parent);
    probe::Story story;
    return world.stub().ListStories(&context, request, &story).error_code();
  };
  EXPECT_EQ(list("anna", "products/-"), OK);
  EXPECT_EQ(list("anna", "products/atlas"), OK);
  EXPECT_EQ(list("anna", "products/zeta"), PERMISSION_DENIED);
  EXPECT_EQ(list("pia", "products/-"), PERMISSION_DENIED);
}

TEST(PermissionTest, WildcardWhereThereIsNoneIsInvalid) {
  ProbeWorld world;
  const auto status = world.GetStory("anna", Asking("products/-/changeRequests/1"));
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
}

TEST(PermissionTest, AnybodyMayCallWhatIsForEverybody) {
  ProbeWorld world;
  for (const char* token : {"anna", "pia", "root", "crm", "robot"}) {
    EXPECT_TRUE(world.Greet({{"authorization", std::string("Bearer ") + token}}).ok()) << token;
  }
}

// --- on behalf of
// ---------------------------------------------------------------------------------

const ProbeWorld::Metadata kForAnna = {{"zusage-on-behalf-of", "principals/anna"}};

TEST(OnBehalfOfTest, ToolActsForAPersonWhoMayDoItToo) {
  ProbeWorld world;
  probe::Story story;
  const auto status = world.GetStory("crm", Asking(kStory), &story, kForAnna);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(story.teller(), "principals/crm");
  EXPECT_EQ(story.on_behalf_of(), "principals/anna");
}

TEST(OnBehalfOfTest, PersonCannotActForAnother) {
  ProbeWorld world;
  EXPECT_EQ(world.GetStory("pia", kForAnna).error_code(), PERMISSION_DENIED);
  EXPECT_EQ(world.GetStory("root", kForAnna).error_code(), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, ToolForSomebodyWithoutTheRoleIsDenied) {
  ProbeWorld world;
  world.people().Add("lea", {{Role::kLeader, "products/atlas"}});
  const auto for_whom = [&](const std::string& name) {
    return world.GetStory("crm", {{"zusage-on-behalf-of", name}}).error_code();
  };
  EXPECT_EQ(for_whom("principals/lea"), PERMISSION_DENIED);
  EXPECT_EQ(for_whom("principals/nobody"), PERMISSION_DENIED);
  EXPECT_EQ(for_whom("principals/crm"), PERMISSION_DENIED);
  EXPECT_EQ(for_whom("principals/robot"), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, ToolForSomebodyInactiveIsDenied) {
  ProbeWorld world;
  world.people().Add("gone", {{Role::kSales, "products/atlas"}}, /*active=*/false);
  const auto status = world.GetStory("crm", {{"zusage-on-behalf-of", "principals/gone"}});
  EXPECT_EQ(status.error_code(), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, ToolOfAnotherProductIsDenied) {
  ProbeWorld world;
  world.people().Add("otto", {{Role::kSales, "products/-"}});
  const auto status = world.GetStory("crm", Asking("products/zeta/changeRequests/1"), nullptr,
                                     {{"zusage-on-behalf-of", "principals/otto"}});
  EXPECT_EQ(status.error_code(), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, ToolIsDeniedWhereToolsAreNotAllowed) {
  ProbeWorld world;
  grpc::ClientContext context;
  Authorize(context, "crm", kForAnna);
  probe::ListStoriesRequest request;
  request.set_parent("products/atlas");
  probe::Story story;
  EXPECT_EQ(world.stub().ListStories(&context, request, &story).error_code(), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, ServiceIsJudgedByItsCaller) {
  ProbeWorld world;
  EXPECT_TRUE(world.GetStory("robot", kForAnna).ok());
  EXPECT_TRUE(world.GetStory("robot", {{"zusage-on-behalf-of", "principals/crm"}}).ok());
  EXPECT_EQ(world.GetStory("robot").error_code(), PERMISSION_DENIED);
  const auto for_root = world.GetStory("robot", {{"zusage-on-behalf-of", "principals/root"}});
  EXPECT_EQ(for_root.error_code(), PERMISSION_DENIED);
}

TEST(OnBehalfOfTest, MalformedNamesAreInvalid) {
  ProbeWorld world;
  for (const std::string& name : {std::string(""), std::string("anna"), std::string("principals/"),
                                  std::string("principals/a/b"), std::string(3000, 'x')}) {
    const auto status = world.GetStory("crm", {{"zusage-on-behalf-of", name}});
    EXPECT_EQ(status.error_code(), INVALID_ARGUMENT) << name;
  }
  const auto twice = world.GetStory("crm", {{"zusage-on-behalf-of", "principals/anna"},
                                            {"zusage-on-behalf-of", "principals/pia"}});
  EXPECT_EQ(twice.error_code(), INVALID_ARGUMENT);
}

TEST(MetadataTest, MalformedTraceAndLanguageDoNoHarm) {
  ProbeWorld world;
  for (const std::string& value :
       {std::string(""), std::string("-"), std::string("00-"), std::string(55, '-'),
        std::string(500, '0'), std::string(",,;")}) {
    EXPECT_TRUE(world.GetStory("anna", {{"traceparent", value}, {"accept-language", value}}).ok());
  }
}

}  // namespace
}  // namespace zusage::testing
