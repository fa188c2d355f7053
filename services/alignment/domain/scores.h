// SPDX-License-Identifier: Apache-2.0
//
// The two scores that a wish is held against: what the market has of it, and what business it is.
//
// Both are weighted geometric means of parts from 0 to 1, times 100, as the Human Development Index
// is formed (UNDP, Human Development Report 2010, technical note 1): a product, as "pain x
// frequency x share" asks for, that stays comparable when a part is unknown and left out. Parts
// without an upper bound saturate as x / (x + half), so that `half` is where they reach one half.
//
//   market     = pain x frequency x segment_share
//     pain           pain / 5
//     frequency      f / (f + frequency_half)           f a month, half 4: once a week
//     segment_share  as given; else n / (n + customers_half), half 5, from similar customers
//   commercial = willingness_to_pay x reach x effort x risk x confidence
//     willingness_to_pay  w / (w + 1000 * willingness_half_thousands)        half 20
//     reach          (1 + n) / (1 + n + customers_half) from similar customers
//     effort         effort_half / (effort + effort_half)   person days, half 20: less is better
//     risk           1 - share of a quarter's capacity, at least .01
//     confidence     c / (c + conversations_half), c conversations, half 2: how well it is backed
//
// A weight is the exponent of its part; parts of weight 0 are shown and do not count. A strategy's
// `weights` start from a preset and set single ones by name, and the halves by theirs:
//
//                 pain  frequency  segment_share | willingness  reach  effort  risk  confidence
//   ""              1       1            1       |      1         1      1      1        0
//   rice            1       0            1       |      1         1      1      0        1
//   value_effort    1       1            1       |      1         0      1      0        0
//   wsjf            1       1            0       |      1         1      1      0        0
//
//   rice          reach x impact x confidence / effort (S. McBride, Intercom, 2016). The impact is
//                 pain to the market, what they would pay to the business.
//   value_effort  value / effort, the matrix of the two as one number; common, of no one author.
//   wsjf          cost of delay / job size (D. Reinertsen, The Principles of Product Development
//                 Flow, 2009); of its parts in SAFe user value is pain, time criticality frequency,
//                 business value willingness to pay, opportunity enablement reach. SAFe adds them;
//                 here they are multiplied like all parts.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SCORES_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SCORES_H_

#include <optional>
#include <string_view>

#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// Absent if none of pain, frequency and share is known. `parts` always lists all three; those that
// are unanswered and count say what the score would be with the worst answer and with the best.
Score MarketScore(const Evidence& evidence, const strategy::Strategy& strategy);

// Absent if neither willingness to pay nor effort is known. `parts` always lists all five.
Score CommercialScore(const Evidence& evidence, const strategy::Strategy& strategy);

// The effort as a share of the mean capacity of the quarters that the strategy plans; nothing
// without an effort or a capacity.
std::optional<double> ShareOfCapacity(const Evidence& evidence, const strategy::Strategy& strategy);

// The weight of that name: the strategy's own, else its preset's, else `otherwise`.
double WeightOf(const strategy::Strategy& strategy, std::string_view name, double otherwise);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SCORES_H_
