// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_NOTICE_TEXT_H_
#define ZUSAGE_SERVICES_NEWS_NOTICE_TEXT_H_

#include "absl/status/statusor.h"
#include "services/news/domain/news.h"
#include "services/news/notice_facts.h"
#include "storage/connection.h"

namespace zusage::news {

// What the news says to whoever is told of it: what happened and why, what it means, and what can
// be done now, with the command that does it. Made from facts as of the news' position. What was
// erased is left out; a thing that is not there at all is called by its name.
absl::StatusOr<NoticeText> TextOf(storage::ReadTransaction& tx, const News& news);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NOTICE_TEXT_H_
