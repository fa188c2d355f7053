// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/minimize.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace zusage::alignment {
namespace {

// Rosenbrock's valley: narrow and bent, least at (1, 1).
double Valley(const std::vector<double>& p, std::vector<double>& gradient) {
  const double across = p[1] - p[0] * p[0], along = 1 - p[0];
  gradient = {-400 * p[0] * across - 2 * along, 200 * across};
  return 100 * across * across + along * along;
}

TEST(MinimizeTest, ANarrowValleyIsFollowedToItsEnd) {
  const std::vector<double> least = Minimize(Valley, {-1.2, 1});
  EXPECT_NEAR(least[0], 1, 1e-3);
  EXPECT_NEAR(least[1], 1, 1e-3);
}

TEST(MinimizeTest, WhereItIsLeastItStays) {
  EXPECT_EQ(Minimize(Valley, {1, 1}), (std::vector<double>{1, 1}));
}

RC_GTEST_PROP(MinimizeTest, ABowlIsFoundFromAnywhere, ()) {
  std::vector<double> centre, start;
  for (int i = 0; i < 4; ++i) {
    centre.push_back(*rc::gen::inRange(-100, 100) / 10.0);
    start.push_back(*rc::gen::inRange(-100, 100) / 10.0);
  }
  const auto bowl = [&](const std::vector<double>& p, std::vector<double>& gradient) {
    double sum = 0;
    for (size_t i = 0; i < p.size(); ++i) {
      const double steep = static_cast<double>(i + 1), off = p[i] - centre[i];
      gradient[i] = 2 * steep * off;
      sum += steep * off * off;
    }
    return sum;
  };
  const std::vector<double> least = Minimize(bowl, start);
  for (size_t i = 0; i < centre.size(); ++i) RC_ASSERT(std::abs(least[i] - centre[i]) < 1e-3);
}

}  // namespace
}  // namespace zusage::alignment
