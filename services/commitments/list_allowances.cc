// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_allowances.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/check_clearance.h"
#include "services/commitments/domain/guidance.h"
#include "services/commitments/domain/issued_clearance.h"
#include "services/commitments/knowledge.h"
#include "services/commitments/view.h"
#include "services/directory/domain/customer.h"
#include "services/intake/domain/change_request.h"
#include "storage/allowing_decisions.h"
#include "storage/clearance_repository.h"
#include "storage/customer_repository.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

// In the order in which they are shown.
enum Part : int { kApprovals, kServices, kClearances, kRoadmap, kCapabilities };

// Where an offer comes: the parts one after the other; in a part what is newest first, elements as
// the strategy has them; of one request its items in order.
struct Place {
  int part = 0;
  int64_t rank = 0;
  int64_t item = -1;  // before the first

  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.part, a.rank, a.item) < std::tie(b.part, b.rank, b.item);
  }
};

struct Cursor {
  View view;
  Place after{-1, 0, 0};
};

// What may hold offers: a request, a clearance or an element.
struct Source {
  Place place;
  std::string name;
};

std::string DescribeQuery(const ListAllowancesInput& input) {
  return absl::StrCat("allowances ", input.product, " ", input.customer, " ", input.query);
}

std::string TokenBehind(const ListAllowancesInput& input, const View& view, const Place& last) {
  return MakePageToken(DescribeQuery(input),
                       absl::StrCat(view.position, " ", absl::ToUnixMicros(view.time), " ",
                                    last.part, " ", last.rank, " ", last.item));
}

absl::StatusOr<Cursor> ReadCursor(storage::ReadTransaction& tx, const ListAllowancesInput& input,
                                  absl::Time now) {
  if (input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
    return Cursor{.view = view};
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key,
                          ReadPageToken(DescribeQuery(input), input.page_token));
  std::vector<int64_t> numbers;
  for (absl::string_view part : absl::StrSplit(key, ' ')) {
    int64_t number = 0;
    if (absl::SimpleAtoi(part, &number)) numbers.push_back(number);
  }
  if (numbers.size() != 5) return FieldError("page_token", kInvalidPageToken);
  return Cursor{{numbers[0], absl::FromUnixMicros(numbers[1])},
                {static_cast<int>(numbers[2]), numbers[3], numbers[4]}};
}

// Collects one page of offers.
class Collector {
 public:
  Collector(storage::ReadTransaction& tx, const ListAllowancesInput& input, const Cursor& cursor)
      : input_(input),
        cursor_(cursor),
        knowledge_(tx, cursor.view),
        query_(directory::MatchingKey(input.query)) {}

