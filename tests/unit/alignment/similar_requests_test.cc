// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/similar_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace zusage::alignment {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

void Fill(PastRequests& past) {
  past.Append({"r/1", "Print labels", "Labels for parcels on a thermal printer.", "DECLINED"}, 11);
  past.Append({"r/2", "Kalender abonnieren", "Termine sollen im Kalender erscheinen.", ""}, 12);
  past.Append({"r/3", "Export invoices", "Invoices as a spreadsheet for the tax adviser.", ""}, 13);
  past.Append({"r/4", "Passwort zurücksetzen", "Das Passwort selbst zurücksetzen.", ""}, 14);
}

TEST(PastRequestsTest, MostSimilarComesFirstWithItsWords) {
  PastRequests past;
  Fill(past);
  const SimilarAnswer answer = past.Similar("printing parcel labels", 3);
  ASSERT_FALSE(answer.requests.empty());
  EXPECT_EQ(answer.requests[0].name, "r/1");
  EXPECT_EQ(answer.requests[0].title, "Print labels");
  EXPECT_EQ(answer.requests[0].outcome, "DECLINED");
  EXPECT_GT(answer.requests[0].similarity, 0.5);
  EXPECT_FALSE(answer.requests[0].matched_words.empty());
  EXPECT_EQ(answer.position, 14);
}

TEST(PastRequestsTest, WordsAreShownAsPeopleWroteThem) {
  PastRequests past;
  Fill(past);
  // "printing" and "Print" have one stem, "Rechnungen" means "Invoices".
  EXPECT_THAT(
      past.Similar("printing labels", 1).requests.at(0).matched_words,
      UnorderedElementsAre(MatchedWord{"printing", "printing"}, MatchedWord{"labels", "labels"}));
  EXPECT_THAT(past.Similar("Wir brauchen Rechnungen", 1).requests.at(0).matched_words,
              Contains(MatchedWord{"Rechnungen", "invoices"}));
}

