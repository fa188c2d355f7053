// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/retired_elements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/status_macros.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RetiredElementsTest : public ::testing::Test {
 protected:
  // Publishes a version with T1 and these capabilities.
  void Publish(const std::vector<std::string>& capabilities, const std::string& title = "Export") {
    Strategy document = SmallStrategy();
    for (const std::string& id : capabilities) {
      document.elements.push_back(
          {.kind = ElementKind::kCapability, .id = id, .title = title, .language = "en"});
    }
    ASSERT_TRUE(world_.Publish(StrategyWorld::Input(version_++, std::move(document))).ok());
  }

  std::vector<RetiredElement> Before(int version) {
    std::vector<RetiredElement> retired;
    const absl::Status status =
        world_.store().Read([&](storage::ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const storage::PublishedStrategy strategy,
              storage::StrategyRepository::Version(tx, "products/atlas", version));
          ZUSAGE_ASSIGN_OR_RETURN(retired, retired_.Before(tx, strategy));
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return retired;
  }

  static RetiredElement Capability(const std::string& id, int last_version,
                                   const std::string& title = "Export") {
    return {id, title, ElementKind::kCapability, last_version};
  }

  StrategyWorld world_;
  RetiredElements retired_;
  int version_ = 0;
};

TEST_F(RetiredElementsTest, FirstVersionHasNone) {
  Publish({"C1"});
  EXPECT_THAT(Before(1), IsEmpty());
}

TEST_F(RetiredElementsTest, WhatWentStaysRetiredAsItWasLast) {
  Publish({"C1", "C2"}, "Old");
  Publish({"C1", "C2"});
  Publish({"C2"});
  Publish({});
  EXPECT_THAT(Before(2), IsEmpty());
  EXPECT_THAT(Before(3), ElementsAre(Capability("C1", 2)));
  EXPECT_THAT(Before(4), ElementsAre(Capability("C1", 2), Capability("C2", 3)));
}

TEST_F(RetiredElementsTest, WhatCameBackIsNotRetiredWhileItIsThere) {
  Publish({"C1"});
  Publish({});
  Publish({"C1"}, "New");
  Publish({});
  EXPECT_THAT(Before(2), ElementsAre(Capability("C1", 1)));
  EXPECT_THAT(Before(3), IsEmpty());
  EXPECT_THAT(Before(4), ElementsAre(Capability("C1", 3, "New")));
}

TEST_F(RetiredElementsTest, VersionsThatComeLaterAreLearned) {
  Publish({"C1"});
  EXPECT_THAT(Before(1), IsEmpty());
  Publish({});
  EXPECT_THAT(Before(2), ElementsAre(Capability("C1", 1)));
  EXPECT_THAT(Before(1), IsEmpty());
}

}  // namespace
}  // namespace zusage::strategy
