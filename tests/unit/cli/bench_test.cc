// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <set>

#include "clients/cli/bench_texts.h"
#include "clients/cli/latency_histogram.h"
#include "clients/cli/load.h"

namespace zusage::cli {
namespace {

TEST(LatencyHistogramTest, PercentilesArePreciseToTheirBucket) {
  LatencyHistogram histogram;
  for (int64_t us = 1; us <= 100'000; ++us) histogram.Record(us);
  EXPECT_EQ(histogram.count(), 100'000);
  EXPECT_EQ(histogram.max(), 100'000);
  for (const double share : {0.001, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const double exact = share * 100'000;
    EXPECT_LE(std::abs(static_cast<double>(histogram.Percentile(share)) - exact), exact / 64 + 1);
  }
}

TEST(LatencyHistogramTest, AnythingCanBeRecorded) {
  LatencyHistogram histogram;
  EXPECT_EQ(histogram.Percentile(0.5), 0);
  histogram.Record(-5);
  histogram.Record(0);
  histogram.Record(INT64_MAX);
  EXPECT_EQ(histogram.count(), 3);
  EXPECT_EQ(histogram.Percentile(0.5), 0);
}

TEST(LoadTest, TheNumberOfCallsIsKept) {
  LoadOptions options;
  options.in_flight = 4;
  options.max_calls = 100;
  std::set<int64_t> indexes;
  const LoadFigures figures =
      RunLoad(options, [&](int64_t index, std::function<void(const absl::Status&)> done) {
        indexes.insert(index);
        done(index % 10 == 0 ? absl::UnavailableError("") : absl::OkStatus());
      });
  EXPECT_EQ(figures.calls, 100);
  EXPECT_EQ(indexes.size(), 100u);
  EXPECT_EQ(figures.errors.at("UNAVAILABLE"), 10);
}

TEST(BenchTextsTest, TheSameSeedGivesTheSameTexts) {
  for (int64_t i = 0; i < 50; ++i) {
    EXPECT_EQ(BenchRequest(i, 10, 1).SerializeAsString(),
              BenchRequest(i, 10, 1).SerializeAsString());
  }
  EXPECT_NE(BenchRequest(1, 10, 1).wish(), BenchRequest(1, 10, 2).wish());
  EXPECT_EQ(BenchStrategy("b", 40, 1).SerializeAsString(),
            BenchStrategy("b", 40, 1).SerializeAsString());
}

TEST(BenchTextsTest, RequestsHaveAboutTheirSizeAndBothLanguages) {
  int german = 0;
  for (int64_t i = 0; i < 200; ++i) {
    const type::v1::ChangeRequestDraft draft = BenchRequest(i, 10, 1);
    const size_t bytes = draft.wish().size() + draft.problem().size();
    EXPECT_GE(bytes, kBenchRequestBytes);
    EXPECT_LE(bytes, kBenchRequestBytes + 200);
    EXPECT_EQ(draft.wish().find('{'), std::string::npos);
    EXPECT_FALSE(draft.title().empty());
    german += draft.title().find("ieren") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(german, 20);
  EXPECT_LT(german, 180);
}

TEST(BenchTextsTest, StrategiesHaveUniqueIdsAndAllKinds) {
  const strategy::v1::StrategyDocument document = BenchStrategy("b", 200, 1);
  std::set<std::string> ids;
  std::set<int> kinds;
  for (const strategy::v1::Element& element : document.elements()) {
    ids.insert(element.id());
    kinds.insert(element.kind());
  }
  EXPECT_EQ(ids.size(), 200u);
  EXPECT_EQ(kinds.size(), 4u);
  EXPECT_EQ(ids.count(BenchCapability(1)), 1u);
}

TEST(BenchTextsTest, CustomersAreDistinct) {
  std::set<std::string> names;
  for (int64_t i = 0; i < 500; ++i) names.insert(BenchCustomer(i, 1).display_name());
  EXPECT_EQ(names.size(), 500u);
}

}  // namespace
}  // namespace zusage::cli
