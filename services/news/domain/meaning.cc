// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/meaning.h"

#include <array>

namespace zusage::news {
namespace {

using commitments::Standing;
using enum Meaning;

struct Row {
  std::string_view operation;
  Meaning meaning;
};

constexpr std::array kMeanings = {
    Row{"AskForEvidence", kEvidenceAsked},
    Row{"AssignReview", kRouted},
    Row{"DecideChangeRequest", kDecided},
    Row{"DecideChangeRequest", kRequestGround},
    Row{"DisputePromise", kDisputed},
    Row{"EscalateReview", kRouted},
    Row{"LinkPromise", kLinked},
    Row{"MergeChangeRequests", kMerged},
    Row{"MergeChangeRequests", kRequestGround},
    Row{"PublishStrategy", kPublished},
    Row{"RecordPromise", kPromised},
    Row{"ReopenChangeRequest", kReopened},
    Row{"ReopenChangeRequest", kRequestGround},
    Row{"ReopenChangeRequest", kRouted},
    Row{"ResolveDispute", kDisputeResolved},
    Row{"RevokeApproval", kRequestGround},
    Row{"SetConditionState", kRequestGround},
    Row{"SetSubstitute", kAbsence},
};

}  // namespace

std::set<Meaning> MeaningsOf(std::string_view operation) {
  std::set<Meaning> meanings;
  for (const Row& row : kMeanings) {
    if (row.operation == operation) meanings.insert(row.meaning);
  }
  return meanings;
}

bool LostGround(const Stood& stood) {
  return stood.made_after == Standing::kCovered && stood.before == Standing::kCovered &&
         stood.after != Standing::kCovered;
}

bool TurnedUnilateral(const Stood& stood) {
  return stood.made_before == Standing::kCovered && stood.made_after != Standing::kCovered;
}

}  // namespace zusage::news
