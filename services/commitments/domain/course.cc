// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/course.h"

#include <array>

namespace zusage::commitments {
namespace {

using enum Course;

// kUnspecified: it cannot happen. By Course, then by CourseEvent.
constexpr std::array<std::array<Course, 4>, 7> kNext = {{
    // kFellDue      kDelivered    kRetracted    kDealLost
    {kUnspecified, kUnspecified, kUnspecified, kUnspecified},  // kUnspecified
    {kBroken, kKept, kRetracted, kVoid},                       // kOpen
    {kKept, kUnspecified, kUnspecified, kKept},                // kKept
    {kBroken, kKept, kRetracted, kVoid},                       // kBroken
    {kRetracted, kUnspecified, kUnspecified, kRetracted},      // kRetracted
    {kSuperseded, kUnspecified, kUnspecified, kSuperseded},    // kSuperseded
    {kVoid, kKept, kRetracted, kVoid},                         // kVoid
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

LineCourse CourseOfLine(const Line& line, const Promise& promise, Date today, absl::TimeZone zone,
                        bool deal_lost) {
  LineCourse result;
  if (line.due.has_value() && *line.due < today) Apply(CourseEvent::kFellDue, result);
  if (const Delivery* delivery = promise.DeliveryOf(line.id)) {
    Apply(CourseEvent::kDelivered, result);
    result.delivered = delivery->date;
    result.late = line.due.has_value() && delivery->date > *line.due;
  } else if (promise.retraction.has_value()) {
    Apply(CourseEvent::kRetracted, result);
    result.missed_due =
        line.due.has_value() && *line.due < DayOf(promise.retraction->retract_time, zone);
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
