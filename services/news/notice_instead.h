// SPDX-License-Identifier: Apache-2.0
//
// What can be said instead of a "yes".
#ifndef ZUSAGE_SERVICES_NEWS_NOTICE_INSTEAD_H_
#define ZUSAGE_SERVICES_NEWS_NOTICE_INSTEAD_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/news/notice_facts.h"

namespace zusage::news {

// Adds how the product does it with the element of this id, and within which limits.
absl::Status SayHowItIsDone(NoticeFacts& facts, std::string_view element, commitments::Text& text);

// Adds, for the request that the news is about, what its newest assessment knows: what the product
// does today or will do, and what was allowed on requests like it.
absl::Status SayInstead(NoticeFacts& facts, commitments::Text& text);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NOTICE_INSTEAD_H_
