// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/backtest.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/errors.h"
#include "services/alignment/domain/precedent_odds.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/alignment/domain/wish_words.h"
#include "services/alignment/domain/words.h"
#include "services/base/errors.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kVerdicts = "ALIGNED, CONFLICTS, AS_IS, ON_ROADMAP, UNCLEAR";

// The text of a field; "" where it is absent or null.
std::string TextOf(const Json& json, const char* key, FieldErrors& errors) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return "";
  if (found->is_string()) return found->get<std::string>();
  errors.Add(key, kInvalidFormat, {{"expected", "\"…\""}});
  return "";
}

std::vector<std::string> TextsOf(const Json& json, const char* key, FieldErrors& errors) {
  std::vector<std::string> texts;
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return texts;
  const bool is_list =
      found->is_array() && std::all_of(found->begin(), found->end(),
                                       [](const Json& entry) { return entry.is_string(); });
  if (!is_list) {
    errors.Add(key, kInvalidFormat, {{"expected", "[\"…\", …]"}});
    return texts;
  }
  for (const Json& entry : *found) texts.push_back(entry.get<std::string>());
  return texts;
}

Verdict VerdictOf(const std::string& name, const char* key, FieldErrors& errors) {
  const std::optional<Verdict> verdict = ParseVerdict(name);
  if (!verdict.has_value()) errors.Add(key, kInvalidEnum, {{"allowed", std::string(kVerdicts)}});
  return verdict.value_or(Verdict::kUnspecified);
}

std::optional<Date> DayOf(const Json& json, const char* key, FieldErrors& errors) {
  const std::string text = TextOf(json, key, errors);
  if (text.empty()) return std::nullopt;
  const std::optional<Date> day = ParseDate(text);
  if (!day.has_value()) errors.Add(key, kInvalidDate, {{"value", text.substr(0, 63)}});
  return day;
}

Wish WishOf(const BacktestRequest& request, bool body_only) {
  Wish wish;
  wish.name = request.id;
  wish.product = request.product;
  if (!body_only || request.body.empty()) wish.title = request.title;
  wish.body = request.body;
  return wish;
}

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

// What happened to a request: it came in, or it was decided.
struct Event {
  Date day;
  bool is_decision = false;
  size_t request = 0;
};

// What happened, in order. Of one day requests come before decisions, which they cannot rest on.
// Unless all requests have a date, each is decided before the next one of the list comes in.
std::vector<Event> History(absl::Span<const BacktestRequest> requests) {
  const bool dated =
      std::all_of(requests.begin(), requests.end(),
                  [](const BacktestRequest& request) { return request.date.has_value(); });
  std::vector<Event> events;
  for (size_t i = 0; i < requests.size(); ++i) {
    const Date came = dated ? *requests[i].date : Date() + static_cast<int64_t>(i);
    const Date decided = dated ? requests[i].decided.value_or(came) : came;
    events.push_back({came, false, i});
    events.push_back({std::max(came, decided), true, i});
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return a.day != b.day ? a.day < b.day : a.is_decision < b.is_decision;
  });
  return events;
}

void Learn(const BacktestRequest& request, bool body_only, PastRequests& past) {
  const Wish wish = WishOf(request, body_only);
  past.Append({request.id, wish.title, wish.body, ""}, 0);
}

// The outcome of a decision that was made for what the check should have said.
std::string_view OutcomeFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAligned:
    case Verdict::kOnRoadmap:
      return "APPROVED";
    case Verdict::kConflicts:
      return "DECLINED";
    case Verdict::kAsIs:
      return "AS_IS";
    case Verdict::kUnclear:
    case Verdict::kUnspecified:
      return "DEFERRED";
  }
  return "";
}

void LearnDecision(const BacktestRequest& request, PastRequests& past) {
  const std::string element = request.expected_refs.empty() ? "" : request.expected_refs.front();
  past.Decide(request.id,
              {std::string(OutcomeFor(request.expected)), element, 0, absl::InfinitePast()}, 0);
}

// Shows each request as it comes in, with the past that `options` let it know.
void Replay(const Lexicon& lexicon, absl::Span<const BacktestRequest> requests,
            const BacktestOptions& options,
            absl::FunctionRef<void(size_t, const Wish&, const PastRequests&)> show) {
  PastRequests past(lexicon);
  const bool in_time = options.precedents == PrecedentUse::kOlder;
  for (const BacktestRequest& request : requests) {
    if (in_time) break;
    Learn(request, options.body_only, past);
    if (options.precedents == PrecedentUse::kAllOthers) LearnDecision(request, past);
  }
  for (const Event& event : History(requests)) {
    const BacktestRequest& request = requests[event.request];
    if (event.is_decision) {
      if (in_time) LearnDecision(request, past);
      continue;
    }
    show(event.request, WishOf(request, options.body_only), past);
    if (in_time) Learn(request, options.body_only, past);
  }
}

