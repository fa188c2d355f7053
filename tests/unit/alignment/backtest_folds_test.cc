// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/backtest_folds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/fold_fits.h"
#include "services/alignment/domain/fold_rows.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Not;
using ::testing::SizeIs;

BacktestRequest Request(std::string id, std::string body, Verdict expected, std::string ref,
                        std::string same = "") {
  BacktestRequest request;
  request.id = std::move(id);
  request.body = std::move(body);
  request.language = "en";
  request.expected = expected;
  if (!ref.empty()) request.expected_refs = {std::move(ref)};
  request.duplicate_of = std::move(same);
  return request;
}

std::vector<BacktestRequest> Requests() {
  return {
      Request("1", "They want to sign in with SAML.", Verdict::kAsIs, "C1"),
      Request("2", "Wages should be calculated.", Verdict::kConflicts, "N1"),
      Request("3", "Every change should be recorded.", Verdict::kOnRoadmap, "R1"),
      Request("4", "Customers book appointments online.", Verdict::kAligned, "T1"),
      Request("5", "The harbour is cold.", Verdict::kUnclear, ""),
      Request("6", "Sign in with the company account.", Verdict::kAsIs, "C1", "1"),
      Request("7", "Salaries and payroll please.", Verdict::kConflicts, "N1", "2"),
      Request("8", "Messages between end customers.", Verdict::kConflicts, "N2"),
      Request("9", "Subscribe to a calendar.", Verdict::kAsIs, "C2"),
      Request("10", "Company login once more.", Verdict::kAsIs, "C1", "6"),
  };
}

BacktestProduct Product(const std::string& name, size_t requests = 10) {
  BacktestProduct product;
  product.name = name;
  product.requests = Requests();
  product.requests.resize(requests);
  product.bare.emplace(BareOf(SampleStrategy()), 1);
  product.prepared.emplace(SampleStrategy(), 1);
  return product;
}

TEST(BacktestFoldsTest, ABareStrategyHasNoAliasesAndNoExamples) {
  EXPECT_TRUE(IsPrepared(SampleStrategy()));
  EXPECT_FALSE(IsPrepared(BareOf(SampleStrategy())));
  EXPECT_EQ(BareOf(SampleStrategy()).elements.size(), SampleStrategy().elements.size());
}

TEST(BacktestFoldsTest, ProductsAreFoldsWhereThereAreSeveral) {
  const FoldRows rows = DealRows(std::vector<BacktestProduct>{Product("a"), Product("b")});
  EXPECT_EQ(rows.folds, 2u);
  EXPECT_THAT(rows.fold_of[0], Each(0u));
  EXPECT_THAT(rows.fold_of[1], Each(1u));
  EXPECT_THAT(rows.rows, SizeIs(2 * 2 * 2 * 10));  // products, strategies, texts, requests
}

TEST(BacktestFoldsTest, RequestsOfOneWishShareAFold) {
  const FoldRows rows = DealRows(std::vector<BacktestProduct>{Product("a")});
  EXPECT_EQ(rows.folds, kFoldsOfOneProduct);
  const std::vector<size_t>& folds = rows.fold_of[0];
  EXPECT_EQ(folds[5], folds[0]);  // 6 is 1 again
  EXPECT_EQ(folds[9], folds[0]);  // and 10 is 6 again
  EXPECT_EQ(folds[6], folds[1]);
  EXPECT_NE(folds[0], folds[1]);
}

// The heart of it: what is judged has no part in what it is judged by.
TEST(BacktestFoldsTest, TheConstantsDoNotKnowWhatIsJudged) {
  std::vector<BacktestProduct> products = {Product("a"), Product("b")};
  const Calibration before = FitWithout(DealRows(products), 0);
  for (BacktestRequest& request : products[0].requests) request.expected = Verdict::kUnclear;
  const Calibration after = FitWithout(DealRows(products), 0);
  EXPECT_EQ(before.weights, after.weights);
  EXPECT_EQ(before.kind_bias, after.kind_bias);
  for (BacktestRequest& request : products[1].requests) request.expected = Verdict::kUnclear;
  EXPECT_NE(before.weights, FitWithout(DealRows(products), 0).weights);
}

TEST(BacktestFoldsTest, EveryMannerIsReportedWithEveryRequest) {
  const std::vector<BacktestProduct> products = {Product("a", 5), Product("b", 5)};
  size_t calls = 0, units = 0;
  const FoldReport report = LeaveOneOut(products, [&](size_t done, size_t of) {
    EXPECT_EQ(done, calls++);
    units = of;
  });
  EXPECT_EQ(calls, units);
  ASSERT_THAT(report.runs, SizeIs(2 * 2 * 3));  // strategies, texts, precedents
  for (const FoldRun& run : report.runs) {
    EXPECT_EQ(run.all.requests, 10);
    EXPECT_EQ(run.english.requests, 10);
    EXPECT_EQ(run.german.requests, 0);
    EXPECT_THAT(run.predictions, SizeIs(2));
    EXPECT_GT(run.loss.verdict, 0);
  }
}