TEST(PastRequestsTest, WhatWasDecidedIsTold) {
  PastRequests past;
  Fill(past);
  const absl::Time day = absl::FromUnixSeconds(1'772'582'400);
  past.Decide("r/3", {"AS_IS", "C7", 19, day}, 19);
  past.AddEvidence("r/3", {.pain = 4}, 20);
  SimilarAnswer answer = past.Similar("export invoices", 1);
  const SimilarRequest& similar = answer.requests.at(0);
  EXPECT_EQ(similar.outcome, "AS_IS");
  EXPECT_EQ(similar.element, "C7");
  EXPECT_EQ(similar.decided_position, 19);
  EXPECT_EQ(similar.decide_time, day);
  EXPECT_EQ(answer.evidence.at(0).pain, 4);
  past.Decide("r/3", Ruling(), 21);  // reopened
  answer = past.Similar("export invoices", 1);
  EXPECT_EQ(answer.requests.at(0).outcome, "");
  EXPECT_EQ(answer.requests.at(0).element, "");
  EXPECT_EQ(answer.requests.at(0).decide_time, absl::InfinitePast());
}

TEST(PastRequestsTest, LanguagesMeet) {
  PastRequests past;
  Fill(past);
  EXPECT_EQ(past.Similar("Rechnungen als Tabelle", 1).requests.at(0).name, "r/3");
  EXPECT_EQ(past.Similar("reset the password", 1).requests.at(0).name, "r/4");
}

TEST(PastRequestsTest, TheSameTextIsFullySimilar) {
  PastRequests past;
  Fill(past);
  EXPECT_NEAR(past.Similar("Export invoices. Invoices as a spreadsheet for the tax adviser.", 1)
                  .requests.at(0)
                  .similarity,
              1, 1e-6);
}

// A word may meet itself and, beside it, what it means: only the better of the two counts,
// whichever comes first.
TEST(PastRequestsTest, AWordCountsByTheBestThatItMeets) {
  for (const char* text : {"Wir brauchen Rechnungen, also Invoices, und die Gutschriften.",
                           "Wir brauchen Invoices, also Rechnungen, und die Gutschriften."}) {
    PastRequests past;
    Fill(past);
    past.Append({"r/5", "", text, ""}, 15);
    const SimilarAnswer answer = past.Similar(text, 1);
    ASSERT_FALSE(answer.requests.empty());
    EXPECT_EQ(answer.requests[0].name, "r/5");
    EXPECT_NEAR(answer.requests[0].similarity, 1, 1e-5) << text;
  }
}

TEST(PastRequestsTest, ByNameLeavesItselfOut) {
  PastRequests past;
  Fill(past);
  past.Append({"r/5", "Labels", "Print parcel labels.", ""}, 15);
  const SimilarAnswer answer = past.SimilarTo("r/5", 10);
  ASSERT_FALSE(answer.requests.empty());
  EXPECT_EQ(answer.requests[0].name, "r/1");
  for (const SimilarRequest& request : answer.requests) EXPECT_NE(request.name, "r/5");
  EXPECT_THAT(past.SimilarTo("r/unknown", 10).requests, IsEmpty());
}

TEST(PastRequestsTest, OutcomeReplacementAndRemovalAreSeenAtOnce) {
  PastRequests past;
  Fill(past);
  past.Decide("r/3", "APPROVED", 20);
  EXPECT_EQ(past.Similar("export invoices", 1).requests.at(0).outcome, "APPROVED");
  past.Append({"r/3", "Something else", "Entirely.", ""}, 21);
  EXPECT_THAT(past.Similar("export invoices spreadsheet tax", 5).requests, IsEmpty());
  past.Remove("r/1", 22);
  EXPECT_THAT(past.Similar("print labels", 5).requests, IsEmpty());
  EXPECT_EQ(past.size(), 3u);
  EXPECT_EQ(past.position(), 22);
}

TEST(PastRequestsTest, NothingInCommonGivesNothing) {
  PastRequests past;
  EXPECT_THAT(past.Similar("anything", 5).requests, IsEmpty());
  Fill(past);
  EXPECT_THAT(past.Similar("", 5).requests, IsEmpty());
  EXPECT_THAT(past.Similar("quantum chromodynamics", 5).requests, IsEmpty());
  EXPECT_THAT(past.Similar("print labels", 0).requests, IsEmpty());
}

TEST(PastRequestsTest, PositionNeverGoesBack) {
  PastRequests past;
  past.AdvanceTo(9);
  past.Append({"r/1", "a", "b", ""}, 3);
  EXPECT_EQ(past.position(), 9);
}

// Half the words dropped and ten foreign ones added, among many others: it is still found.
TEST(PastRequestsTest, ADistortedRequestIsFoundAmongMany) {
  PastRequests past;
  const auto word = [](size_t request, size_t i) {
    return "w" + std::to_string((request * 7919 + i * 104729) % 5000) + "q";
  };
  for (size_t request = 0; request < 2'000; ++request) {
    std::string text;
    for (size_t i = 0; i < 40; ++i) text += word(request, i) + " ";
    past.Append({"r/" + std::to_string(request), "", text, ""}, 1);
  }
  int found = 0;
  for (size_t request = 0; request < 2'000; request += 40) {
    std::string text;
    for (size_t i = 0; i < 40; i += 2) text += word(request, i) + " ";
    for (size_t i = 0; i < 10; ++i) text += word(request + 11, i) + " ";
    for (const SimilarRequest& similar : past.Similar(text, 10).requests) {
      found += similar.name == "r/" + std::to_string(request);
    }
  }
  EXPECT_GE(found, 49);
}

TEST(PastRequestsTest, ManyReadAndOneAppends) {
  PastRequests past;
  Fill(past);
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&past] {
      for (int n = 0; n < 200; ++n) {
        EXPECT_FALSE(past.Similar("print parcel labels", 3).requests.empty());
      }
    });
  }
  for (int n = 0; n < 200; ++n) {
    past.Append({"n/" + std::to_string(n), "Maps", "Show a map of stations.", ""}, 100 + n);
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(past.size(), 204u);
}

}  // namespace
}  // namespace zusage::alignment
