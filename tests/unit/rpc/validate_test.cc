// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/validate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/rpc/probe.pb.h"

namespace zusage::rpc {
namespace {

namespace probe = ::zusage::probe::v1;

// A request that satisfies every rule.
probe::TellStoryRequest Valid() {
  probe::TellStoryRequest request;
  request.mutable_story()->set_name("products/atlas/changeRequests/1");
  request.set_request_id("r1");
  return request;
}

// "path REASON" of everything that is wrong with `request`.
std::vector<std::string> Wrong(probe::TellStoryRequest request) {
  RuleBook book;
  const absl::Status status = Validate(book.Of(request.GetDescriptor()), request);
  std::vector<std::string> wrong;
  if (const auto details = DetailsOf(status); details.has_value()) {
    for (const FieldViolation& field : details->fields) {
      wrong.push_back(field.field + " " + field.reason);
    }
  }
  return wrong;
}

// As Wrong(), of a valid request with one change to its story.
template <typename Change>
std::vector<std::string> WrongWith(Change change) {
  probe::TellStoryRequest request = Valid();
  change(*request.mutable_story());
  return Wrong(request);
}

using List = std::vector<std::string>;

TEST(ValidateTest, ValidRequestPasses) {
  EXPECT_EQ(Wrong(Valid()), List{});
  EXPECT_EQ(WrongWith([](probe::Story& story) {
              story.set_title("Größe");
              story.add_lines()->set_text("x");
              story.mutable_price()->set_currency_code("EUR");
              story.set_chapters(5);
              story.add_moods(probe::MOOD_MERRY);
              story.mutable_time()->set_seconds(1);
            }),
            List{});
}

TEST(ValidateTest, MissingRequiredFieldsAreToldAtOnce) {
  EXPECT_EQ(Wrong({}), (List{"story REQUIRED", "request_id REQUIRED"}));
}

TEST(ValidateTest, TextBeyondItsLimitIsTooLong) {
  EXPECT_EQ(WrongWith([](auto& story) { story.set_title(std::string(40, 'x')); }), List{});
  EXPECT_EQ(WrongWith([](auto& story) { story.set_title(std::string(41, 'x')); }),
            List{"story.title TOO_LONG"});
}

TEST(ValidateTest, TextWithoutALimitHasTheDefault) {
  EXPECT_EQ(WrongWith([](auto& story) { story.set_unlimited(std::string(200, 'x')); }), List{});
  EXPECT_EQ(WrongWith([](auto& story) { story.set_unlimited(std::string(201, 'x')); }),
            List{"story.unlimited TOO_LONG"});
}

TEST(ValidateTest, ControlCharactersAndBadUtf8AreInvalidText) {
  for (const std::string& text : {std::string("a\0b", 3), std::string("a\x1b[0m"),
                                  std::string("\xff"), std::string("\xc3\x28")}) {
    EXPECT_EQ(WrongWith([&](auto& story) { story.set_title(text); }),
              List{"story.title INVALID_TEXT"});
  }
}

TEST(ValidateTest, BytesNeedNotBeTextButAreLimited) {
  EXPECT_EQ(WrongWith([](auto& story) { story.set_blob(std::string("\0\xff", 2)); }), List{});
  EXPECT_EQ(WrongWith([](auto& story) { story.set_blob("12345"); }), List{"story.blob TOO_LONG"});
}

TEST(ValidateTest, ListBeyondItsLimitIsTooMany) {
  EXPECT_EQ(WrongWith([](auto& story) {
              for (int i = 0; i < 4; ++i) story.add_lines()->set_text("x");
            }),
            List{"story.lines TOO_MANY"});
}

TEST(ValidateTest, ElementsAreCheckedWithTheirIndex) {
  EXPECT_EQ(WrongWith([](auto& story) {
              story.add_lines()->set_text("x");
              story.add_lines();
              story.add_customers("customers/1");
              story.add_customers("");
              story.add_customers("customers/");
            }),
            (List{"story.lines[1].text REQUIRED", "story.customers[2] INVALID_FORMAT"}));
}

TEST(ValidateTest, NumberOutsideItsBoundsIsOutOfRange) {
  EXPECT_EQ(WrongWith([](auto& story) { story.set_chapters(0); }),
            List{"story.chapters OUT_OF_RANGE"});
  EXPECT_EQ(WrongWith([](auto& story) { story.set_chapters(6); }),
            List{"story.chapters OUT_OF_RANGE"});
  EXPECT_EQ(WrongWith([](auto& story) {
              story.mutable_price()->set_currency_code("EUR");
              story.mutable_price()->set_units(-1);
            }),
            List{"story.price.units OUT_OF_RANGE"});
}

TEST(ValidateTest, NumbersMustBeFinite) {
  for (double number : {std::nan(""), std::numeric_limits<double>::infinity(),
                        -std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(WrongWith([&](auto& story) { story.set_weight(number); }),
              List{"story.weight INVALID_FORMAT"});
  }
}

TEST(ValidateTest, EnumNumberThatNobodyKnowsIsInvalid) {
  EXPECT_EQ(WrongWith([](auto& story) {
              story.set_mood(static_cast<probe::Mood>(9));
              story.add_moods(probe::MOOD_GRAVE);
              story.add_moods(static_cast<probe::Mood>(-1));
            }),
            (List{"story.mood INVALID_ENUM", "story.moods[1] INVALID_ENUM"}));
}

TEST(ValidateTest, ResourceNameMustHaveItsForm) {
  for (const char* name : {"products/atlas", "products/-/changeRequests/1", "atlas",
                           "products/atlas/changeRequests/1/", "products/a b/changeRequests/1"}) {
    EXPECT_EQ(WrongWith([&](auto& story) { story.set_name(name); }),
              List{"story.name INVALID_FORMAT"})
        << name;
  }
}

TEST(ValidateTest, WildcardFitsWhereItIsAllowedOnly) {
  RuleBook book;
  probe::ListStoriesRequest request;
  const auto wrong = [&](const char* parent) {
    request.set_parent(parent);
    return !Validate(book.Of(request.GetDescriptor()), request).ok();
  };
  EXPECT_FALSE(wrong("products/-"));
  EXPECT_FALSE(wrong("products/atlas"));
  EXPECT_TRUE(wrong("products/-/x"));
  EXPECT_TRUE(wrong("products/-x"));
  EXPECT_TRUE(wrong("customers/-"));
}

TEST(ValidateTest, RequestIdIsPrintableAsciiOf64BytesAtMost) {
  const auto wrong = [](const std::string& id) {
    probe::TellStoryRequest request = Valid();
    request.set_request_id(id);
    return Wrong(request);
  };
  EXPECT_EQ(wrong(std::string(64, '~')), List{});
  EXPECT_EQ(wrong(std::string(65, 'x')), List{"request_id INVALID_FORMAT"});
  EXPECT_EQ(wrong("ü"), List{"request_id INVALID_FORMAT"});
  EXPECT_EQ(wrong("a\nb"), List{"request_id INVALID_FORMAT"});
}

TEST(ValidateTest, CurrencyIsThreeCapitalLetters) {
  for (const char* code : {"eur", "EU", "EURO", "E1R"}) {
    EXPECT_EQ(WrongWith([&](auto& story) { story.mutable_price()->set_currency_code(code); }),
              List{"story.price.currency_code INVALID_FORMAT"});
  }
}

TEST(ValidateTest, DateMustExist) {
  const auto wrong = [](int year, int month, int day) {
    return WrongWith([&](auto& story) {
      auto& line = *story.add_lines();
      line.set_text("x");
      line.mutable_date()->set_year(year);
      line.mutable_date()->set_month(month);
      line.mutable_date()->set_day(day);
    });
  };
  const List invalid = {"story.lines[0].date INVALID_DATE"};
  EXPECT_EQ(wrong(2024, 2, 29), List{});
  EXPECT_EQ(wrong(2026, 2, 29), invalid);
  EXPECT_EQ(wrong(2026, 13, 1), invalid);
  EXPECT_EQ(wrong(0, 0, 0), invalid);
  EXPECT_EQ(wrong(10000, 1, 1), invalid);
  EXPECT_EQ(wrong(-1, 1, 1), invalid);
}

TEST(ValidateTest, TimestampMustBeOfOurEra) {
  const auto wrong = [](int64_t seconds, int32_t nanos) {
    return WrongWith([&](auto& story) {
      story.mutable_time()->set_seconds(seconds);
      story.mutable_time()->set_nanos(nanos);
    });
  };
  EXPECT_EQ(wrong(253402300799, 999999999), List{});
  EXPECT_EQ(wrong(253402300800, 0), List{"story.time INVALID_DATE"});
  EXPECT_EQ(wrong(-62135596801, 0), List{"story.time INVALID_DATE"});
  EXPECT_EQ(wrong(0, -1), List{"story.time INVALID_DATE"});
}

TEST(ValidateTest, UnknownFieldsAreRefusedAtAnyDepth) {
  probe::TellStoryRequest request = Valid();
  probe::Line& line = *request.mutable_story()->add_lines();
  line.set_text("x");
  line.GetReflection()->MutableUnknownFields(&line)->AddVarint(99, 1);
  request.GetReflection()->MutableUnknownFields(&request)->AddLengthDelimited(98, "x");
  EXPECT_EQ(Wrong(request), (List{"98 UNKNOWN_FIELD", "story.lines[0].99 UNKNOWN_FIELD"}));
}

TEST(ValidateTest, WhatOnlyTheServerSetsIsClearedUnread) {
  RuleBook book;
  probe::TellStoryRequest request = Valid();
  request.mutable_story()->set_teller(std::string("\0\xff", 2));
  request.mutable_story()->set_position(7);
  EXPECT_TRUE(Validate(book.Of(request.GetDescriptor()), request).ok());
  EXPECT_EQ(request.story().teller(), "");
  EXPECT_EQ(request.story().position(), 0);
}

TEST(ValidateTest, ViolationsAreCollectedUpToALimit) {
  const auto wrong = WrongWith([](auto& story) {
    for (int i = 0; i < 100; ++i) story.add_customers("x");
  });
  EXPECT_EQ(wrong.size(), kMaxViolations);
}

TEST(SecretsTest, SecretFieldsAreFoundAndCleared) {
  probe::Story story;
  story.set_title("kept");
  story.set_token("secret");
  EXPECT_TRUE(HasSecrets(story.GetDescriptor()));
  EXPECT_FALSE(HasSecrets(probe::Line::descriptor()));
  ClearSecrets(story);
  EXPECT_EQ(story.token(), "");
  EXPECT_EQ(story.title(), "kept");
}

}  // namespace
}  // namespace zusage::rpc
