// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/course.h"

#include <algorithm>
#include <array>

namespace zusage::commitments {
namespace {

using enum Course;

// kUnspecified: it cannot happen. By Course, then by CourseEvent.
constexpr std::array<std::array<Course, 6>, 7> kNext = {{
    // kFellDue   kDelivered    kRetracted    kSuperseded   kNeverMade    kDealLost
    {kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified},
    {kBroken, kKept, kRetracted, kSuperseded, kVoid, kVoid},                      // kOpen
    {kKept, kUnspecified, kUnspecified, kUnspecified, kVoid, kKept},              // kKept
    {kBroken, kKept, kRetracted, kSuperseded, kVoid, kVoid},                      // kBroken
    {kRetracted, kUnspecified, kUnspecified, kUnspecified, kVoid, kRetracted},    // kRetracted
    {kSuperseded, kUnspecified, kUnspecified, kUnspecified, kVoid, kSuperseded},  // kSuperseded
    {kVoid, kKept, kRetracted, kUnspecified, kVoid, kVoid},                       // kVoid
}};

// By Course; the greatest is the worst.
constexpr std::array kBadness = {
    0,  // kUnspecified
    5,  // kOpen
    1,  // kKept
    6,  // kBroken
    4,  // kRetracted
    3,  // kSuperseded
    2,  // kVoid
};

void Apply(CourseEvent event, LineCourse& line) {
  line.course = Next(line.course, event).value_or(line.course);
}

// What happened to a line that was not delivered, and when, if anything ended it.
void End(const Promise& promise, const Line& line, absl::TimeZone zone, LineCourse& course) {
  absl::Time ended;
  if (promise.retraction.has_value()) {
    Apply(CourseEvent::kRetracted, course);
    ended = promise.retraction->retract_time;
  } else if (promise.superseded.has_value()) {
    Apply(CourseEvent::kSuperseded, course);
    ended = promise.superseded->supersede_time;
  } else {
    return;
  }
  course.missed_due = line.due.has_value() && *line.due < DayOf(ended, zone);
}

LineCourse CourseOfLine(const Line& line, const Promise& promise, Date today, absl::TimeZone zone,
                        bool deal_lost) {
  LineCourse result;
  if (promise.never_made()) {
    Apply(CourseEvent::kNeverMade, result);
    return result;
  }
  if (line.due.has_value() && *line.due < today) Apply(CourseEvent::kFellDue, result);
  if (const Delivery* delivery = promise.DeliveryOf(line.id)) {
    Apply(CourseEvent::kDelivered, result);
    result.delivered = delivery->date;
    result.late = line.due.has_value() && delivery->date > *line.due;
  } else {
    End(promise, line, zone, result);
  }
  if (deal_lost) Apply(CourseEvent::kDealLost, result);
  return result;
}

}  // namespace

std::optional<Course> Next(Course course, CourseEvent event) {
  const Course next = kNext[static_cast<size_t>(course)][static_cast<size_t>(event)];
  if (next == kUnspecified) return std::nullopt;
  return next;
}

bool IsWorse(Course a, Course b) {
  return kBadness[static_cast<size_t>(a)] > kBadness[static_cast<size_t>(b)];
}

bool CanHappen(CourseEvent event, const PromiseCourse& course) {
  return std::any_of(course.lines.begin(), course.lines.end(),
                     [&](const LineCourse& line) { return Next(line.course, event).has_value(); });
}

PromiseCourse CourseOf(const Promise& promise, Date today, absl::TimeZone zone, bool deal_lost) {
  PromiseCourse result{.course = kUnspecified};
  for (const Line& line : promise.lines) {
    result.lines.push_back(CourseOfLine(line, promise, today, zone, deal_lost));
    const LineCourse& last = result.lines.back();
    if (IsWorse(last.course, result.course)) result.course = last.course;
    result.late = result.late || last.late;
    result.missed_due = result.missed_due || last.missed_due;
  }
  result.late = result.late && result.course == kKept;
  return result;
}

}  // namespace zusage::commitments
