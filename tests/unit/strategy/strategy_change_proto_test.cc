// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_change_proto.h"

#include <gtest/gtest.h>

#include <memory>

namespace zusage::strategy {
namespace {

storage::PublishedStrategy SecondVersion() {
  return {.product = "products/atlas", .version = 2, .memo = "m", .publisher = "principals/p"};
}

StrategyChange WholeChange() {
  StrategyChange change;
  change.difference = StrategyDifference{
      .elements = {{.change = Change::kChanged,
                    .id = "R1",
                    .title = "SCIM",
                    .kind = ElementKind::kRoadmapItem,
                    .fields = {{"horizon", "2027-Q1", "2027-Q2", Bearing::kAllowsLess}},
                    .bearing = Bearing::kAllowsLess}},
      .parts = {{Change::kAdded, "owners", "portal", {{"principal", "", "principals/anna"}}}}};
  change.retired = {{.element = {"C1", "Fax", ElementKind::kCapability, 1},
                     .open_requests = 1,
                     .decisions = 2,
                     .promises = 3}};
  change.retired_count = 1;
  RejudgedRequest request{.title = "Map"};
  request.head.name = "products/atlas/changeRequests/1";
  request.head.customer = "customers/acme";
  request.head.owner = "principals/petra";
  request.head.due_time = absl::FromUnixSeconds(1'800'000'000);
  request.before = {alignment::Verdict::kAsIs, 0.9, true, ""};
  request.after = {alignment::Verdict::kConflicts, 0.6, false, "products/atlas/elements/N1"};
  change.requests = {request};
  change.requests_count = 201;
  change.open_requests_count = 300;
  change.promises = {{"products/atlas/promises/1", "customers/acme", "principals/sofia",
                      "You will get it", "products/atlas/elements/C1"}};
  change.promises_count = 7;
  return change;
}

TEST(StrategyChangeProtoTest, PreviewSaysEverything) {
  const v1::StrategyChange message = ToProto(WholeChange(), SecondVersion());
  EXPECT_EQ(message.difference().base(), "products/atlas/strategies/1");
  EXPECT_EQ(message.difference().strategy(), "products/atlas/strategies/2");
  const v1::StrategyDifference::ElementChange& element = message.difference().elements(0);
  EXPECT_EQ(element.change(), v1::StrategyDifference::CHANGE_CHANGED);
  EXPECT_EQ(element.element(), "products/atlas/elements/R1");
  EXPECT_EQ(element.kind(), v1::Element::KIND_ROADMAP_ITEM);
  EXPECT_EQ(element.fields(0).after(), "2027-Q2");
  EXPECT_EQ(element.fields(0).bearing(), v1::StrategyDifference::BEARING_ALLOWS_LESS);
  EXPECT_EQ(message.difference().parts(0).key(), "portal");
  EXPECT_EQ(message.retired(0).name(), "products/atlas/elements/C1");
  EXPECT_EQ(message.retired(0).last_version(), 1);
  EXPECT_EQ(message.retired(0).open_requests(), 1);
  EXPECT_EQ(message.retired(0).decisions(), 2);
  EXPECT_EQ(message.retired(0).promises(), 3);
  const v1::RejudgedRequest& request = message.requests(0);
  EXPECT_EQ(request.change_request(), "products/atlas/changeRequests/1");
  EXPECT_EQ(request.title(), "Map");
  EXPECT_EQ(request.due_time().seconds(), 1'800'000'000);
  EXPECT_EQ(request.verdict_before(), type::v1::VERDICT_AS_IS);
  EXPECT_EQ(request.verdict(), type::v1::VERDICT_CONFLICTS);
  EXPECT_TRUE(request.firm_before());
  EXPECT_FALSE(request.firm());
  EXPECT_EQ(request.element(), "products/atlas/elements/N1");
  EXPECT_EQ(message.requests_count(), 201);
  EXPECT_EQ(message.open_requests_count(), 300);
  EXPECT_EQ(message.promises(0).customer(), "customers/acme");
  EXPECT_EQ(message.promises_count(), 7);
}

TEST(StrategyChangeProtoTest, PublicationSaysWhatIsRetiredAlone) {
  StrategyChange change = WholeChange();
  change.difference.reset();
  const v1::StrategyChange message = ToProto(change, SecondVersion());
  EXPECT_FALSE(message.has_difference());
  EXPECT_EQ(message.retired_count(), 1);
  EXPECT_EQ(message.open_requests_count(), 0);
  EXPECT_EQ(message.requests_size(), 0);
}

TEST(StrategyChangeProtoTest, FirstVersionHasNoBase) {
  storage::PublishedStrategy first = SecondVersion();
  first.version = 1;
  EXPECT_EQ(ToProto(WholeChange(), first).difference().base(), "");
}

TEST(StrategyChangeProtoTest, AcknowledgementWithoutATimeIsNone) {
  Acknowledgement acknowledgement{"products/atlas/strategies/2", "principals/sofia", {}};
  EXPECT_FALSE(ToProto(acknowledgement).has_acknowledge_time());
  acknowledgement.since = absl::FromUnixSeconds(1'800'000'000);
  EXPECT_EQ(ToProto(acknowledgement).acknowledge_time().seconds(), 1'800'000'000);
}

}  // namespace
}  // namespace zusage::strategy
