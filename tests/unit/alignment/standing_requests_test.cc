// SPDX-License-Identifier: Apache-2.0
//
// Past requests as they stand (domain rules: a withdrawn request counts as unasked, a merged one
// stands as what it was merged into, a reopened or revoked one has no decision), against a model,
// in any order of what can happen to them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/intake/domain/request_state.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

using intake::Event;
using intake::State;

constexpr size_t kRequests = 8;
constexpr std::array<const char*, kRequests> kWishes = {
    "labels on a thermal printer", "calendar subscription feed", "spreadsheet of invoices",
    "reset a forgotten password",  "barcode scanner support",    "dark colour scheme",
    "holiday planner for teams",   "archive of deliveries"};
constexpr std::array<const char*, 4> kOutcomes = {"APPROVED", "DECLINED", "DEFERRED", "AS_IS"};

std::string NameOf(size_t request) {
  return std::string(kAtlas) + "/changeRequests/" + std::to_string(request);
}

// What happens to a request, one thing after the other.
struct Happening {
  enum Kind { kSubmitted, kDecided, kWithdrawn, kMerged, kReopened, kRevoked };
  Kind kind = kSubmitted;
  size_t request = 0;
  size_t other = 0;  // what it is merged into; what is decided
};

// The rules, in the plainest words.
class Model {
 public:
  // Whether it can happen at all.
  bool Allows(const Happening& one) const {
    const Request& request = requests_[one.request];
    switch (one.kind) {
      case Happening::kSubmitted:
        return !request.state.has_value();
      case Happening::kDecided:
        return Can(request, Event::kDecided);
      case Happening::kWithdrawn:
        return Can(request, Event::kWithdrawn);
      case Happening::kMerged:
        return Can(request, Event::kMerged) && IsTarget(one.other) && one.other != one.request;
      case Happening::kReopened:
        return Can(request, Event::kReopened);
      case Happening::kRevoked:
        return request.state == State::kDecided && request.outcome == "APPROVED";
    }
    return false;
  }

  void Apply(const Happening& one) {
    Request& request = requests_[one.request];
    request.into.reset();
    switch (one.kind) {
      case Happening::kSubmitted:
        request.state = State::kInReview;
        break;
      case Happening::kDecided:
        request.state = State::kDecided;
        request.outcome = kOutcomes[one.other % kOutcomes.size()];
        break;
      case Happening::kWithdrawn:
        request.state = State::kWithdrawn;
        break;
      case Happening::kMerged:
        request.state = State::kMerged;
        request.into = one.other;
        break;
      case Happening::kReopened:
        request.state = State::kInReview;
        request.outcome.clear();
        break;
      case Happening::kRevoked:
        request.outcome.clear();
        break;
    }
  }

  // What a request stands as; nothing if nobody asks for it.
  std::optional<size_t> StandsAs(size_t request) const {
    if (!requests_[request].state.has_value()) return std::nullopt;
    while (requests_[request].into.has_value()) request = *requests_[request].into;
    if (requests_[request].state == State::kWithdrawn) return std::nullopt;
    return request;
  }
  const std::string& OutcomeOf(size_t request) const { return requests_[request].outcome; }

 private:
  struct Request {
    std::optional<State> state;
    std::string outcome;
    std::optional<size_t> into;
  };

  static bool Can(const Request& request, Event event) {
    return request.state.has_value() && intake::Next(*request.state, event).has_value();
  }
  // What is merged or withdrawn takes in nothing.
  bool IsTarget(size_t request) const {
    const std::optional<State>& state = requests_[request].state;
    return state.has_value() && (intake::IsOpen(*state) || *state == State::kDecided);
  }

  std::array<Request, kRequests> requests_;
};

