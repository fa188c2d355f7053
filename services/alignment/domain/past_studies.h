// SPDX-License-Identifier: Apache-2.0
//
// What was found out about whether something can be built, held in memory to answer questions.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PAST_STUDIES_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PAST_STUDIES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/base/time.h"

namespace zusage::alignment {

// A study as the check learns it.
struct PastStudy {
  std::string name;     // "products/…/studies/…", unique
  std::string request;  // "products/…/changeRequests/…": what it is about; "" if about none
  std::string element;  // the id of the element that it is about, or ""
  StudyResult result = StudyResult::kUnspecified;
  std::string summary;
  std::string limits;
  std::optional<double> effort_person_days;
  std::optional<Date> valid_until;  // inclusive
  absl::Time create_time = absl::InfinitePast();
};

// A study and what it has to do with a question.
struct FoundStudy {
  PastStudy study;
  double similarity = 0;  // of what was found out to what is asked
  std::vector<MatchedWord> matched_words;
};

// The studies of one product. Thread-safe: any number of readers beside one writer. The same
// sequence of changes gives the same answers.
class PastStudies {
 public:
  explicit PastStudies(const Lexicon& lexicon = BuiltInLexicon()) : summaries_(lexicon) {}

  // Adds a study; one that is known already is replaced.
  void Append(PastStudy study, int64_t position);

  size_t size() const;

  // The at most `k` studies whose summaries are most like a question.
  std::vector<FoundStudy> Similar(const DistinctWords& words, size_t k) const;
  // The newest study about a request ("products/…") or an element (its id), if there is one: a
  // later one takes the place of an earlier one.
  std::optional<PastStudy> About(std::string_view subject) const;

 private:
  PastRequests summaries_;  // by the names of the studies
  mutable absl::Mutex mutex_;
  std::map<std::string, PastStudy, std::less<>> studies_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::string, std::less<>> newest_ ABSL_GUARDED_BY(mutex_);  // by subject
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PAST_STUDIES_H_
