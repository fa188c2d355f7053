// SPDX-License-Identifier: Apache-2.0
//
// Where a function of several numbers is least: L-BFGS (Liu and Nocedal, "On the limited memory
// BFGS method for large scale optimization", 1989) with halved steps (Armijo, 1966).
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MINIMIZE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MINIMIZE_H_

#include <vector>

#include "absl/functional/function_ref.h"

namespace zusage::alignment {

// The value of a function at a point; writes its gradient there, which has as many numbers.
using ValueWithGradient =
    absl::FunctionRef<double(const std::vector<double>& point, std::vector<double>& gradient)>;

// A point near which no step makes `function` less, found from `start` on. The function should be
// smooth and bounded from below. Deterministic.
std::vector<double> Minimize(ValueWithGradient function, std::vector<double> start);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MINIMIZE_H_
