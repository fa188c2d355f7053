// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/element_ages.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/base/status_macros.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

class ElementAgesTest : public ::testing::Test {
 protected:
  void Publish(const std::vector<Element>& capabilities) {
    world_.store().clock().Advance(absl::Hours(24));
    Strategy document = SmallStrategy();
    document.elements.insert(document.elements.end(), capabilities.begin(), capabilities.end());
    ASSERT_TRUE(world_.Publish(StrategyWorld::Input(version_++, std::move(document))).ok());
  }

  // The version in which an element last changed, as of a version; 0 if it is not in it.
  int ChangedIn(const std::string& id, int version) {
    ChangeTimes times;
    std::vector<absl::Time> published;
    const absl::Status status =
        world_.store().Read([&](storage::ReadTransaction& tx) -> absl::Status {
          for (int i = 1; i <= version; ++i) {
            ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                                    storage::StrategyRepository::Version(tx, "products/atlas", i));
            published.push_back(strategy.publish_time);
            if (i == version) {
              ZUSAGE_ASSIGN_OR_RETURN(times, ages_.Of(tx, strategy));
            }
          }
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    const auto found = times.find(id);
    for (int i = 0; found != times.end() && i < version; ++i) {
      if (published[i] == found->second) return i + 1;
    }
    return 0;
  }

  static Element Capability(const std::string& limits) {
    return {.kind = ElementKind::kCapability,
            .id = "C1",
            .title = "Export",
            .language = "en",
            .how = "By menu.",
            .limits = limits};
  }

  StrategyWorld world_;
  ElementAges ages_;
  int version_ = 0;
};

TEST_F(ElementAgesTest, AnElementIsAsOldAsItsLastChange) {
  Publish({Capability("CSV only.")});
  Publish({Capability("CSV only.")});
  EXPECT_EQ(ChangedIn("C1", 2), 1);
  Publish({Capability("CSV and PDF.")});
  EXPECT_EQ(ChangedIn("C1", 3), 3);
  EXPECT_EQ(ChangedIn("C1", 2), 1) << "what an older version knew stays";
  EXPECT_EQ(ChangedIn("T1", 3), 1);
}

TEST_F(ElementAgesTest, WhatItIsCalledDoesNotMakeItYounger) {
  Publish({Capability("")});
  Element called = Capability("");
  called.aliases = {"Ausfuhr"};
  called.examples = {"We need our data as a file."};
  Publish({called});
  EXPECT_EQ(ChangedIn("C1", 2), 1);
}

TEST_F(ElementAgesTest, WhatCameBackIsNew) {
  Publish({Capability("")});
  Publish({});
  Publish({Capability("")});
  EXPECT_EQ(ChangedIn("C1", 2), 0);
  EXPECT_EQ(ChangedIn("C1", 3), 3);
}

}  // namespace
}  // namespace zusage::strategy