void Learn(const Happening& one, int64_t position, Knowledge& knowledge) {
  const std::string name = NameOf(one.request);
  switch (one.kind) {
    case Happening::kSubmitted:
      return knowledge.Learn(PastRequest{name, kWishes[one.request], ""}, position);
    case Happening::kDecided:
      return knowledge.LearnRuling(
          name, {kOutcomes[one.other % kOutcomes.size()], "", position, absl::UnixEpoch()},
          position);
    case Happening::kWithdrawn:
      return knowledge.LearnWithdrawal(name, position);
    case Happening::kMerged:
      return knowledge.LearnMerging(name, NameOf(one.other), position);
    case Happening::kReopened:
      return knowledge.LearnReopening(name, position);
    case Happening::kRevoked:
      return knowledge.LearnRuling(name, Ruling(), position);
  }
}

// Whatever can happen, in any order.
std::vector<Happening> AnyHistory() {
  const auto raw = *rc::gen::container<std::vector<std::tuple<uint8_t, uint8_t, uint8_t>>>(
      rc::gen::tuple(rc::gen::arbitrary<uint8_t>(), rc::gen::arbitrary<uint8_t>(),
                     rc::gen::arbitrary<uint8_t>()));
  std::vector<Happening> history;
  Model model;
  const auto add = [&](const Happening& one) {
    if (!model.Allows(one)) return;
    model.Apply(one);
    history.push_back(one);
  };
  for (size_t request = 0; request < kRequests / 2; ++request) add({.request = request});
  for (const auto& [kind, request, other] : raw) {
    add({static_cast<Happening::Kind>(kind % 6), request % kRequests, other % kRequests});
  }
  return history;
}

void Announce(Knowledge& knowledge) {
  knowledge.Announce(kAtlas, 1);
  knowledge.Learn(AtlasStrategy());
}

void CheckAnswer(const SimilarAnswer& answer, const Model& model) {
  std::set<std::string> shown;
  for (const SimilarRequest& similar : answer.requests) {
    RC_ASSERT(shown.insert(similar.name).second);
    const size_t request = static_cast<size_t>(similar.name.back() - '0');
    RC_ASSERT(model.StandsAs(request) == std::optional(request));
    RC_ASSERT(similar.outcome == model.OutcomeOf(request));
    RC_ASSERT(similar.title == kWishes[request]);
  }
}

// Every wish leads to what it stands as, and to nothing if nobody asks for it any more.
void CheckAll(const PastRequests& past, const Model& model) {
  for (size_t request = 0; request < kRequests; ++request) {
    const SimilarAnswer answer = past.Similar(kWishes[request], 10);
    CheckAnswer(answer, model);
    const std::optional<size_t> stands_as = model.StandsAs(request);
    RC_ASSERT(answer.requests.empty() != stands_as.has_value());
    if (stands_as.has_value()) RC_ASSERT(answer.requests[0].name == NameOf(*stands_as));
    // Asked about by name, neither it nor what it is a part of is like itself.
    for (const SimilarRequest& similar :
         past.Similar(kWishes[request], 10, NameOf(request)).requests) {
      RC_ASSERT(!stands_as.has_value() || similar.name != NameOf(*stands_as));
    }
    CheckAnswer(past.SimilarTo(NameOf(request), 10), model);
  }
}

TEST(StandingRequestsTest, EveryRequestIsShownAsItStands) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<Happening> history = AnyHistory();
    Knowledge knowledge;
    Announce(knowledge);
    Model model;
    int64_t position = 1;
    for (const Happening& one : history) {
      Learn(one, ++position, knowledge);
      model.Apply(one);
    }
    knowledge.AdvanceTo(position, /*is_end=*/true);
    CheckAll(*knowledge.Get(kAtlas)->past, model);
  }));
}

