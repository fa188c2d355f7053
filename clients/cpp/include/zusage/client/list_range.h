// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_LIST_RANGE_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_LIST_RANGE_H_

#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace zusage::client {

// One page of a list.
template <typename Item>
struct ListPage {
  std::vector<Item> items;
  std::string next_page_token;  // "" on the last
};

// All of a list, page by page as it is walked through:
//
//   for (absl::StatusOr<Promise>& promise : commitments.ListPromises(request)) {
//     if (!promise.ok()) return promise.status();
//     …
//   }
//
// An error is the last element. Walked through once, by one thread; what was begun earlier goes on
// where it was left.
template <typename Item>
class ListRange {
 public:
  // `fetch` gives the page that a token names, "" the first.
  using Fetch = std::function<absl::StatusOr<ListPage<Item>>(const std::string& page_token)>;

  explicit ListRange(Fetch fetch) : fetch_(std::move(fetch)) {}
  ListRange(ListRange&&) noexcept = default;
  ListRange& operator=(ListRange&&) noexcept = default;

  class iterator {  // NOLINT: named as ranges name it
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = absl::StatusOr<Item>;
    using difference_type = std::ptrdiff_t;
    using pointer = value_type*;
    using reference = value_type&;

    reference operator*() const { return *range_->current_; }
    pointer operator->() const { return &*range_->current_; }
    iterator& operator++() {
      range_->Advance();
      return *this;
    }
    void operator++(int) { range_->Advance(); }
    friend bool operator==(const iterator& a, const iterator& b) {
      return a.at_end() == b.at_end();
    }

   private:
    friend class ListRange;
    explicit iterator(ListRange* range) : range_(range) {}
    bool at_end() const { return range_ == nullptr || !range_->current_.has_value(); }

    ListRange* range_;
  };

  // The first page is fetched here.
  iterator begin() {
    if (!begun_) Advance();
    return iterator(this);
  }
  iterator end() { return iterator(nullptr); }

  // All that is left of it, or the error that it ends with.
  absl::StatusOr<std::vector<Item>> ToVector() {
    std::vector<Item> items;
    for (absl::StatusOr<Item>& item : *this) {
      if (!item.ok()) return std::move(item).status();
      items.push_back(*std::move(item));
    }
    return items;
  }

 private:
  void Advance() {
    begun_ = true;
    current_.reset();
    // A page may be empty and not the last.
    while (next_ == page_.size() && !ended_) {
      if (absl::Status status = FetchPage(); !status.ok()) {
        ended_ = true;
        current_.emplace(std::move(status));
        return;
      }
    }
    if (next_ < page_.size()) current_.emplace(std::move(page_[next_++]));
  }

  absl::Status FetchPage() {
    absl::StatusOr<ListPage<Item>> page = fetch_(page_token_);
    if (!page.ok()) return std::move(page).status();
    page_ = std::move(page->items);
    next_ = 0;
    ended_ = page->next_page_token.empty();
    if (!ended_ && page->next_page_token == page_token_) {
      return absl::InternalError("The list does not go on: a page names itself as the next one.");
    }
    page_token_ = std::move(page->next_page_token);
    return absl::OkStatus();
  }

  Fetch fetch_;
  std::vector<Item> page_;
  size_t next_ = 0;  // of page_
  std::string page_token_;
  bool begun_ = false;
  bool ended_ = false;  // no page follows
  std::optional<absl::StatusOr<Item>> current_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_LIST_RANGE_H_
