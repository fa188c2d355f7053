// SPDX-License-Identifier: Apache-2.0
//
// How the check would have judged past requests whose decisions are known, and the figures that
// say how good it was. Reading and printing files is the caller's.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/base/time.h"

namespace zusage::alignment {

inline constexpr size_t kMaxBacktestLineBytes = 256 << 10;
inline constexpr size_t kBacktestSimilar = 10;

// A past request with what the check should have said about it.
struct BacktestRequest {
  std::string id;
  std::string product;
  std::string title;
  std::string body;
  std::string language;  // "en" or "de": for the figures only
  Verdict expected = Verdict::kUnspecified;
  std::vector<std::string> expected_refs;  // element ids; the first is what the verdict rests on
  std::vector<Verdict> acceptable;         // verdicts a fair judge may also give
  std::string duplicate_of;                // the id of a request with the same wish, "" if none
  std::optional<Date> date;                // when it was handed in
  std::optional<Date> decided;             // when it was decided; `date` if absent
};

// One line of a requests file. `id`, `title` or `body`, and `expected` are required; other fields
// than the above are ignored, since such files carry their own notes. INVALID_ARGUMENT with the
// field, or reason INVALID_JSON.
absl::StatusOr<BacktestRequest> ParseBacktestRequest(std::string_view line);

// What the check said about one request.
struct Prediction {
  std::string id;
  Verdict verdict = Verdict::kUnspecified;
  double confidence = 0;
  bool firm = false;
  std::vector<std::string> refs;     // ids of elements, best first
  std::vector<std::string> similar;  // ids of other requests of the same file, best first
};

// {"id","verdict","confidence","refs","similar"} as one line of JSON, without the line break.
std::string PredictionLine(const Prediction& prediction);

// Which decisions on other requests of the product a request is judged with.
enum class PrecedentUse {
  kNone,       // the others are known, but not what was decided on them
  kOlder,      // what had been decided when it came in: by day if each has a date, else by order
  kAllOthers,  // all decisions but its own, as they would be known to a new request
};

struct BacktestOptions {
  bool body_only = false;  // leave titles out: real subjects are worse than curated ones
  PrecedentUse precedents = PrecedentUse::kNone;
  const Calibration* calibration = nullptr;  // other weights than the built-in ones
};

// Checks every request against the strategy, with others of the list as past requests. Those like
// it are looked for among all others, whatever `precedents` says. Predictions in the order given.
// Pure and thread-safe.
std::vector<Prediction> Backtest(const CompiledStrategy& strategy,
                                 absl::Span<const BacktestRequest> requests,
                                 const BacktestOptions& options = {});

// The decided requests among the most similar ones of each request, as the check would find them
// with these options: what its precedents are.
std::vector<std::vector<SimilarRequest>> PrecedentsFor(const Lexicon& lexicon,
                                                       absl::Span<const BacktestRequest> requests,
                                                       const BacktestOptions& options);

// Precision, recall and their harmonic mean for one verdict; 0 where undefined.
struct ClassFigures {
  Verdict verdict = Verdict::kUnspecified;
  int expected = 0;
  int predicted = 0;
  int right = 0;
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

struct Figures {
  int requests = 0;
  double accuracy = 0;             // verdict as expected
  double acceptable_accuracy = 0;  // verdict as expected or acceptable
  double macro_f1 = 0;             // mean over the verdicts that are expected at least once
  double confident_half = 0;       // accuracy of the more confident half
  int firm = 0;                    // how many verdicts were firm
  double firm_accuracy = 0;
  std::vector<ClassFigures> classes;
  int with_refs = 0;              // requests for which elements are expected
  double hit_at_1 = 0;            // an expected element ranks first
  double hit_at_3 = 0;            // an expected element is among the first three
  int with_same_wish = 0;         // requests with `duplicate_of` in the same language
  double same_wish_at_5 = 0;      // … that one is among the first five similar ones
  int with_same_wish_across = 0;  // requests with `duplicate_of` in the other language
  double same_wish_across_at_5 = 0;
  double similar_recall_at_5 = 0;  // of both together
};

// The requests of one product and what was said about them.
struct Judged {
  absl::Span<const BacktestRequest> requests;
  absl::Span<const Prediction> predictions;
};

// The figures of all requests, or of those in one language ("en", "de"; "" for all). Within a
// product predictions are matched by id; a request without one counts as wrong.
Figures Measure(absl::Span<const Judged> products, std::string_view language = "");

// The same for one product.
Figures Measure(absl::Span<const BacktestRequest> requests,
                absl::Span<const Prediction> predictions, std::string_view language = "");

// Sorted keys, four decimals, no white space.
std::string ToJson(const Figures& figures);

// The figures as lines of text for people, `title` above them.
std::string ToText(const Figures& figures, std::string_view title);

// The rows that FitCalibration learns from: every request against the strategy, with its title and
// without.
std::vector<CalibrationRow> CalibrationRows(const CompiledStrategy& strategy,
                                            absl::Span<const BacktestRequest> requests);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_H_
