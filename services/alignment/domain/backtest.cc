// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/backtest.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/errors.h"
#include "services/alignment/domain/similar_requests.h"
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

Wish WishOf(const BacktestRequest& request, bool body_only) {
  Wish wish;
  wish.name = request.id;
  wish.product = request.product;
  if (!body_only || request.body.empty()) wish.title = request.title;
  wish.body = request.body;
  return wish;
}

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

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
  PastRequests past(strategy.lexicon());
  for (const BacktestRequest& request : requests) {
    const Wish wish = WishOf(request, options.body_only);
    past.Append({request.id, wish.title, wish.body, ""}, 0);
  }
  const Calibration& calibration = options.calibration != nullptr
                                       ? *options.calibration
                                       : BuiltInCalibration(strategy.lexicon());
  std::vector<Prediction> predictions;
  for (const BacktestRequest& request : requests) {
    const Wish wish = WishOf(request, options.body_only);
    const Assessment assessment = CheckWith(strategy, wish, past, calibration);
    Prediction prediction{
        request.id, assessment.verdict, assessment.confidence, assessment.firm, {}, {}};
    for (const RankedElement& element : assessment.elements) {
      prediction.refs.push_back(element.element);
    }
    for (const SimilarRequest& similar :
         past.Similar(wish.title + "\n" + wish.body, kBacktestSimilar, request.id).requests) {
      prediction.similar.push_back(similar.name);
    }
    predictions.push_back(std::move(prediction));
  }
  return predictions;
}

std::vector<CalibrationRow> CalibrationRows(const CompiledStrategy& strategy,
                                            absl::Span<const BacktestRequest> requests) {
  const ElementIndex& index = strategy.elements();
  std::vector<CalibrationRow> rows;
  for (const BacktestRequest& request : requests) {
    for (const bool body_only : {false, true}) {
      const Wish wish = WishOf(request, body_only);
      CalibrationRow row;
      const std::vector<Word> title = Analyse(wish.title), body = Analyse(wish.body);
      row.candidates = index.Match(DistinctWords(title, body)).candidates;
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
