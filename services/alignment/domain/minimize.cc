// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/minimize.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <numeric>
#include <optional>
#include <utility>

namespace zusage::alignment {
namespace {

constexpr int kMostSteps = 300;
constexpr int kMostHalvings = 30;
constexpr size_t kRemembered = 10;     // steps whose change of the gradient is known
constexpr double kLeastGain = 1e-9;    // a step that gains less is the last one
constexpr double kLeastSlope = 1e-14;  // downhill
constexpr double kEnough = 1e-4;       // of what the slope promises

using Vector = std::vector<double>;

double Dot(const Vector& a, const Vector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// a + factor * b
Vector Sum(const Vector& a, double factor, const Vector& b) {
  Vector sum(a.size());
  for (size_t i = 0; i < a.size(); ++i) sum[i] = a[i] + factor * b[i];
  return sum;
}

struct Place {
  Vector point;
  Vector gradient;
  double value = 0;
};

// What past steps tell of how the gradient bends.
class Bends {
 public:
  bool empty() const { return steps_.empty(); }
  void Forget() { steps_.clear(); }

  void Remember(const Place& from, const Place& to) {
    Step step{Sum(to.point, -1, from.point), Sum(to.gradient, -1, from.gradient), 0};
    step.product = Dot(step.way, step.change);
    if (step.product <= kLeastSlope) return;  // bends the wrong way
    steps_.push_back(std::move(step));
    if (steps_.size() > kRemembered) steps_.pop_front();
  }

  // Where to go from a place with this gradient: the two loops of L-BFGS.
  Vector DirectionAt(const Vector& gradient) const {
    Vector direction = gradient;
    Vector shares;
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      shares.push_back(Dot(step->way, direction) / step->product);
      direction = Sum(direction, -shares.back(), step->change);
    }
    if (!steps_.empty()) {
      const Step& last = steps_.back();
      const double scale = last.product / Dot(last.change, last.change);
      for (double& value : direction) value *= scale;
    }
    for (const Step& step : steps_) {
      const double back = Dot(step.change, direction) / step.product;
      direction = Sum(direction, shares.back() - back, step.way);
      shares.pop_back();
    }
    for (double& value : direction) value = -value;
    return direction;
  }

 private:
  struct Step {
    Vector way;
    Vector change;  // of the gradient
    double product;
  };
  std::deque<Step> steps_;
};

// The first place of halved steps that is as much lower as the slope promises; nullopt for none.
std::optional<Place> StepFrom(const Place& from, const Vector& direction, double slope,
                              double length, ValueWithGradient function) {
  Place to;
  to.gradient.resize(from.gradient.size());
  for (int i = 0; i < kMostHalvings; ++i, length /= 2) {
    to.point = Sum(from.point, length, direction);
    to.value = function(to.point, to.gradient);
    if (to.value <= from.value + kEnough * length * slope) return to;
  }
  return std::nullopt;
}

}  // namespace

std::vector<double> Minimize(ValueWithGradient function, std::vector<double> start) {
  Place place;
  place.gradient.resize(start.size());
  place.point = std::move(start);
  place.value = function(place.point, place.gradient);
  Bends bends;
  for (int i = 0; i < kMostSteps; ++i) {
    const Vector direction = bends.DirectionAt(place.gradient);
    const double slope = Dot(direction, place.gradient);
    // Without a memory the gradient alone says how far to go, which is too far where it is steep.
    const double length =
        bends.empty() ? std::min(1.0, 1 / std::sqrt(Dot(place.gradient, place.gradient) + 1e-30))
                      : 1;
    std::optional<Place> next;
    if (slope < -kLeastSlope) next = StepFrom(place, direction, slope, length, function);
    if (!next.has_value()) {
      if (bends.empty()) break;
      bends.Forget();
      continue;
    }
    bends.Remember(place, *next);
    const double gain = place.value - next->value;
    place = *std::move(next);
    if (gain < kLeastGain) break;
  }
  return place.point;
}

}  // namespace zusage::alignment
