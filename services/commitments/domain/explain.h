// SPDX-License-Identifier: Apache-2.0
//
// Standings in words, for people who have to act on them: in English and German.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_EXPLAIN_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_EXPLAIN_H_

#include <string>
#include <vector>

#include "services/base/error.h"
#include "services/commitments/domain/standing.h"

namespace zusage::commitments {

// A judgement as people see it.
struct LineStanding {
  Standing standing = Standing::kUnspecified;
  std::vector<Excess> excesses;
  std::string basis;  // the name of an approval, an element, a request; "" if unrequested
  Text reason;
};

// What was judged by what, in words. `ground` is the one that gave the judgement.
LineStanding Explain(const Judgement& judgement, const Claim& claim, const Ground& ground);

// `text` in both languages with `{name}` replaced by its value.
Text FillIn(const Text& text, const Metadata& metadata);

// Adds `sentence` after a blank.
void Append(Text& text, const Text& sentence);

// By what a claim goes beyond an allowance, as clauses: "not before 2027-03-31; at most 600
// requests/min".
Text ExcessClauses(const Judgement& judgement, const Claim& claim);

// The open conditions of an allowance, as a list of quoted texts; "" if there are none.
std::string OpenConditions(const Allowance& allowance);

// "600 requests/min".
std::string FormatLimit(const Limit& limit);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_EXPLAIN_H_
