// SPDX-License-Identifier: Apache-2.0
// The nouns of the command line, a file each; arguments.h says what they consist of.
#ifndef ZUSAGE_CLIENTS_CLI_NOUNS_H_
#define ZUSAGE_CLIENTS_CLI_NOUNS_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

Noun ApprovalNoun();
Noun BacktestNoun();
Noun BenchNoun();
Noun ClearanceNoun();
Noun CompletionNoun();
Noun CustomerNoun();
Noun DealNoun();
Noun DigestNoun();
Noun DoctorNoun();
Noun FeasibilityNoun();
Noun JournalNoun();
Noun KeyNoun();
Noun MigrateNoun();
Noun NoticeNoun();
Noun OfferNoun();
Noun PrincipalNoun();
Noun PromiseNoun();
Noun RequestNoun();
Noun ReviewNoun();
Noun StrategyNoun();
Noun StudyNoun();
Noun TeamNoun();
Noun VersionNoun();
Noun WebhookNoun();
Noun WhoamiNoun();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_NOUNS_H_
