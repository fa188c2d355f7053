// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_LIST_NOTICES_H_
#define ZUSAGE_SERVICES_NEWS_LIST_NOTICES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/news.h"
#include "services/news/notice_facts.h"
#include "storage/connection.h"

namespace zusage::news {

struct ListNoticesInput {
  bool unread_only = false;
  std::vector<Kind> kinds;  // any if empty
  std::string product;      // "products/…"; "" for any
  int page_size = 0;        // 0 for the default
  std::string page_token;
};

// A notice as its reader sees it.
struct Notice {
  std::string name;  // "principals/…/notices/01J…"
  News news;
  NoticeText text;
  std::optional<absl::Time> read_time;
};

// Counting stops here.
inline constexpr int kMostUnread = 1000;

struct ListNoticesOutput {
  std::vector<Notice> notices;  // newest first
  std::string next_page_token;  // "" on the last page
  int unread_count = 0;         // kMostUnread stands for more
};

// A page of the caller's own notices, of which those are left out that are about what the caller
// may not see any more. A page may be short where much is left out. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListNoticesOutput> ListNotices(storage::ReadTransaction& tx,
                                              const directory::Caller& caller,
                                              const ListNoticesInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_LIST_NOTICES_H_
