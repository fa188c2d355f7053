// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_DIGEST_LINES_H_
#define ZUSAGE_SERVICES_NEWS_DIGEST_LINES_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "services/news/domain/digest.h"
#include "services/news/domain/digest_text.h"
#include "storage/week_repository.h"

namespace zusage::news {

// Makes the lines of a digest: reads what each is called, and in which words. `knowledge` looks
// from the end of the week. Not thread-safe.
class DigestLines {
 public:
  DigestLines(commitments::Knowledge& knowledge, absl::TimeZone zone)
      : knowledge_(knowledge), zone_(zone) {}

  absl::StatusOr<DigestLine> Decided(const DecidedFact& decision);
  absl::StatusOr<DigestLine> Promised(const PromisedFact& promise);
  // Why it was not covered when it was made.
  absl::StatusOr<DigestLine> Unilateral(const PromisedFact& promise);
  // Why it is not covered any more.
  absl::StatusOr<DigestLine> LostGround(const PromisedFact& promise);
  absl::StatusOr<DigestLine> Undelivered(const PromisedFact& promise);
  absl::StatusOr<DigestLine> Waiting(const storage::OverdueReview& review);
  absl::StatusOr<DigestLine> Heard(std::string_view product, const HeardGroup& group);

 private:
  Date today() const { return DayOf(knowledge_.view().time, zone_); }
  // A line about the request, without what is said of it.
  absl::StatusOr<DigestLine> AboutRequest(std::string_view request);
  absl::StatusOr<commitments::JudgedPromise> Judge(const PromisedFact& promise);
  // A line about the promise, in the words of its line number `line`.
  absl::StatusOr<DigestLine> AboutPromise(const commitments::Promise& promise, size_t line);
  absl::Status AddNames(DigestLine& line);

  commitments::Knowledge& knowledge_;
  const absl::TimeZone zone_;
  std::map<std::string, std::string, std::less<>> people_;  // display names
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DIGEST_LINES_H_
