// SPDX-License-Identifier: Apache-2.0
//
// What a second reader is asked about a request, and what it makes of it, as plain values. An
// opinion is a model's: it stands beside the check's verdict and never in its place.
#ifndef ZUSAGE_SERVICES_READER_DOMAIN_OPINION_H_
#define ZUSAGE_SERVICES_READER_DOMAIN_OPINION_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::reader {

// Elements that a reader may choose from.
inline constexpr size_t kMaxCandidates = 12;
// Elements that an opinion may rest on.
inline constexpr size_t kMaxElements = 3;
inline constexpr size_t kMaxReasonLetters = 400;

// An element of the strategy as a reader sees it.
struct Candidate {
  strategy::ElementKind kind = strategy::ElementKind::kTheme;
  std::string id;
  std::string title;
  std::string description;

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// A request, with what is personal left out, and the elements that may speak to it.
struct Question {
  std::string title;
  std::string wish;
  std::string problem;
  std::vector<Candidate> candidates;

  friend bool operator==(const Question&, const Question&) = default;
};

// What a reader says.
struct Opinion {
  alignment::Verdict verdict = alignment::Verdict::kUnspecified;
  std::vector<std::string> elements;  // ids of candidates, the one it rests on first
  // The model's own words, one line of clean text: shown as a quotation, never obeyed.
  std::string reason;

  friend bool operator==(const Opinion&, const Opinion&) = default;
};

// Why there is no opinion; numbered as zusage.type.v1.SecondOpinion.Failure.
enum class Failure {
  kNone = 0,
  kUnreachable = 1,     // nobody answered, or the connection broke
  kLate = 2,            // no answer in time
  kUntrusted = 3,       // TLS with a certificate that is not trusted
  kRefused = 4,         // another HTTP status than 200, redirects included
  kTooLarge = 5,        // more bytes than an answer may have
  kMalformed = 6,       // not what was asked for
  kUnknownVerdict = 7,  // a verdict that there is not
  kUnknownElement = 8,  // an element that it was not given
  kDeclined = 9,        // the model says that it will not answer
};

// "UNREACHABLE": for logs and metrics; "" for kNone.
std::string_view NameOf(Failure failure);

// Whether asking once more may help. An answer that is late or wrong was paid for and stays so.
bool MayPass(Failure failure);

// What came of asking: an opinion if there is no failure.
struct Reading {
  Failure failure = Failure::kNone;
  Opinion opinion;
  int http_status = 0;  // of kRefused
  absl::Duration retry_after = absl::ZeroDuration();

  friend bool operator==(const Reading&, const Reading&) = default;
};

// Where the opinion of a request stands; numbered as zusage.type.v1.SecondOpinion.State.
enum class State { kWaiting = 1, kGiven = 2, kNone = 3 };

// The opinion that stands beside one assessment of a request.
struct SecondOpinion {
  State state = State::kWaiting;
  Opinion opinion;                   // of kGiven
  Failure failure = Failure::kNone;  // of kNone; of kWaiting what the last try came to
  std::string model;                 // which was asked; "" before it was
  absl::Time time;                   // since when it stands so
  int calls = 0;                     // how often the reader was asked
  bool reused = false;               // the same question was asked before

  friend bool operator==(const SecondOpinion&, const SecondOpinion&) = default;
};

// How an opinion stands to the check's; numbered as zusage.type.v1.SecondOpinion.Agreement.
enum class Agreement {
  kUnspecified = 0,
  kAgrees = 1,
  kOtherElements = 2,  // the same verdict, on elements that are not among the check's first three
  kDiffers = 3,        // another verdict
};

Agreement Compare(const Opinion& opinion, const alignment::Assessment& assessment);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_DOMAIN_OPINION_H_
