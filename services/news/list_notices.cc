// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_notices.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/news/domain/audience.h"
#include "services/news/notice_text.h"
#include "storage/news_repository.h"

namespace zusage::news {
namespace {

using storage::NewsRepository;
using storage::StoredNotice;

// Rows that one page looks at, most of which are left out at the worst.
constexpr int kMostScanned = 2000;

// What tells two queries apart, for page tokens.
std::string Describe(const std::string& principal, const ListNoticesInput& input) {
  std::set<int> kinds;
  for (const Kind kind : input.kinds) kinds.insert(static_cast<int>(kind));
  std::string filter = absl::StrCat("notices\n", principal, "\n", input.product, "\n",
                                    input.unread_only ? "unread" : "all");
  for (const int kind : kinds) absl::StrAppend(&filter, " ", kind);
  return filter;
}

bool Fits(const News& news, const directory::Caller& caller, const ListNoticesInput& input) {
  const bool asked =
      input.kinds.empty() || std::ranges::find(input.kinds, news.kind) != input.kinds.end();
  return asked && MaySee(caller, news.kind, news.product);
}

// One that cannot be told must not hide the others.
absl::StatusOr<NoticeText> TextOrName(storage::ReadTransaction& tx, const News& news) {
  absl::StatusOr<NoticeText> text = TextOf(tx, news);
  if (text.ok() || absl::IsUnavailable(text.status())) return text;
  Log(Severity::kWarning, "notice_without_text",
      {{"news", news.id}, {"error", std::string(text.status().message())}});
  return NoticeText{.title = {news.subject, news.subject}, .text = {}};
}

absl::StatusOr<Notice> Tell(storage::ReadTransaction& tx, const std::string& principal,
                            StoredNotice stored) {
  Notice notice{.name = principal + "/notices/" + stored.news.id,
                .news = std::move(stored.news),
                .text = {},
                .read_time = stored.read_time};
  ZUSAGE_ASSIGN_OR_RETURN(notice.text, TextOrName(tx, notice.news));
  return notice;
}

absl::StatusOr<int> CountUnread(storage::ReadTransaction& tx, const directory::Caller& caller) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::UnreadNotices> counts,
                          NewsRepository::CountUnread(tx, caller.subject(), kMostUnread));
  int unread = 0;
  for (const storage::UnreadNotices& some : counts) {
    if (MaySee(caller, some.kind, some.product)) unread += some.count;
  }
  return unread;
}

}  // namespace

absl::StatusOr<ListNoticesOutput> ListNotices(storage::ReadTransaction& tx,
                                              const directory::Caller& caller,
                                              const ListNoticesInput& input) {
  const std::string& principal = caller.subject();
  const std::string filter = Describe(principal, input);
  const auto size = static_cast<size_t>(PageSize(input.page_size));
  ListNoticesOutput output;
  std::string before;
  if (!input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(before, ReadPageToken(filter, input.page_token));
  }
  for (int scanned = 0; output.next_page_token.empty();) {
    const int some = static_cast<int>(size) + 1;
    ZUSAGE_ASSIGN_OR_RETURN(
        std::vector<StoredNotice> page,
        NewsRepository::List(tx, principal, input.product, input.unread_only, before, some));
    for (StoredNotice& stored : page) {
      const bool full = output.notices.size() == size || ++scanned > kMostScanned;
      if (full) {
        output.next_page_token = MakePageToken(filter, before);
        break;
      }
      before = stored.news.id;
      if (!Fits(stored.news, caller, input)) continue;
      ZUSAGE_ASSIGN_OR_RETURN(Notice notice, Tell(tx, principal, std::move(stored)));
      output.notices.push_back(std::move(notice));
    }
    if (page.size() < static_cast<size_t>(some)) break;
  }
  ZUSAGE_ASSIGN_OR_RETURN(output.unread_count, CountUnread(tx, caller));
  return output;
}

}  // namespace zusage::news