Prediction Predict(const Assessment& assessment) {
  Prediction prediction;
  prediction.verdict = assessment.verdict;
  prediction.confidence = assessment.confidence;
  prediction.firm = assessment.firm;
  for (const RankedElement& element : assessment.elements) {
    prediction.refs.push_back(element.element);
  }
  return prediction;
}

}  // namespace

absl::StatusOr<BacktestRequest> ParseBacktestRequest(std::string_view line) {
  if (line.size() > kMaxBacktestLineBytes) {
    return Error(kTooLong, {{"limit", std::to_string(kMaxBacktestLineBytes)},
                            {"size", std::to_string(line.size())}});
  }
  const Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Error(kInvalidJson);
  FieldErrors errors;
  BacktestRequest request;
  request.id = TextOf(json, "id", errors);
  request.product = TextOf(json, "product", errors);
  request.title = TextOf(json, "title", errors);
  request.body = TextOf(json, "body", errors);
  request.language = TextOf(json, "lang", errors);
  request.duplicate_of = TextOf(json, "duplicate_of", errors);
  request.expected_refs = TextsOf(json, "expected_refs", errors);
  request.date = DayOf(json, "date", errors);
  request.decided = DayOf(json, "decided", errors);
  request.expected = VerdictOf(TextOf(json, "expected", errors), "expected", errors);
  for (const std::string& name : TextsOf(json, "acceptable", errors)) {
    request.acceptable.push_back(VerdictOf(name, "acceptable", errors));
  }
  if (request.id.empty()) errors.Add("id", kRequired);
  if (request.title.empty() && request.body.empty()) errors.Add("title", kRequired);
  if (!errors.empty()) return errors.status();
  return request;
}

std::string PredictionLine(const Prediction& prediction) {
  Json json;
  json["id"] = prediction.id;
  json["verdict"] = NameOf(prediction.verdict);
  json["confidence"] = Rounded(prediction.confidence);
  json["refs"] = prediction.refs;
  json["similar"] = prediction.similar;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Prediction> Backtest(const CompiledStrategy& strategy,
                                 absl::Span<const BacktestRequest> requests,
                                 const BacktestOptions& options) {
  const Calibration& calibration = options.calibration != nullptr
                                       ? *options.calibration
                                       : BuiltInCalibration(strategy.lexicon());
  // Similar ones are looked for among all others, whatever the check may know of them.
  PastRequests others(strategy.lexicon());
  const bool in_time = options.precedents == PrecedentUse::kOlder;
  for (const BacktestRequest& request : requests) {
    if (in_time) Learn(request, options.body_only, others);
  }
  std::vector<Prediction> predictions(requests.size());
  const auto visit = [&](size_t i, const Wish& wish, const PastRequests& past) {
    Prediction& prediction = predictions[i];
    prediction = Predict(CheckWith(strategy, wish, past, calibration));
    prediction.id = requests[i].id;
    const SimilarAnswer similar =
        (in_time ? others : past)
            .Similar(wish.title + "\n" + wish.body, kBacktestSimilar, wish.name);
    for (const SimilarRequest& one : similar.requests) prediction.similar.push_back(one.name);
  };
  Replay(strategy.lexicon(), requests, options, visit);
  return predictions;
}

std::vector<std::vector<SimilarRequest>> PrecedentsFor(const Lexicon& lexicon,
                                                       absl::Span<const BacktestRequest> requests,
                                                       const BacktestOptions& options) {
  std::vector<std::vector<SimilarRequest>> precedents(requests.size());
  Replay(lexicon, requests, options, [&](size_t i, const Wish& wish, const PastRequests& past) {
    const WishWords words = WordsOf(wish);
    precedents[i] =
        past.Similar(DistinctWords(words.title, words.body), kSimilarChecked, wish.name).requests;
    std::erase_if(precedents[i],
                  [](const SimilarRequest& similar) { return similar.outcome.empty(); });
  });
  return precedents;
}

std::vector<CalibrationRow> CalibrationRows(const CompiledStrategy& strategy,
                                            absl::Span<const BacktestRequest> requests) {
  const ElementIndex& index = strategy.elements();
  std::vector<CalibrationRow> rows;
  for (const BacktestRequest& request : requests) {
    for (const bool body_only : {false, true}) {
      const Wish wish = WishOf(request, body_only);
      CalibrationRow row;
      row.candidates = CandidatesFor(strategy, wish);
      row.expected = request.expected;
      row.weight = body_only ? 0.5 : 1;
      for (const std::string& ref : request.expected_refs) {
        for (size_t i = 0; i < index.elements().size(); ++i) {
          const bool found = strategy.strategy().elements[index.elements()[i]].id == ref;
          if (found) row.expected_candidates.push_back(i);
        }
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace zusage::alignment
