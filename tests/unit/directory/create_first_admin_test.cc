// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_first_admin.h"

#include <gtest/gtest.h>

#include <string>

#include "services/directory/domain/key.h"
#include "services/directory/resolve_key.h"
#include "storage/crypto.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

absl::StatusOr<RecordedPrincipal> CreateRoot(DirectoryWorld& world, const std::string& token) {
  return world.Write([&](storage::Unit& unit) {
    return CreateFirstAdmin(unit, {.display_name = "Root", .token = token}, world.random());
  });
}

TEST(CreateFirstAdminTest, EmptyStoreGetsAnAdminWithAKey) {
  DirectoryWorld world;
  const std::string token = MakeToken(world.random());
  const auto root = CreateRoot(world, token);
  ASSERT_TRUE(root.ok()) << root.status();
  EXPECT_TRUE(IsActiveAdmin(root->principal));
  EXPECT_EQ(world.head(), 1);
  const storage::Digest hash = storage::Sha256({token});
  const auto resolved = world.Read([&](storage::ReadTransaction& tx) {
    return ResolveKey(tx, storage::BytesOf(hash), world.clock().Now());
  });
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_EQ(resolved->principal.principal, root->principal);
}

TEST(CreateFirstAdminTest, SecondTimeIsRefused) {
  DirectoryWorld world;
  ASSERT_TRUE(CreateRoot(world, "zsg_1").ok());
  EXPECT_EQ(ReasonOf(CreateRoot(world, "zsg_2").status()), "ALREADY_INITIALIZED");
  EXPECT_EQ(world.Number("SELECT COUNT(*) FROM principals"), 1);
}

TEST(CreateFirstAdminTest, StoreWithAnybodyIsRefused) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({}).ok());
  EXPECT_EQ(ReasonOf(CreateRoot(world, "zsg_1").status()), "ALREADY_INITIALIZED");
}

}  // namespace
}  // namespace zusage::directory
