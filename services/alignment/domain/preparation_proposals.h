// SPDX-License-Identifier: Apache-2.0
//
// What an element could be called besides, and which wishes it could show, as customers themselves
// have put it. Proposals only: product management accepts them one by one.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PROPOSALS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PROPOSALS_H_

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/domain/lexicon.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

inline constexpr size_t kMaxProposals = 200;            // of one answer
inline constexpr size_t kMaxPreparationRequests = 500;  // that proposals are made from
inline constexpr double kLeastHelp = 0.01;              // of surprise: what people are shown
inline constexpr size_t kMaxExampleBytes = 240;         // a wish is shortened to so much

enum class ProposalKind { kAlias, kExample };

enum class ProposalSource {
  kDecidedRequests,  // what customers wrote whose requests were decided by the element
  kLinguisticData,   // a word of customers that means much the same as one of the title
  kSecondReader,     // a language model's
};

// What accepting a proposal would change for requests whose decision is known, those left out that
// it rests on.
struct ProposalWorth {
  int requests = 0;  // that it was measured on
  int verdicts_before = 0;
  int verdicts_after = 0;  // that are right
  int elements_before = 0;
  int elements_after = 0;  // right ones that rank first
  // The mean of -log P, of the right verdict and of the element that it rests on, half and half: it
  // moves where the numbers above are too coarse.
  double surprise_before = 0;
  double surprise_after = 0;
  double uncertainty = 0;  // the standard error of the difference of these two
  // The same over those requests alone that rest on the elements which get something.
  int own_requests = 0;
  double own_surprise_before = 0;
  double own_surprise_after = 0;

  // Whether no count gets worse, and the surprise less by more than chance and kLeastHelp, for
  // other requests on the same element too. A gain at one request alone is no more than its
  // standard error, so that two at least have to bear it out.
  bool helps() const {
    return verdicts_after >= verdicts_before && elements_after >= elements_before &&
           surprise_before - surprise_after > std::max(uncertainty, kLeastHelp) &&
           own_requests > 0 && own_surprise_after < own_surprise_before;
  }
};

struct Proposal {
  std::string id;       // "R1.a.5c1f09e2": the same as long as element, kind and text are
  std::string element;  // its id
  ProposalKind kind = ProposalKind::kAlias;
  ProposalSource source = ProposalSource::kDecidedRequests;
  std::string text;
  std::vector<std::string> requests;  // ids that it rests on
  double distinctiveness = 0;  // how much more likely it is with this element, as a logarithm
  std::optional<ProposalWorth> worth;  // absent if there was nothing to measure it on
};

// A text that somebody else proposes who did not see the requests: it is looked at like the others,
// however many there are, and measured on all requests.
struct Suggestion {
  std::string element;
  ProposalKind kind = ProposalKind::kAlias;
  ProposalSource source = ProposalSource::kSecondReader;
  std::string text;
};

struct ProposalOptions {
  std::string element;  // only of this one; "" for all
  size_t max_proposals = kMaxProposals;
  bool measure = true;
  absl::Span<const Suggestion> suggestions;
};

struct ProposalAnswer {
  std::vector<Proposal> proposals;  // by element in the strategy's order, best first
  int requests = 0;                 // whose decision rests on an element
  int ambiguous = 0;                // proposals that were left out: another element fits as well
};

// Proposes aliases and examples for every element. From a request whose first expected element it
// is, come phrases that the element lacks and that are more likely with it than with others, and
// the wish itself, shortened and impersonal (strip_personal.h). Requests without expected elements
// say what is usual. A text that another element holds as well is left out. Nothing is proposed
// that the element has, whatever its case, umlauts and endings.
//
// Only the first kMaxPreparationRequests of `requests` are used. Each proposal is measured
// (proposal_worth.h) as long as that is affordable. Pure; the same input gives the same answer.
ProposalAnswer Propose(const strategy::Strategy& strategy, const Lexicon& lexicon,
                       absl::Span<const BacktestRequest> requests,
                       const ProposalOptions& options = {});

// The strategy with `proposals` accepted: each text at the end of its element's list. Those of
// unknown elements are ignored.
strategy::Strategy WithProposals(strategy::Strategy strategy, absl::Span<const Proposal> proposals);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PROPOSALS_H_
