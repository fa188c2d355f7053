// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/message_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "zusage/commitments/v1/commitment_service.pb.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::cli {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kRequest = R"(
product: atlas
title: Rechnungen als PDF exportieren
wish: Wir müssen Rechnungen ausgeben.
customer: {display_name: Contoso, segment: manufacturing, revenue: 90000000 EUR}
deal:
  reference: OPP-7
  stage: proposal
  amount: {currency_code: EUR, units: 120000}
  close_date: 2026-12-31
context: large_enterprise
evidence:
  pain: 4
  segment_share: 0.25
  conversations: [said so, again]
wanted_by: "2027-03-31"
items:
- export
- 2027
)";

struct Parsed {
  absl::Status status;
  std::string product;
  type::v1::ChangeRequestDraft draft;
};

Parsed Parse(std::string_view text) {
  Parsed parsed;
  parsed.status = ParseMessageFile(text, parsed.product, parsed.draft);
  return parsed;
}

// "REASON field" of the first violation, "REASON" of an error without any.
std::string Problem(std::string_view text) {
  const absl::Status status = Parse(text).status;
  if (status.ok()) return "OK";
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return std::string(status.message());
  if (details->fields.empty()) return details->reason;
  return details->fields[0].reason + " " + details->fields[0].field;
}

TEST(MessageFileTest, AWholeRequestIsRead) {
  const Parsed parsed = Parse(kRequest);
  ASSERT_TRUE(parsed.status.ok()) << parsed.status;
  const type::v1::ChangeRequestDraft& draft = parsed.draft;
  EXPECT_EQ(parsed.product, "atlas");
  EXPECT_EQ(draft.customer().display_name(), "Contoso");
  EXPECT_EQ(draft.customer().revenue().units(), 90'000'000);
  EXPECT_EQ(draft.deal().stage(), type::v1::DEAL_STAGE_PROPOSAL);
  EXPECT_EQ(draft.deal().amount().currency_code(), "EUR");
  EXPECT_EQ(draft.deal().close_date().month(), 12);
  EXPECT_EQ(draft.context(), type::v1::CONTEXT_LARGE_ENTERPRISE);
  EXPECT_EQ(draft.evidence().pain(), 4);
  EXPECT_FALSE(draft.evidence().has_similar_customers());
  EXPECT_EQ(draft.evidence().segment_share(), 0.25);
  EXPECT_EQ(draft.evidence().conversations_size(), 2);
  EXPECT_EQ(draft.wanted_by().year(), 2027);
  EXPECT_EQ(draft.items(1), "2027");
}

TEST(MessageFileTest, JsonSaysTheSameAsYaml) {
  const Parsed parsed = Parse(R"({"product": "atlas", "title": "T", "customer": "Contoso",
    "wantedBy": "2027-03-31", "evidence": {"pain": 4}, "context": "LARGE_ENTERPRISE"})");
  ASSERT_TRUE(parsed.status.ok()) << parsed.status;
  EXPECT_EQ(parsed.draft.customer().display_name(), "Contoso");
  EXPECT_EQ(parsed.draft.wanted_by().day(), 31);
  EXPECT_EQ(parsed.draft.context(), type::v1::CONTEXT_LARGE_ENTERPRISE);
}

TEST(MessageFileTest, AKnownCustomerIsGivenByName) {
  EXPECT_EQ(Parse("customer: customers/01J\n").draft.customer().name(), "customers/01J");
}

TEST(MessageFileTest, APromiseMayBeWrittenShort) {
  commitments::v1::Promise promise;
  std::string product;
  const absl::Status status = ParseMessageFile(R"(
customer: Contoso
made_date: 2026-11-20
lines:
- SSO by May
- {text: faster, item: C1, quantity: 600 requests/min, due_date: 2027-05-31, carried_conditions: ["1"]}
)",
                                               product, promise);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(product, "");
  EXPECT_EQ(promise.lines(0).text(), "SSO by May");
  EXPECT_EQ(promise.lines(1).quantity().value(), 600);
  EXPECT_EQ(promise.lines(1).quantity().unit(), "requests/min");
  EXPECT_EQ(promise.lines(1).carried_conditions(0), "1");
}

TEST(MessageFileTest, WhatTheServerSetsIsRefused) {
  commitments::v1::Promise promise;
  std::string product;
  const absl::Status status = ParseMessageFile("name: products/a/promises/1\n", product, promise);
  EXPECT_EQ(ReasonOf(status), "SET_BY_SERVER");
}

TEST(MessageFileTest, UnknownFieldsAreNamedWithTheirPath) {
  EXPECT_EQ(Problem("titel: x\n"), "UNKNOWN_FIELD titel");
  EXPECT_EQ(Problem("customer: {nme: x}\n"), "UNKNOWN_FIELD customer.nme");
  EXPECT_EQ(Problem("deal: {product: atlas}\n"), "UNKNOWN_FIELD deal.product");
}

TEST(MessageFileTest, FieldsThatThereAreAreSaid) {
  commitments::v1::Promise promise;
  std::string product;
  const absl::Status status = ParseMessageFile("lines: [{txt: a}]\n", product, promise);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("lines[0].txt"), HasSubstr("text, "), HasSubstr("due_date"),
                    Not(HasSubstr("standing"))));
}

