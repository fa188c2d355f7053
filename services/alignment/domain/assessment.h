// SPDX-License-Identifier: Apache-2.0
//
// What goes into the check and what comes out of it, as plain values.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

enum class Verdict { kUnspecified, kAligned, kConflicts, kAsIs, kOnRoadmap, kUnclear };

// Something that was said about a wish, and where.
struct Conversation {
  // Numbered as zusage.type.v1.Conversation.Kind.
  enum class Kind { kUnspecified = 0, kCall, kMeeting, kMail, kSupport, kSurvey };

  Kind kind = Kind::kUnspecified;
  std::optional<Date> date;
  std::string text;

  friend bool operator==(const Conversation&, const Conversation&) = default;
};

// What backs a request. Everything is optional; what is absent is asked for.
struct Evidence {
  std::optional<int> pain;                    // 1 (a nuisance) to 5 (cannot work without)
  std::optional<double> frequency_per_month;  // how often it hurts
  std::optional<int> similar_customers;  // how many others are known to have it, this one excluded
  std::optional<double> segment_share;   // share of the target segment that has it, 0 to 1
  std::optional<int64_t> willingness_to_pay;  // whole currency units; currency as the deal's
  std::string willingness_to_pay_currency;
  std::optional<double> effort_person_days;        // an estimate by pre-sales
  std::vector<std::string> conversations;          // what was said, in words alone
  std::vector<Conversation> logged_conversations;  // those of which more is known

  // How many conversations there are, of either sort.
  size_t conversation_count() const { return conversations.size() + logged_conversations.size(); }

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// A wish as the check sees it. Texts are UTF-8; lengths are limited by the caller.
struct Wish {
  std::string name;  // of the request, "" for a new one; never similar to itself
  std::string product;
  std::string title;
  std::string body;     // the wish in the field's words
  std::string problem;  // the problem behind it
  std::string area;     // "" if the field named none
  std::string customer_segment;
  std::string customer_size;
  strategy::Context context = strategy::Context::kUnspecified;
  Evidence evidence;
};

enum class FindingKind {
  kElement,          // an element of the strategy speaks for or against
  kGuardrail,        // a guardrail is broken or cannot be judged
  kSingleCustomer,   // the only evidence is one customer
  kMissingEvidence,  // an unanswered question and what answering it could change
  kPrecedent,        // an earlier decision on a similar request
  kSegment,          // the customer is in or out of the target segments
  kBalance,          // what the customer would pay, held against the effort
};

enum class Stance { kFor, kAgainst, kNeutral };

// A word or phrase of the request and the word of the strategy it met.
struct MatchedWord {
  std::string request_word;
  std::string element_word;

  friend bool operator==(const MatchedWord&, const MatchedWord&) = default;
};

// One reason in an assessment. `reason` is a stable UPPER_SNAKE key; texts are in both languages.
struct Finding {
  FindingKind kind = FindingKind::kElement;
  Stance stance = Stance::kNeutral;
  std::string element;    // the id cited, "" if none
  std::string precedent;  // the request cited, "" if none
  std::string quote;      // the clause of the strategy it rests on
  std::vector<MatchedWord> matched_words;
  double strength = 0;  // 0 to 1
  std::string reason;
  std::string english;
  std::string german;

  friend bool operator==(const Finding&, const Finding&) = default;
};

// An element of the ranking: always up to three, best first, whatever the verdict.
struct RankedElement {
  std::string element;
  double score = 0;        // comparable within one assessment only
  double probability = 0;  // that the verdict rests on it, 0 to 1

  friend bool operator==(const RankedElement&, const RankedElement&) = default;
};

// A score with its parts, so that nobody has to believe a bare number.
struct ScorePart {
  std::string name;             // "pain", "frequency", …
  std::optional<double> value;  // 0 to 1; absent if unanswered
  double weight = 1;            // its exponent; 0 if it is shown only
  // The scores that the worst and the best answer would give; of unanswered parts that count.
  std::optional<double> lowest = std::nullopt;
  std::optional<double> highest = std::nullopt;

  friend bool operator==(const ScorePart&, const ScorePart&) = default;
};

struct Score {
  std::optional<double> value;  // 0 to 100; absent if nothing is known
  std::vector<ScorePart> parts;
  std::string preset = {};  // where the weights come from: "rice", …; "" for the check's own