// Byte for byte, whenever it was asked meanwhile.
TEST(StandingRequestsTest, TheSamePastGivesTheSameAssessment) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<Happening> history = AnyHistory();
    Knowledge asked, silent;
    Announce(asked);
    Announce(silent);
    const auto assessment = [](const Knowledge& knowledge, size_t request) {
      const Knowledge::Product product = *knowledge.Get(kAtlas);
      return ToJson(Check(*product.strategy, {.title = kWishes[request]}, *product.past));
    };
    int64_t position = 1;
    for (const Happening& one : history) {
      Learn(one, ++position, asked);
      asked.AdvanceTo(position, /*is_end=*/true);
      if (position % 8 == 0) assessment(asked, one.request);
      Learn(one, position, silent);
    }
    asked.AdvanceTo(position, /*is_end=*/true);
    silent.AdvanceTo(position, /*is_end=*/true);
    for (const size_t request : {0, 3, 5}) {
      RC_ASSERT(assessment(asked, request) == assessment(silent, request));
    }
  }));
}

TEST(StandingRequestsTest, ManyPartsOfOneRequestHideNoOther) {
  PastRequests past;
  past.Append({"r/whole", "Dark mode", "Dark colours for the night."}, 1);
  for (int part = 0; part < 200; ++part) {
    const std::string name = "r/" + std::to_string(part);
    past.Append({name, "Dark mode, please", "Dark colours at night."}, 2);
    past.Merge(name, "r/whole", 3);
  }
  past.Append({"r/other", "Dark icons", "Icons that suit dark colours."}, 4);
  past.Decide("r/whole", "DECLINED", 5);
  const SimilarAnswer answer = past.Similar("Dark mode with dark colours at night", 3);
  ASSERT_EQ(answer.requests.size(), 2u);
  EXPECT_EQ(answer.requests[0].name, "r/whole");
  EXPECT_EQ(answer.requests[0].outcome, "DECLINED");
  EXPECT_EQ(answer.requests[1].name, "r/other");
}

// A decision rested on what backed the parts, too, if they were parts by then.
TEST(StandingRequestsTest, WhatBackedAPartBacksTheWholeUnlessThatWasDecidedBefore) {
  PastRequests past;
  past.Append({"r/whole", "Dark mode", "Dark colours for the night."}, 1);
  past.AddEvidence("r/whole", {.effort_person_days = 30, .conversations = 1, .pain = 2}, 2);
  past.Append({"r/before", "Dark mode, please", "Dark colours at night."}, 3);
  past.AddEvidence("r/before", {.effort_person_days = 20, .conversations = 2, .pain = 4}, 4);
  past.Merge("r/before", "r/whole", 5);
  past.Decide("r/whole", "DECLINED", 6);
  past.Append({"r/after", "A dark mode", "Colours of the night."}, 7);
  past.AddEvidence("r/after", {.conversations = 5, .pain = 5}, 8);
  past.Merge("r/after", "r/before", 9);
  const SimilarAnswer answer = past.Similar("Dark mode with dark colours at night", 3);
  ASSERT_EQ(answer.requests.size(), 1u);
  EXPECT_EQ(answer.evidence[0],
            (EvidenceInShort{.effort_person_days = 20, .conversations = 3, .pain = 4}));
}

TEST(StandingRequestsTest, WithdrawnRequestIsNoPrecedentUntilItIsReopenedAndDecided) {
  PastRequests past;
  past.Append({"r/1", "Print labels", "Labels for parcels."}, 1);
  past.Withdraw("r/1", 2);
  EXPECT_TRUE(past.Similar("print labels", 5).requests.empty());
  past.Reopen("r/1", 3);
  EXPECT_EQ(past.Similar("print labels", 5).requests.at(0).outcome, "");
  past.Decide("r/1", "APPROVED", 4);
  EXPECT_EQ(past.Similar("print labels", 5).requests.at(0).outcome, "APPROVED");
}

TEST(StandingRequestsTest, WhatIsMergedIntoSomethingErasedIsNotShown) {
  PastRequests past;
  past.Append({"r/1", "Print labels", "Labels for parcels."}, 1);
  past.Append({"r/2", "Labels printed", "Print parcel labels."}, 2);
  past.Merge("r/1", "r/unknown", 3);
  past.Merge("r/2", "r/1", 4);
  EXPECT_TRUE(past.Similar("print labels", 5).requests.empty());
}

}  // namespace
}  // namespace zusage::alignment