  absl::StatusOr<OfferPage> Collect() {
    ZUSAGE_RETURN_IF_ERROR(CheckQuestion());
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Source> sources, Sources());
    ZUSAGE_RETURN_IF_ERROR(LearnPromises());
    page_.known_position = cursor_.view.position;
    size_t looked_at = 0;
    for (const Source& source : sources) {
      if (full_) break;
      // Behind the page before: all but the request whose items it began.
      const bool is_begun =
          source.place.part == cursor_.after.part && source.place.rank == cursor_.after.rank;
      if (source.place < cursor_.after && !is_begun) continue;
      if (looked_at++ == kMaxLookedAt) {
        full_ = true;
        break;
      }
      ZUSAGE_RETURN_IF_ERROR(AddOffersOf(source));
    }
    if (full_) page_.next_page_token = TokenBehind(input_, cursor_.view, last_);
    return std::move(page_);
  }

 private:
  absl::Status CheckQuestion() {
    ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                            knowledge_.StrategyAt(input_.product, cursor_.view.position));
    if (strategy == nullptr) return FieldError("parent", kNotFound, {{"resource", input_.product}});
    strategy_ = strategy;
    ZUSAGE_ASSIGN_OR_RETURN(
        const auto customer,
        storage::CustomerRepository::AsOf(knowledge_.tx(), input_.customer, cursor_.view.position));
    if (!customer.has_value()) {
      return FieldError("customer", kNotFound, {{"resource", input_.customer}});
    }
    ZUSAGE_ASSIGN_OR_RETURN(names_,
                            knowledge_.OtherNamesAt(input_.customer, cursor_.view.position));
    ZUSAGE_ASSIGN_OR_RETURN(segment_, knowledge_.SegmentAt(input_.customer, cursor_.view.position));
    return absl::OkStatus();
  }

  bool IsTheCustomer(const std::string& name) const {
    return name == input_.customer || std::find(names_.begin(), names_.end(), name) != names_.end();
  }

  // Whether an approval may be for the customer; whether it is, is judged.
  bool MayConcern(const storage::AllowingDecision& decision) const {
    if (decision.outcome == review::Outcome::kServices) {
      return decision.has_merged || IsTheCustomer(decision.customer);
    }
    const review::CustomerScope& scope = decision.customers;
    switch (scope.kind) {
      case review::CustomerScope::Kind::kAll:
        return true;
      case review::CustomerScope::Kind::kCustomers:
        return std::any_of(scope.customers.begin(), scope.customers.end(),
                           [&](const std::string& name) { return IsTheCustomer(name); });
      case review::CustomerScope::Kind::kSegment:
        return !segment_.empty() &&
               directory::MatchingKey(scope.segment) == directory::MatchingKey(segment_);
    }
    return false;
  }

  // All that may hold offers, in order.
  absl::StatusOr<std::vector<Source>> Sources() {
    std::vector<Source> sources;
    ZUSAGE_RETURN_IF_ERROR(AddRequests(sources));
    ZUSAGE_RETURN_IF_ERROR(AddClearances(sources));
    for (size_t i = 0; i < strategy_->elements.size(); ++i) {
      const strategy::Element& element = strategy_->elements[i];
      const bool is_capability = element.kind == strategy::ElementKind::kCapability;
      if (!is_capability && element.kind != strategy::ElementKind::kRoadmapItem) continue;
      sources.push_back({{is_capability ? kCapabilities : kRoadmap, static_cast<int64_t>(i)},
                         absl::StrCat(input_.product, "/elements/", element.id)});
    }
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.place < b.place; });
    return sources;
  }

  absl::Status AddRequests(std::vector<Source>& sources) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<storage::AllowingDecision> decisions,
        storage::AllowingDecisions(knowledge_.tx(), input_.product, cursor_.view.position));
    absl::flat_hash_set<std::string_view> known;
    for (const storage::AllowingDecision& decision : decisions) {
      // Of one request only the newest can still hold.
      if (!known.insert(decision.request).second || !MayConcern(decision)) continue;
      const Part part = decision.outcome == review::Outcome::kServices ? kServices : kApprovals;
      sources.push_back({{part, -decision.fact}, decision.request});
    }
    return absl::OkStatus();
  }

  absl::Status AddClearances(std::vector<Source>& sources) {
    ZUSAGE_ASSIGN_OR_RETURN(clearances_, storage::ClearanceRepository::Expiring(
                                             knowledge_.tx(), input_.product, cursor_.view.time,
                                             absl::InfiniteFuture(), cursor_.view.position));
    for (const IssuedClearance& clearance : clearances_) {
      if (!IsTheCustomer(clearance.customer)) continue;
      sources.push_back({{kClearances, -clearance.position}, clearance.name});
    }
    return absl::OkStatus();
  }

  // What was promised to the customer and may still come.
  absl::Status LearnPromises() {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<Promise> promises,
        storage::PromiseRepository::List(knowledge_.tx(),
                                         {.product = input_.product, .customer = input_.customer},
                                         {}, kMaxPromisesOfCustomer, cursor_.view.position));
    for (const Promise& promise : promises) {
      if (promise.over()) continue;
      for (const Line& line : promise.lines) {
        std::vector<std::string>& about = promised_[std::string(promise.ItemOf(line))];
        if (about.empty() || about.back() != promise.name) about.push_back(promise.name);
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddOffersOf(const Source& source) {
    switch (source.place.part) {
      case kApprovals:
      case kServices:
        return AddRequest(source);
      case kClearances:
        return AddClearance(source);
      default:
        return AddElement(source);
    }
  }

  absl::Status AddRequest(const Source& source) {
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history,
                            knowledge_.HistoryOf(source.name));
    // One that was merged is offered as the other.
    const bool stands_by_itself =
        history != nullptr && review::MergingAt(*history, cursor_.view.position) == nullptr;
    if (stands_by_itself) {
      for (size_t i = 0; i < history->items.size(); ++i) {
        const Place place{source.place.part, source.place.rank, static_cast<int64_t>(i)};
        const intake::Item& item = history->items[i];
        ZUSAGE_RETURN_IF_ERROR(
            AddJudged(place, intake::ItemName(source.name, item.id), item.text, history));
      }
    }
    return Passed({source.place.part, source.place.rank, kWhole});
  }

  absl::Status AddElement(const Source& source) {
    const strategy::Element* element = strategy_->Find(LastSegment(source.name));
    return AddJudged({source.place.part, source.place.rank, kWhole}, source.name, element->title,
                     nullptr);
  }

  absl::Status AddClearance(const Source& source) {
    const auto clearance =
        std::find_if(clearances_.begin(), clearances_.end(),
                     [&](const IssuedClearance& c) { return c.name == source.name; });
    const Allowance allowance = AllowanceOf(*clearance);
    ZUSAGE_ASSIGN_OR_RETURN(const std::string text, TextOf(clearance->item));
    return Add({source.place.part, source.place.rank, kWhole},
               {.allowance = TermsOf(allowance),
                .item = clearance->item,
                .text = text,
                .guidance = WordsFor(allowance)},
               nullptr);
  }

  // Offers the item if it may be promised today: without a date, with what must be said along.
  absl::Status AddJudged(const Place& place, const std::string& item, const std::string& text,
                         const review::RequestHistory* history) {
    const std::optional<Quantity> no_quantity;
    ZUSAGE_ASSIGN_OR_RETURN(
        ClearanceAnswer answer,
        AnswerAt(knowledge_, input_.product, {item, input_.customer, no_quantity, std::nullopt},
                 cursor_.view.position, cursor_.view.time));
    if (!answer.may_promise()) return Passed(place);
    return Add(place,
               {.allowance = *std::move(answer.allowance),
                .item = item,
                .text = text,
                .guidance = std::move(answer.guidance)},
               history);
  }

  absl::Status Add(const Place& place, Offer offer, const review::RequestHistory* history) {
    if (full_ || !(cursor_.after < place)) return absl::OkStatus();
    if (directory::MatchingKey(offer.text).find(query_) == std::string::npos) return Passed(place);
    if (page_.offers.size() == static_cast<size_t>(PageSize(input_.page_size))) {
      full_ = true;
      return absl::OkStatus();
    }
    ZUSAGE_RETURN_IF_ERROR(NamePromises(offer.item, history, 0, offer.promises));
    page_.offers.push_back(std::move(offer));
    return Passed(place);
  }

  // The promises of the item, and of what items of merged requests have become it.
  absl::Status NamePromises(const std::string& item, const review::RequestHistory* history,
                            int mergings, std::vector<std::string>& promises) {
    if (const auto found = promised_.find(item); found != promised_.end()) {
      for (const std::string& promise : found->second) {
        if (promises.size() < kMaxPromisesNamed) promises.push_back(promise);
      }
    }
    if (history == nullptr || mergings == kMaxMergings) return absl::OkStatus();
    for (const review::Merging& merging : history->merged) {
      if (!merging.HoldsAt(cursor_.view.position)) continue;
      ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* merged,
                              knowledge_.HistoryOf(merging.request));
      for (const review::ItemMapping& mapping : merging.items) {
        if (mapping.into != item) continue;
        ZUSAGE_RETURN_IF_ERROR(NamePromises(mapping.item, merged, mergings + 1, promises));
      }
    }
    return absl::OkStatus();
  }

  // What an item is called; "" if it is gone.
  absl::StatusOr<std::string> TextOf(const std::string& item) {
    const std::string_view request = intake::RequestOfItem(item);
    if (request.empty()) {
      const strategy::Element* element = strategy_->Find(LastSegment(item));
      return element == nullptr ? std::string() : element->title;
    }
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history, knowledge_.HistoryOf(request));
    if (history == nullptr) return std::string();
    const auto found =
        std::find_if(history->items.begin(), history->items.end(),
                     [&](const intake::Item& known) { return known.id == LastSegment(item); });
    return found == history->items.end() ? std::string() : found->text;
  }

  // So far everything was looked at.
  absl::Status Passed(const Place& place) {
    if (!full_) last_ = place;
    return absl::OkStatus();
  }

  static constexpr int64_t kWhole = int64_t{1} << 32;  // behind all items of a request

  const ListAllowancesInput& input_;
  const Cursor& cursor_;
  Knowledge knowledge_;
  const std::string query_;
  const strategy::Strategy* strategy_ = nullptr;
  absl::Span<const std::string> names_;
  std::string_view segment_;
  std::vector<IssuedClearance> clearances_;
  absl::flat_hash_map<std::string, std::vector<std::string>> promised_;
  OfferPage page_;
  Place last_;
  bool full_ = false;
};

}  // namespace

absl::StatusOr<OfferPage> ListAllowances(storage::ReadTransaction& tx,
                                         const ListAllowancesInput& input, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const Cursor cursor, ReadCursor(tx, input, now));
  return Collector(tx, input, cursor).Collect();
}

}  // namespace zusage::commitments
