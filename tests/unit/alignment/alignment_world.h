// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_ALIGNMENT_ALIGNMENT_WORLD_H_
#define ZUSAGE_TESTS_UNIT_ALIGNMENT_ALIGNMENT_WORLD_H_

#include <string>

#include "absl/time/time.h"
#include "services/alignment/knowledge.h"

namespace zusage::alignment {

inline constexpr char kAtlas[] = "products/atlas";
inline constexpr char kFirstRequest[] = "products/atlas/changeRequests/01J00000000000000000000001";
inline constexpr char kSecondRequest[] = "products/atlas/changeRequests/01J00000000000000000000002";

// Single sign-on exists, SCIM is planned, running on premises is turned down.
inline strategy::Strategy AtlasDocument() {
  using strategy::ElementKind;
  strategy::Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  strategy.time_zone = "UTC";
  strategy.elements = {{.kind = ElementKind::kTheme,
                        .id = "T1",
                        .title = "Self-service for customers",
                        .description = "Customers manage invoices and users without calling us.",
                        .language = "en"},
                       {.kind = ElementKind::kNonGoal,
                        .id = "N1",
                        .title = "On-premises installation",
                        .description = "We do not run on servers of the customer.",
                        .language = "en"},
                       {.kind = ElementKind::kCapability,
                        .id = "C1",
                        .title = "Single sign-on with SAML",
                        .description = "Users sign in through the identity provider.",
                        .language = "en",
                        .how = "Settings, Security, Single sign-on"},
                       {.kind = ElementKind::kRoadmapItem,
                        .id = "R1",
                        .title = "SCIM provisioning",
                        .description = "Users are created by the identity provider.",
                        .language = "en",
                        .horizon = "2027-Q1"}};
  return strategy;
}

inline LearnedStrategy AtlasStrategy(int version = 1) {
  return {.product = kAtlas,
          .version = version,
          .document = AtlasDocument(),
          .publish_time = absl::FromUnixSeconds(1'768'000'000 + version)};
}

// Knows the first strategy of atlas and two requests, of which the first was declined, up to
// position 4, the end of the journal.
class AtlasKnowledge {
 public:
  AtlasKnowledge() {
    knowledge_.Announce(kAtlas, 1);
    knowledge_.Learn(AtlasStrategy());
    knowledge_.Learn({kFirstRequest, "Install on our own servers",
                      "We want to run it on premises in our data centre.", ""},
                     2);
    knowledge_.Learn({kSecondRequest, "Export of invoices to DATEV",
                      "Our accountants need invoices as DATEV files every month.", ""},
                     3);
    knowledge_.LearnRuling(kFirstRequest, "DECLINED", 4);
    knowledge_.AdvanceTo(4, /*is_end=*/true);
  }

  Knowledge& operator*() { return knowledge_; }
  Knowledge* operator->() { return &knowledge_; }

 private:
  Knowledge knowledge_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_TESTS_UNIT_ALIGNMENT_ALIGNMENT_WORLD_H_