TEST(MessageFileTest, WrongValuesAreNamedWithTheirPath) {
  EXPECT_EQ(Problem("title: [x]\n"), "WRONG_TYPE title");
  EXPECT_EQ(Problem("items: x\n"), "WRONG_TYPE items");
  EXPECT_EQ(Problem("items: [[x]]\n"), "WRONG_TYPE items[0]");
  EXPECT_EQ(Problem("product: {a: b}\n"), "WRONG_TYPE product");
  EXPECT_EQ(Problem("evidence: x\n"), "WRONG_TYPE evidence");
  EXPECT_EQ(Problem("evidence: [x]\n"), "WRONG_TYPE evidence");
  EXPECT_EQ(Problem("evidence: {pain: much}\n"), "WRONG_TYPE evidence.pain");
  EXPECT_EQ(Problem("evidence: {pain: 1.5}\n"), "WRONG_TYPE evidence.pain");
  EXPECT_EQ(Problem("evidence: {pain: 99999999999}\n"), "WRONG_TYPE evidence.pain");
  EXPECT_EQ(Problem("evidence: {pain: \"4\"}\n"), "WRONG_TYPE evidence.pain");
  EXPECT_EQ(Problem("evidence: {segment_share: nan}\n"), "WRONG_TYPE evidence.segment_share");
  EXPECT_EQ(Problem("evidence: {segment_share: .inf}\n"), "WRONG_TYPE evidence.segment_share");
  EXPECT_EQ(Problem("context: somewhere\n"), "INVALID_ENUM context");
  EXPECT_EQ(Problem("context: unspecified\n"), "INVALID_ENUM context");
  EXPECT_EQ(Problem("wanted_by: 2026-02-30\n"), "INVALID_DATE wanted_by");
  EXPECT_EQ(Problem("wanted_by: tomorrow\n"), "INVALID_DATE wanted_by");
  EXPECT_EQ(Problem("deal: {amount: 5}\n"), "INVALID_FORMAT deal.amount");
  EXPECT_EQ(Problem("deal: {amount: 5.5 EUR}\n"), "INVALID_FORMAT deal.amount");
  EXPECT_EQ(Problem("title: a\ntitle: b\n"), "DUPLICATE title");
  EXPECT_EQ(Problem("title: \"a\\0b\"\n"), "INVALID_TEXT title");
  EXPECT_EQ(Problem("- a\n"), "WRONG_TYPE ");
  EXPECT_EQ(Problem("just words\n"), "WRONG_TYPE ");
  EXPECT_EQ(Problem(""), "WRONG_TYPE ");
}

TEST(MessageFileTest, AllThatIsWrongIsSaidAtOnce) {
  const absl::Status status = Parse("titel: x\ncontext: y\nwanted_by: z\n").status;
  EXPECT_EQ(DetailsOf(status)->fields.size(), 3u);
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELDS");
}

TEST(MessageFileTest, FilesThatCannotBeReadAreRefusedAsAWhole) {
  EXPECT_EQ(Problem(std::string(kMaxMessageFileBytes + 1, ' ')), "FILE_TOO_LARGE");
  EXPECT_EQ(Problem("title: [\n"), "FILE_SYNTAX");
  EXPECT_EQ(Problem("{\"title\": }"), "FILE_SYNTAX");
  EXPECT_EQ(Problem("a: &x [1]\nb: *x\n"), "FILE_ALIAS");
  EXPECT_EQ(Problem("title: a\n---\ntitle: b\n"), "FILE_MANY_DOCUMENTS");
  EXPECT_EQ(Problem("items: " + std::string(50, '[') + std::string(50, ']') + "\n"),
            "FILE_TOO_DEEP");
  std::string many = "items: [";
  for (size_t i = 0; i <= kMaxMessageFileNodes; ++i) many += "a,";
  EXPECT_EQ(Problem(many + "a]"), "FILE_TOO_MANY_NODES");
}

TEST(MessageFileTest, TextThatIsNoUtf8IsRefused) {
  EXPECT_NE(Problem("title: \"\xff\xfe\"\n"), "OK");
  EXPECT_NE(Problem("{\"title\": \"\xff\"}"), "OK");
}

TEST(MessageFileTest, ErrorsDoNotSpeakOfStrategies) {
  const absl::Status status = Parse("title: [\n").status;
  EXPECT_THAT(DetailsOf(status)->english, ::testing::Not(HasSubstr("strategy")));
}

TEST(QuantityTest, NumbersAndUnitsAreToldApart) {
  EXPECT_EQ(ParseQuantity("600requests/min")->unit(), "requests/min");
  EXPECT_EQ(ParseQuantity("1.5 GB")->value(), 1.5);
  EXPECT_EQ(ParseQuantity("7")->unit(), "");
  EXPECT_EQ(ParseQuantity("many"), std::nullopt);
  EXPECT_EQ(ParseQuantity(""), std::nullopt);
  EXPECT_EQ(ParseQuantity("-5 users"), std::nullopt);
  EXPECT_EQ(ParseQuantity("1.2.3 users"), std::nullopt);
}

TEST(MoneyTest, TheCurrencyStandsBeforeOrAfter) {
  EXPECT_EQ(ParseMoney("120000 EUR")->units(), 120'000);
  EXPECT_EQ(ParseMoney("EUR 120000")->currency_code(), "EUR");
  EXPECT_EQ(ParseMoney("-5 EUR")->units(), -5);  // for the server to refuse
  EXPECT_EQ(ParseMoney("120000"), std::nullopt);
  EXPECT_EQ(ParseMoney("1 EURO"), std::nullopt);
  EXPECT_EQ(ParseMoney("99999999999999999999 EUR"), std::nullopt);
}

}  // namespace
}  // namespace zusage::cli
