// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/customer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "services/base/error.h"

namespace zusage::directory {
namespace {

TEST(MatchingKeyTest, ComposedAndDecomposedFormsAreTheSame) {
  EXPECT_EQ(MatchingKey("M\u00fcller"), MatchingKey("Mu\u0308ller"));
}

TEST(MatchingKeyTest, CaseDoesNotMatter) {
  EXPECT_EQ(MatchingKey("STRASSE \u00c4rzte"), MatchingKey("Stra\u00dfe a\u0308rzte"));
}

TEST(MatchingKeyTest, WhiteSpaceOfAnyKindIsSqueezed) {
  EXPECT_EQ(MatchingKey("  Acme\u00a0 \tGmbH\n"), MatchingKey("acme gmbh"));
}

TEST(MatchingKeyTest, InvisibleCharactersDoNotMatter) {
  EXPECT_EQ(MatchingKey("Ac\u200bme"), MatchingKey("Acme"));
  EXPECT_EQ(MatchingKey("\u200b\u00ad"), "");
}

TEST(MatchingKeyTest, LookAlikesOfOtherScriptsStayApart) {
  EXPECT_NE(MatchingKey("Acme"), MatchingKey("\u0410cme"));  // a Cyrillic A
}

// ASCII goes a shorter way, unless something else stands in the same name.
RC_GTEST_PROP(MatchingKeyTest, AsciiIsReadAsBesideOtherLetters, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::cast<char>(rc::gen::inRange(0, 128)));
  const std::string other = "\u00e4";
  for (const auto& form : {MatchingKey, TidyName}) {
    std::string alone = form(text + "x"), beside = form(text + other);
    alone.pop_back();
    RC_ASSERT(beside.ends_with(other));
    beside.resize(beside.size() - other.size());
    RC_ASSERT(alone == beside);
  }
}

RC_GTEST_PROP(MatchingKeyTest, IsItsOwnMatchingKey, (const std::string& text)) {
  const std::string key = MatchingKey(text);
  RC_ASSERT(MatchingKey(key) == key);
}

RC_GTEST_PROP(TidyNameTest, KeepsTheMatchingKeyAndIsTidy, (const std::string& text)) {
  const std::string tidy = TidyName(text);
  RC_ASSERT(TidyName(tidy) == tidy);
  RC_ASSERT(MatchingKey(tidy) == MatchingKey(text));
}

TEST(TidyTest, AliasesThatRepeatANameAreDropped) {
  const CustomerInput tidy =
      Tidy(CustomerInput{.display_name = " Acme  AG ", .aliases = {"ACME ag", "ACE", "Ace", ""}});
  EXPECT_EQ(tidy.display_name, "Acme AG");
  EXPECT_EQ(tidy.aliases, std::vector<std::string>{"ACE"});
}

TEST(MergeTest, EmptyFieldsLeaveWhatIsKnown) {
  const Customer known{.name = "customers/1",
                       .display_name = "Acme",
                       .external_id = "crm-1",
                       .segment = "banks",
                       .size = "1200 employees",
                       .revenue = Money{"EUR", 5}};
  EXPECT_EQ(Merge(known, CustomerInput{}, FoundBy::kIdentifier), known);
}

TEST(MergeTest, RenamingKeepsTheFormerNameAsAnAlias) {
  const Customer known{.name = "customers/1", .display_name = "Acme", .aliases = {"Bolt"}};
  const Customer merged = Merge(known, CustomerInput{.display_name = "Bolt"}, FoundBy::kIdentifier);
  EXPECT_EQ(merged.display_name, "Bolt");
  EXPECT_EQ(merged.aliases, std::vector<std::string>{"Acme"});
}

TEST(MergeTest, CustomerFoundByItsNamesKeepsItsSpelling) {
  const Customer known{.name = "customers/1", .display_name = "Acme"};
  EXPECT_EQ(Merge(known, CustomerInput{.display_name = "ACME"}, FoundBy::kNames), known);
}

TEST(MergeTest, CustomerFoundByAnAliasLearnsTheOtherName) {
  const Customer known{.name = "customers/1", .display_name = "Acme"};
  const Customer merged = Merge(
      known, CustomerInput{.display_name = "Acme Holding", .aliases = {"acme"}}, FoundBy::kNames);
  EXPECT_EQ(merged.display_name, "Acme");
  EXPECT_EQ(merged.aliases, std::vector<std::string>{"Acme Holding"});
}

RC_GTEST_PROP(MergeTest, SayingItTwiceChangesNothing,
              (const std::string& first, const std::string& second, bool by_identifier)) {
  const FoundBy found_by = by_identifier ? FoundBy::kIdentifier : FoundBy::kNames;
  const Customer known = Tidy(Customer{.display_name = first});
  const CustomerInput input = Tidy(CustomerInput{.display_name = second, .aliases = {first}});
  const Customer once = Merge(known, input, found_by);
  RC_ASSERT(Merge(once, input, found_by) == once);
}

TEST(ValidateCustomerTest, InvisibleDisplayNameIsRequired) {
  EXPECT_EQ(ReasonOf(Validate(CustomerInput{.display_name = "\u200b"})), "REQUIRED");
}

TEST(ValidateCustomerTest, LongTextIsTooLong) {
  EXPECT_EQ(ReasonOf(Validate(CustomerInput{.display_name = std::string(201, 'a')})), "TOO_LONG");
}

TEST(ValidateCustomerTest, NegativeRevenueIsOutOfRange) {
  const CustomerInput input{.display_name = "Acme", .revenue = Money{"EUR", -1}};
  EXPECT_EQ(ReasonOf(Validate(input)), "OUT_OF_RANGE");
}

TEST(ValidateCustomerTest, ForeignNameIsNoName) {
  EXPECT_EQ(ReasonOf(Validate(CustomerInput{.name = "principals/anna"})), "INVALID_FORMAT");
}

TEST(ValidateDealTest, UnknownStageIsNone) {
  EXPECT_EQ(ReasonOf(Validate(DealInput{.stage = static_cast<DealStage>(7)})), "INVALID_ENUM");
}

}  // namespace
}  // namespace zusage::directory