  friend bool operator==(const Score&, const Score&) = default;
};

struct FocusAdvice {
  strategy::Focus focus = strategy::Focus::kUnspecified;
  std::string english;  // the reason
  std::string german;
  bool from_policy = false;  // whether the strategy overrides the default row
  double market_weight = 1;  // how much each score counts in `balance`
  double commercial_weight = 1;
  std::optional<double> balance = std::nullopt;  // 0 to 100; absent unless both scores are known

  friend bool operator==(const FocusAdvice&, const FocusAdvice&) = default;
};

// An earlier request that is like a wish.
struct SimilarRequest {
  std::string name;  // "products/…/changeRequests/…"
  std::string title;
  double similarity = 0;  // 0 to 1
  std::string outcome;    // "", or the outcome of its decision: "APPROVED", …
  // Why they are similar; empty where `by_meaning`: then no words met, only the meanings are near.
  std::vector<MatchedWord> matched_words = {};
  bool by_meaning = false;
  std::string element = {};      // the id of the element that the decision named, "" if none
  int64_t decided_position = 0;  // in the journal; 0 while undecided
  absl::Time decide_time = absl::InfinitePast();  // to the second; InfinitePast if not known

  friend bool operator==(const SimilarRequest&, const SimilarRequest&) = default;
};

// The outcome of checking a wish against one strategy version. The same version, check version,
// linguistic data, position and wish give the same assessment, byte for byte.
struct Assessment {
  Verdict verdict = Verdict::kUnspecified;
  double confidence = 0;  // calibrated probability that the verdict is right, 0 to 1
  bool firm = false;      // whether to say it without "probably"
  std::vector<RankedElement> elements;
  std::vector<std::string> shortlist;  // ids of those that follow, best first, at most nine
  std::vector<Finding> findings;
  Score market;
  Score commercial;
  FocusAdvice focus;
  std::vector<SimilarRequest> similar;

  int strategy_version = 0;
  std::string check_version;
  std::string linguistic_fingerprint;  // of the language data in use; "none" without
  int64_t known_position = 0;          // journal position up to which past requests were known

  friend bool operator==(const Assessment&, const Assessment&) = default;
};

// The five-way answer to "can it do X?".
enum class FeasibilityKind {
  kNoAnswer,
  kAsIs,
  kConfiguration,  // by configuration or extension
  kOnRoadmap,
  kNeedsChange,
  kConflicts,
};

// What a study found out; numbered as zusage.intake.v1.Study.Result.
enum class StudyResult {
  kUnspecified = 0,
  kFeasible = 1,
  kFeasibleWithLimits = 2,
  kNotFeasible = 3,
  kInconclusive = 4,
};

// One answer and what it rests on: an element, a request or a study, the others being "".
struct FeasibilityAnswer {
  FeasibilityKind kind = FeasibilityKind::kNoAnswer;
  std::string element;    // its id
  std::string precedent;  // "products/…/changeRequests/…"
  std::string study;      // "products/…/studies/…"
  std::string title;
  std::string how;
  std::string limits;
  std::string horizon;
  std::string outcome;        // of a request's decision: "APPROVED", …
  std::string about_request;  // what a study is about, if anything
  std::string about_element;
  StudyResult result = StudyResult::kUnspecified;
  std::optional<double> effort_person_days;  // that a study found
  std::optional<Date> valid_until;           // of a study, inclusive
  bool expired = false;                      // whether that is over
  // How old it is: when the version was published in which the element last changed, when the
  // study was recorded or the request decided. InfinitePast if that is not known.
  absl::Time known_time = absl::InfinitePast();
  // How probable it is that the element is meant, or how similar the request or study is; 0 to 1.
  double confidence = 0;
  std::vector<MatchedWord> matched_words;
};

struct Feasibility {
  // Of the best answer; kNoAnswer if it is more probable that nothing published is meant, whatever
  // is nearest.
  FeasibilityKind kind = FeasibilityKind::kNoAnswer;
  double confidence = 0;                   // in `kind`, 0 to 1
  bool firm = false;                       // whether to say it without "probably"
  std::vector<FeasibilityAnswer> answers;  // best first, at most five
  int strategy_version = 0;
  int64_t known_position = 0;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_H_
