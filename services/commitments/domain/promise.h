// SPDX-License-Identifier: Apache-2.0
//
// A promise as it was recorded, and what happened to it since. How it stands is not part of it:
// that is judged, see standing.h; so is what became of it, see course.h.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_PROMISE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/commitments/domain/dispute.h"

namespace zusage::commitments {

// A promise that is recorded later than this after it was made is late, and needs a source.
inline constexpr absl::Duration kRecordedInTime = absl::Hours(24);

// A text in both languages of the product.
struct Text {
  std::string english;
  std::string german;

  friend bool operator==(const Text&, const Text&) = default;
};

// How much of something. Units are compared as text without regard to case.
struct Quantity {
  double value = 0;
  std::string unit;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// One thing promised.
struct Line {
  std::string id;    // "1", "2", … within the promise
  std::string text;  // what was said
  std::string item;  // as recorded: an item of a request, an element, or "" for free words
  std::optional<Quantity> quantity;
  std::optional<Date> due;
  // The conditions that were said along, and the approval whose conditions they are: a number says
  // nothing about another approval.
  std::vector<std::string> carried_conditions;
  std::string carried_approval;
};

// Somebody said which item a line is about; "" takes that back.
struct Link {
  std::string line;
  std::string item;
  std::string linked_by;  // "principals/…"
  int64_t position = 0;
};

// A line was delivered.
struct Delivery {
  std::string line;
  Date date;
  std::string marked_by;  // "principals/…"
  int64_t position = 0;
};

// The customer was told that it will not be.
struct Retraction {
  std::string reason;
  std::string retracted_by;  // "principals/…"
  absl::Time retract_time;
  int64_t position = 0;
};

// A later promise took its place.
struct Supersession {
  std::string by;  // the later promise
  absl::Time supersede_time;
  int64_t position = 0;  // of the later promise
};

// What was said to a customer, with everything that was recorded about it up to some position.
struct Promise {
  std::string name;         // "products/…/promises/01J…"
  std::string product;      // "products/atlas"
  std::string customer;     // "customers/…"
  std::string deal;         // "customers/…/deals/…" or ""
  std::string promised_by;  // "principals/…"
  std::string recorded_by;  // "principals/…"
  absl::Time made_time;     // never after create_time
  absl::Time create_time;
  std::string source;
  std::vector<Line> lines;
  std::vector<std::string> supersedes;  // earlier promises whose place it takes
  int64_t position = 0;

  std::vector<Link> links;           // oldest first
  std::vector<Delivery> deliveries;  // oldest first; a later one for a line if one was taken back
  std::optional<Retraction> retraction;
  std::optional<Supersession> superseded;
  std::vector<Dispute> disputes;  // oldest first

  // The line with this id, or null.
  const Line* Find(std::string_view line) const;
  // What the line is about by its newest link, or as recorded; "" for free words.
  std::string_view ItemOf(const Line& line) const;
  // When the line was delivered, or null. A delivery that a dispute took back is none.
  const Delivery* DeliveryOf(std::string_view line) const;
  // The dispute with this id, or null.
  const Dispute* FindDispute(std::string_view id) const;
  // The dispute of this kind that nobody has resolved yet, or null.
  const Dispute* OpenDispute(DisputeKind kind) const;
  bool disputed() const;  // whether there is any such
  // Whether a dispute was upheld that it was made at all.
  bool never_made() const;
  // Whether nothing more happens to it: it was retracted or superseded, or never made.
  bool over() const { return retraction.has_value() || superseded.has_value() || never_made(); }
  // The position of the newest entry about the promise itself.
  int64_t head() const;
  bool recorded_late() const { return create_time - made_time > kRecordedInTime; }
};

// The moment that a bare date means: the end of that day, or the recording if it is today.
absl::Time MadeTimeOf(Date date, absl::Time recording, absl::TimeZone zone);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_PROMISE_H_
