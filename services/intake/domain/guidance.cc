// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/guidance.h"

#include <string_view>

#include "services/base/error.h"
#include "services/base/time.h"

namespace zusage::intake {
namespace {

using alignment::Verdict;

Guidance Say(Advice advice, std::string_view english, std::string_view german,
             const Metadata& metadata) {
  return {advice, FillIn(english, metadata), FillIn(german, metadata)};
}

Guidance Wait(const Metadata& metadata) {
  return Say(
      Advice::kWaitForDecision,
      "Say that product management is looking at it and will answer by {due}. Promise nothing "
      "yet.",
      "Sagen Sie, dass das Produktmanagement es prüft und bis {due} antwortet. Noch nichts "
      "zusagen.",
      metadata);
}

Guidance OnRoadmap(const strategy::Element& element, Metadata metadata) {
  metadata.emplace_back("horizon", element.horizon);
  if (element.promisable) {
    return Say(Advice::kMayPromise,
               "\"{title}\" is planned ({horizon}) and may be promised for the end of that time or "
               "later; check clearance first.",
               "„{title}“ ist geplant ({horizon}) und darf für das Ende dieser Zeit oder später "
               "zugesagt werden; vorher die Auskunft einholen.",
               metadata);
  }
  return Say(
      Advice::kWaitForDecision,
      "Say that \"{title}\" is planned ({horizon}), without a date of your own. Promise "
      "nothing before the answer by {due}.",
      "Sagen Sie, dass „{title}“ geplant ist ({horizon}), ohne eigenes Datum. Vor der Antwort "
      "bis {due} nichts zusagen.",
      metadata);
}

}  // namespace

Guidance Advise(const alignment::Assessment* assessment, const strategy::Strategy& strategy,
                absl::Time due_time, absl::TimeZone zone) {
  Metadata metadata = {{"due", FormatDate(DayOf(due_time, zone))}};
  if (assessment == nullptr || assessment->elements.empty()) return Wait(metadata);
  const strategy::Element* element = strategy.Find(assessment->elements[0].element);
  if (element == nullptr) return Wait(metadata);
  metadata.emplace_back("title", element->title);
  if (assessment->verdict == Verdict::kConflicts) {
    return Say(Advice::kExpectNo,
               "Do not raise hopes: the strategy speaks against it. The answer comes by {due}.",
               "Keine Hoffnung machen: Die Strategie spricht dagegen. Die Antwort kommt bis {due}.",
               metadata);
  }
  if (!assessment->firm) return Wait(metadata);
  if (assessment->verdict == Verdict::kAsIs) {
    return Say(Advice::kShowIt,
               "The product does this today with \"{title}\": show it, within its limits.",
               "Das Produkt kann das heute mit „{title}“: zeigen Sie es, in seinen Grenzen.",
               metadata);
  }
  if (assessment->verdict == Verdict::kOnRoadmap) return OnRoadmap(*element, metadata);
  return Wait(metadata);
}

}  // namespace zusage::intake
