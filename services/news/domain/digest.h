// SPDX-License-Identifier: Apache-2.0
//
// One week of a product, for those who answer for it. Both sides are in it with the same care: what
// the field promised without being allowed to, and what product management decided late, moved away
// from or has not delivered.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/commitments/domain/promise.h"
#include "services/news/domain/week.h"

namespace zusage::news {

using commitments::Text;

// Most lines that a section has.
inline constexpr size_t kMaxDigestLines = 20;

// Numbered as zusage.news.v1.DigestSection.Topic.
enum class Topic {
  kUnspecified = 0,
  kDecided = 1,
  kPromised = 2,
  kUnilateral = 3,
  kLostGround = 4,
  kOverdue = 5,
  kHeard = 6,
};

// One thing, and what is said of it. Titles and names are what people wrote: anything may be in
// them.
struct DigestLine {
  std::string subject;  // the name of a request, a promise or an element; "" for no element
  std::string title;
  std::string customer;  // "customers/…" or ""
  std::string customer_display_name;
  std::string person;  // "principals/…" or ""
  std::string person_display_name;
  Text text;
  absl::Time time;

  friend bool operator==(const DigestLine&, const DigestLine&) = default;
};

struct DigestSection {
  Topic topic = Topic::kUnspecified;
  int total_count = 0;
  std::vector<DigestLine> lines;  // the most important first, at most kMaxDigestLines
  Text note;                      // what there is to say of all of them; "" if nothing
};

struct Digest {
  std::string product;  // "products/atlas"
  Week week;
  absl::TimeZone zone;   // the product's
  bool is_over = true;   // whether the week is; otherwise it is told as far as it has come
  bool is_whole = true;  // whether all was looked at; false where limits left something out
  std::vector<DigestSection> sections;  // each topic once, in their order
  int64_t known_position = 0;
};

// What a section is about, as its heading.
Text HeadingOf(Topic topic);
// What stands in place of lines where there are none.
Text NothingOf(Topic topic);
// "Week of 2026-01-12 to 2026-01-18: atlas"; the subject of the mail, too.
Text TitleOf(const Digest& digest);
// What has to be said before all sections: that the week is not over, that limits left something
// out; "" if nothing.
Text ForewordOf(const Digest& digest);
// "and 12 more"; "" if the lines are all there is.
Text RestOf(const DigestSection& section);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_H_
