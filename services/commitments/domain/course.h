// SPDX-License-Identifier: Apache-2.0
//
// What became of a promise, apart from how it stands: a state per line, moved by what happens.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COURSE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COURSE_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/commitments/domain/promise.h"

namespace zusage::commitments {

// Numbered as commitments.v1.Course.
enum class Course {
  kUnspecified = 0,
  kOpen = 1,        // not due yet, or without a date
  kKept = 2,        // delivered, on time or late
  kBroken = 3,      // due and not delivered
  kRetracted = 4,   // the customer was told
  kSuperseded = 5,  // a later promise took its place
  kVoid = 6,        // the deal was lost, or it was never made
};

enum class CourseEvent { kFellDue, kDelivered, kRetracted, kSuperseded, kNeverMade, kDealLost };

// Where a line stands after `event`, which may be where it stood; nothing if that cannot be
// recorded any more.
std::optional<Course> Next(Course course, CourseEvent event);

// Whether `a` is worse for the customer than `b`: a promise is as bad as its worst line.
bool IsWorse(Course a, Course b);

struct LineCourse {
  Course course = Course::kOpen;
  std::optional<Date> delivered;
  bool late = false;        // delivered after it was due
  bool missed_due = false;  // due before it was retracted or superseded
};

struct PromiseCourse {
  Course course = Course::kOpen;  // the worst of its lines
  bool late = false;              // kept, with a line that was late
  bool missed_due = false;
  std::vector<LineCourse> lines;  // in the order of the promise's
};

// What had become of `promise` on `today`, by what it holds. A date has passed when its day is over
// in `zone`. `deal_lost` says whether its deal is.
PromiseCourse CourseOf(const Promise& promise, Date today, absl::TimeZone zone, bool deal_lost);

// Whether `event` can be recorded of a line at least.
bool CanHappen(CourseEvent event, const PromiseCourse& course);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COURSE_H_
