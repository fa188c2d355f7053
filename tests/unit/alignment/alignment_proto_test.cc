// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/alignment_proto.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

namespace zusage::alignment {
namespace {

using google::protobuf::util::MessageDifferencer;

Assessment FullAssessment() {
  Assessment assessment;
  assessment.verdict = Verdict::kConflicts;
  assessment.confidence = 0.875;
  assessment.firm = true;
  assessment.elements = {{"N1", 3.5, 0.8}, {"T2", 1.25, 0.1}};
  assessment.findings = {{.kind = FindingKind::kElement,
                          .stance = Stance::kAgainst,
                          .element = "N1",
                          .quote = "We do not run on the customer's own servers.",
                          .matched_words = {{"Server", "servers"}},
                          .strength = 0.75,
                          .reason = "NON_GOAL",
                          .english = "A non-goal speaks against it.",
                          .german = "Ein Nicht-Ziel spricht dagegen."},
                         {.kind = FindingKind::kPrecedent,
                          .stance = Stance::kNeutral,
                          .precedent = "products/atlas/changeRequests/01J0000000000000000000000A",
                          .strength = 0.5,
                          .reason = "SIMILAR_REQUEST"},
                         {.kind = FindingKind::kSegment, .stance = Stance::kFor}};
  assessment.market = {.value = 61.5, .parts = {{"pain", 0.8}, {"frequency", std::nullopt}}};
  assessment.commercial = {.value = std::nullopt, .parts = {{"effort", std::nullopt}}};
  assessment.focus = {strategy::Focus::kSalesLed, "large account", "Großkunde", true};
  assessment.similar = {{.name = "products/atlas/changeRequests/01J0000000000000000000000A",
                         .title = "On premises",
                         .similarity = 0.625,
                         .outcome = "DECLINED",
                         .matched_words = {{"Server", "server"}}}};
  assessment.strategy_version = 3;
  assessment.check_version = "1";
  assessment.linguistic_fingerprint = "none";
  assessment.known_position = 4711;
  return assessment;
}

TEST(AlignmentProtoTest, ElementsAndStrategyAreNamedInFull) {
  strategy::Strategy strategy;
  strategy.elements = {
      {.kind = strategy::ElementKind::kNonGoal, .id = "N1", .title = "On premises"}};
  const type::v1::Assessment message = ToProto(FullAssessment(), "products/atlas", &strategy);
  EXPECT_EQ(message.strategy(), "products/atlas/strategies/3");
  EXPECT_EQ(message.elements(0).element(), "products/atlas/elements/N1");
  EXPECT_EQ(message.elements(0).title(), "On premises");
  EXPECT_EQ(message.elements(1).title(), "");
  EXPECT_EQ(message.findings(0).element(), "products/atlas/elements/N1");
  EXPECT_EQ(message.findings(1).element(), "");
  EXPECT_FALSE(message.has_create_time());
}

TEST(AlignmentProtoTest, AssessmentComesBackAsItWas) {
  const type::v1::Assessment message = ToProto(FullAssessment(), "products/atlas");
  const absl::StatusOr<Assessment> back = FromProto(message);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->verdict, Verdict::kConflicts);
  EXPECT_EQ(back->elements[0].element, "N1");
  EXPECT_EQ(back->findings[0].kind, FindingKind::kElement);
  EXPECT_EQ(back->findings[1].stance, Stance::kNeutral);
  EXPECT_EQ(back->findings[2].kind, FindingKind::kSegment);
  EXPECT_FALSE(back->market.parts[1].value.has_value());
  EXPECT_EQ(back->strategy_version, 3);
  EXPECT_TRUE(MessageDifferencer::Equals(ToProto(*back, "products/atlas"), message));
}

TEST(AlignmentProtoTest, EmptyAssessmentComesBackAsItWas) {
  const type::v1::Assessment message = ToProto(Assessment{}, "products/atlas");
  const absl::StatusOr<Assessment> back = FromProto(message);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(MessageDifferencer::Equals(ToProto(*back, "products/atlas"), message));
}

TEST(AlignmentProtoTest, ForeignMessageIsInternal) {
  type::v1::Assessment message = ToProto(FullAssessment(), "products/atlas");
  message.mutable_elements(0)->set_element("somewhere/else");
  EXPECT_EQ(FromProto(message).status().code(), absl::StatusCode::kInternal);
  message = ToProto(FullAssessment(), "products/atlas");
  message.set_strategy("products/atlas/strategies/newest");
  EXPECT_EQ(FromProto(message).status().code(), absl::StatusCode::kInternal);
  message = ToProto(FullAssessment(), "products/atlas");
  message.set_verdict(static_cast<type::v1::Verdict>(77));
  EXPECT_EQ(FromProto(message).status().code(), absl::StatusCode::kInternal);
}

TEST(AlignmentProtoTest, WishComesBackFromItsDraft) {
  const Wish wish{.product = "atlas",
                  .title = "SSO mit SAML",
                  .body = "Wir brauchen SSO.",
                  .problem = "Zwei Passwörter.",
                  .area = "security",
                  .customer_segment = "Enterprise",
                  .customer_size = "1200 employees",
                  .context = strategy::Context::kLargeEnterprise,
                  .evidence = {.pain = 4,
                               .frequency_per_month = 20,
                               .similar_customers = 0,
                               .segment_share = 0.25,
                               .willingness_to_pay = 12000,
                               .willingness_to_pay_currency = "EUR",
                               .effort_person_days = 15,
                               .conversations = {"call with the CISO"}}};
  const type::v1::ChangeRequestDraft draft = DraftOf(wish);
  const Wish back = WishFromProto("products/atlas", draft);
  EXPECT_EQ(back.product, wish.product);
  EXPECT_EQ(back.body, wish.body);
  EXPECT_EQ(back.customer_segment, wish.customer_segment);
  EXPECT_EQ(back.context, wish.context);
  EXPECT_EQ(back.evidence.similar_customers, 0);
  EXPECT_EQ(back.evidence.willingness_to_pay, 12000);
  EXPECT_TRUE(MessageDifferencer::Equals(DraftOf(back), draft));
}

TEST(AlignmentProtoTest, AbsentEvidenceStaysAbsent) {
  const Evidence back = FromProto(ToProto(Evidence{}));
  EXPECT_FALSE(back.pain.has_value());
  EXPECT_FALSE(back.similar_customers.has_value());
  EXPECT_FALSE(back.willingness_to_pay.has_value());
  EXPECT_TRUE(back.conversations.empty());
}

TEST(AlignmentProtoTest, EvidenceComesBackWithItsConversations) {
  Evidence evidence{.pain = 3, .conversations = {"They said so."}};
  evidence.logged_conversations = {
      {.kind = Conversation::Kind::kMeeting, .date = Date(2026, 1, 12), .text = "It hurts."},
      {.kind = Conversation::Kind::kUnspecified, .date = std::nullopt, .text = "Again."}};
  EXPECT_EQ(FromProto(ToProto(evidence)), evidence);
  EXPECT_EQ(evidence.conversation_count(), 3);
}

TEST(AlignmentProtoTest, DayThatDoesNotExistIsLeftOut) {
  type::v1::Conversation conversation;
  conversation.mutable_date()->set_year(2026);
  conversation.mutable_date()->set_month(2);
  conversation.mutable_date()->set_day(30);
  EXPECT_EQ(FromProto(conversation).date, std::nullopt);
}

}  // namespace
}  // namespace zusage::alignment
