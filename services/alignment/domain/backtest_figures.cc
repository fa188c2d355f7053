// SPDX-License-Identifier: Apache-2.0
//
// The figures of a backtest: what share of requests was judged, cited and matched as expected.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/backtest.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;

constexpr std::array kClasses = {Verdict::kAligned, Verdict::kConflicts, Verdict::kAsIs,
                                 Verdict::kOnRoadmap, Verdict::kUnclear};
constexpr size_t kFirst = 5;

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

template <typename List, typename Value>
bool Holds(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The languages of requests by id, to tell same wishes within a language from those across.
using Languages = std::map<std::string_view, std::string_view>;

// Adds up one request after the other.
class Counter {
 public:
  // `languages` are those of the product.
  void Add(const BacktestRequest& request, const Prediction& prediction,
           const Languages& languages) {
    ++figures_.requests;
    const bool right = prediction.verdict == request.expected;
    right_ += right;
    acceptable_ += right || Holds(request.acceptable, prediction.verdict);
    if (prediction.firm) ++figures_.firm, firm_right_ += right;
    by_confidence_.emplace_back(-prediction.confidence, right);
    ++classes_[request.expected].expected;
    ++classes_[prediction.verdict].predicted;
    if (right) ++classes_[request.expected].right;
    AddRefs(request, prediction);
    AddSameWish(request, prediction, languages);
  }

  Figures Finish() {
    Figures& f = figures_;
    f.accuracy = Share(right_, f.requests);
    f.acceptable_accuracy = Share(acceptable_, f.requests);
    f.firm_accuracy = Share(firm_right_, f.firm);
    f.hit_at_1 = Share(hit_at_1_, f.with_refs);
    f.hit_at_3 = Share(hit_at_3_, f.with_refs);
    f.same_wish_at_5 = Share(same_wish_, f.with_same_wish);
    f.same_wish_across_at_5 = Share(same_wish_across_, f.with_same_wish_across);
    f.similar_recall_at_5 =
        Share(same_wish_ + same_wish_across_, f.with_same_wish + f.with_same_wish_across);
    FinishClasses();
    FinishConfidentHalf();
    return std::move(f);
  }

 private:
  void AddRefs(const BacktestRequest& request, const Prediction& prediction) {
    if (request.expected_refs.empty()) return;
    ++figures_.with_refs;
    const auto expected = [&](size_t i) {
      return i < prediction.refs.size() && Holds(request.expected_refs, prediction.refs[i]);
    };
    hit_at_1_ += expected(0);
    hit_at_3_ += expected(0) || expected(1) || expected(2);
  }

  // The earlier request with the same wish should be among the first similar ones.
  void AddSameWish(const BacktestRequest& request, const Prediction& prediction,
                   const Languages& languages) {
    const auto earlier = languages.find(request.duplicate_of);
    if (earlier == languages.end()) return;
    const size_t first = std::min(kFirst, prediction.similar.size());
    const auto end = prediction.similar.begin() + static_cast<ptrdiff_t>(first);
    const bool found = std::find(prediction.similar.begin(), end, request.duplicate_of) != end;
    const bool across = earlier->second != request.language;
    ++(across ? figures_.with_same_wish_across : figures_.with_same_wish);
    (across ? same_wish_across_ : same_wish_) += found;
  }

  void FinishClasses() {
    double sum = 0;
    int expected_classes = 0;
    for (const Verdict verdict : kClasses) {
      ClassFigures figures = classes_[verdict];
      figures.verdict = verdict;
      figures.precision = Share(figures.right, figures.predicted);
      figures.recall = Share(figures.right, figures.expected);
      figures.f1 =
          Share(2 * figures.precision * figures.recall, figures.precision + figures.recall);
      if (figures.expected > 0) {
        sum += figures.f1;
        ++expected_classes;
      }
      figures_.classes.push_back(figures);
    }
    figures_.macro_f1 = Share(sum, expected_classes);
  }

  void FinishConfidentHalf() {
    std::stable_sort(by_confidence_.begin(), by_confidence_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const size_t half = (by_confidence_.size() + 1) / 2;
    double right = 0;
    for (size_t i = 0; i < half; ++i) right += by_confidence_[i].second;
    figures_.confident_half = Share(right, static_cast<double>(half));
  }

  Figures figures_;
  std::map<Verdict, ClassFigures> classes_;
  std::vector<std::pair<double, bool>> by_confidence_;
  int right_ = 0, acceptable_ = 0, firm_right_ = 0, hit_at_1_ = 0, hit_at_3_ = 0;
  int same_wish_ = 0, same_wish_across_ = 0;
};

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

Figures Measure(absl::Span<const Judged> products, std::string_view language) {
  Counter counter;
  for (const Judged& product : products) {
    std::map<std::string_view, const Prediction*> by_id;
    for (const Prediction& prediction : product.predictions) {
      by_id.emplace(prediction.id, &prediction);
    }
    Languages languages;
    for (const BacktestRequest& request : product.requests) {
      languages.emplace(request.id, request.language);
    }
    for (const BacktestRequest& request : product.requests) {
      if (!language.empty() && request.language != language) continue;
      const auto found = by_id.find(request.id);
      counter.Add(request, found == by_id.end() ? Prediction() : *found->second, languages);
    }
  }
  return counter.Finish();
}

Figures Measure(absl::Span<const BacktestRequest> requests,
                absl::Span<const Prediction> predictions, std::string_view language) {
  return Measure({{requests, predictions}}, language);
}

std::string ToJson(const Figures& figures) {
  Json json;
  json["requests"] = figures.requests;
  json["accuracy"] = Rounded(figures.accuracy);
  json["acceptable_accuracy"] = Rounded(figures.acceptable_accuracy);
  json["macro_f1"] = Rounded(figures.macro_f1);
  json["confident_half"] = Rounded(figures.confident_half);
  json["firm"] = figures.firm;
  json["firm_accuracy"] = Rounded(figures.firm_accuracy);
  json["with_refs"] = figures.with_refs;
  json["hit_at_1"] = Rounded(figures.hit_at_1);
  json["hit_at_3"] = Rounded(figures.hit_at_3);
  json["with_same_wish"] = figures.with_same_wish;
  json["same_wish_at_5"] = Rounded(figures.same_wish_at_5);
  json["with_same_wish_across"] = figures.with_same_wish_across;
  json["same_wish_across_at_5"] = Rounded(figures.same_wish_across_at_5);
  json["similar_recall_at_5"] = Rounded(figures.similar_recall_at_5);
  for (const ClassFigures& row : figures.classes) {
    Json& entry = json["classes"][std::string(NameOf(row.verdict))];
    entry = {{"expected", row.expected},
             {"predicted", row.predicted},
             {"right", row.right},
             {"precision", Rounded(row.precision)},
             {"recall", Rounded(row.recall)},
             {"f1", Rounded(row.f1)}};
  }
  return json.dump();
}

std::string ToText(const Figures& figures, std::string_view title) {
  std::string text = std::string(title) + "\n";
  const auto line = [&text](const char* name, double value, const std::string& of) {
    absl::StrAppendFormat(&text, "  %-28s %.3f  %s\n", name, value, of);
  };
  const auto of = [](int n) { return absl::StrFormat("of %d", n); };
  line("accuracy", figures.accuracy, of(figures.requests));
  line("  or another fair verdict", figures.acceptable_accuracy, of(figures.requests));
  line("macro-F1", figures.macro_f1, "");
  line("accuracy, confident half", figures.confident_half, of((figures.requests + 1) / 2));
  line("accuracy, firm verdicts", figures.firm_accuracy, of(figures.firm));
  line("citation hit@1", figures.hit_at_1, of(figures.with_refs));
  line("citation hit@3", figures.hit_at_3, of(figures.with_refs));
  line("similar recall@5", figures.similar_recall_at_5,
       of(figures.with_same_wish + figures.with_same_wish_across));
  line("  within a language", figures.same_wish_at_5, of(figures.with_same_wish));
  line("  across languages", figures.same_wish_across_at_5, of(figures.with_same_wish_across));
  for (const ClassFigures& row : figures.classes) {
    absl::StrAppendFormat(&text, "  %-12s precision %.3f  recall %.3f  F1 %.3f  of %d\n",
                          std::string(NameOf(row.verdict)), row.precision, row.recall, row.f1,
                          row.expected);
  }
  return text;
}

}  // namespace zusage::alignment