TEST(BacktestFoldsTest, TheReportIsTheSameAgain) {
  const std::vector<BacktestProduct> products = {Product("a", 4), Product("b", 4)};
  const FoldReport first = LeaveOneOut(products), second = LeaveOneOut(products);
  for (size_t i = 0; i < first.runs.size(); ++i) {
    EXPECT_EQ(ToJson(first.runs[i].all), ToJson(second.runs[i].all));
  }
}

TEST(BacktestFoldsTest, WithoutAPreparedStrategyOnlyBareOnesAreReported) {
  BacktestProduct product = Product("a", 5);
  product.prepared.reset();
  const FoldReport report = LeaveOneOut(std::vector<BacktestProduct>{product});
  EXPECT_THAT(report.runs, SizeIs(2 * 3));
  EXPECT_TRUE(std::none_of(report.runs.begin(), report.runs.end(),
                           [](const FoldRun& run) { return run.prepared; }));
}

TEST(BacktestFoldsTest, StepsBeginWithTheWholeCheck) {
  const std::vector<StepWorth> steps =
      WorthOfSteps(std::vector<BacktestProduct>{Product("a", 3), Product("b", 3)});
  ASSERT_GT(steps.size(), 5u);
  EXPECT_EQ(steps[0].key, "all");
  for (const StepWorth& step : steps) {
    EXPECT_FALSE(step.english.empty());
    EXPECT_FALSE(step.german.empty());
    ASSERT_TRUE(step.prepared.has_value());
    EXPECT_EQ(step.prepared->requests, 12);  // with titles and without
  }
  const auto aliases = std::find_if(steps.begin(), steps.end(),
                                    [](const StepWorth& step) { return step.key == "aliases"; });
  ASSERT_NE(aliases, steps.end());
  EXPECT_EQ(ToJson(*aliases->bare), ToJson(*steps[0].bare)) << "bare strategies have none to miss";
}

// --- what was decided before --------------------------------------------------------------------
std::vector<std::string> OutcomesKnownTo(const std::vector<BacktestRequest>& requests,
                                         PrecedentUse use) {
  const CompiledStrategy strategy(SampleStrategy(), 1);
  std::vector<std::string> similar;
  for (const Prediction& prediction : Backtest(strategy, requests, {.precedents = use})) {
    similar.push_back(prediction.id);
  }
  return similar;
}

TEST(BacktestFoldsTest, PredictionsKeepTheOrderOfTheFileWhateverTheDays) {
  std::vector<BacktestRequest> requests = Requests();
  for (size_t i = 0; i < requests.size(); ++i) {
    requests[i].date = Date(2026, 1, 28) - static_cast<int64_t>(i);
  }
  const std::vector<std::string> ids = OutcomesKnownTo(requests, PrecedentUse::kOlder);
  ASSERT_THAT(ids, SizeIs(requests.size()));
  for (size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], requests[i].id);
}

TEST(BacktestFoldsTest, PrecedentsAreWhatHadBeenDecided) {
  const std::vector<BacktestRequest> requests = Requests();
  const auto precedents = [&](PrecedentUse use) {
    return PrecedentsFor(BuiltInLexicon(), requests, {.precedents = use});
  };
  const auto names = [](const std::vector<SimilarRequest>& similar) {
    std::vector<std::string> names;
    for (const SimilarRequest& one : similar) names.push_back(one.name);
    return names;
  };
  EXPECT_THAT(precedents(PrecedentUse::kNone), Each(SizeIs(0)));
  const auto older = precedents(PrecedentUse::kOlder);
  EXPECT_THAT(older[0], SizeIs(0));
  EXPECT_THAT(names(older[5]), Contains("1"));
  EXPECT_THAT(names(older[5]), Not(Contains("7")));
  EXPECT_THAT(names(precedents(PrecedentUse::kAllOthers)[0]), Contains("6"));
}

// Where the same wish was decided in the same way, precedents are worth something.
TEST(BacktestFoldsTest, HowMuchPrecedentsWeighIsFitted) {
  std::vector<BacktestProduct> products;
  for (const char* name : {"a", "b", "c"}) {
    BacktestProduct& product = products.emplace_back(Product(name));
    for (const BacktestRequest& request : Requests()) {
      product.requests.push_back(request);
      product.requests.back().id += " again";
    }
  }
  const FoldRows rows = DealRows(products);
  const Calibration fitted = FitFolds(rows, [] {}).all;
  EXPECT_GT(fitted.precedent_gain, 0);
  EXPECT_LT(fitted.precedent_from, 1);
  for (BacktestProduct& product : products) product.requests.resize(2);
  EXPECT_EQ(FitFolds(DealRows(products), [] {}).all.precedent_gain, 0) << "nothing is similar";
}

}  // namespace
}  // namespace zusage::alignment
