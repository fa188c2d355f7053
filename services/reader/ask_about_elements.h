// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_ASK_ABOUT_ELEMENTS_H_
#define ZUSAGE_SERVICES_READER_ASK_ABOUT_ELEMENTS_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/reader/asking.h"
#include "services/reader/second_reader.h"
#include "storage/opinion_repository.h"
#include "storage/store.h"
#include "storage/suggestion_repository.h"

namespace zusage::reader {

// Asks a second reader what customers may call the elements for which that is wanted, one a call,
// within the same budget as its opinions, and records what it says and what was sent. A reader that
// is away is asked again for about an hour, an answer that is late or wrong counts as none. Not
// thread-safe; many processes may each have one.
class AskElements {
 public:
  // As SecondReading.
  AskElements(storage::Store& store, const Clock& clock, SecondReader& reader, Budget budget,
              absl::Duration longest_call, ReaderFigures& figures);

  // Asks about what is due; returns for how many elements it is settled now what the reader thinks.
  absl::StatusOr<int> Run();

 private:
  enum class Step { kNothing, kOverBudget, kAsk };

  absl::StatusOr<bool> AskAbout(const storage::ElementSuggestions& due);
  absl::StatusOr<Step> Take(const storage::ElementSuggestions& due, storage::ReaderCall& call);
  absl::StatusOr<Step> TakeIn(storage::WriteTransaction& tx, const storage::ElementSuggestions& due,
                              storage::ReaderCall& call);
  absl::StatusOr<bool> Record(const storage::ElementSuggestions& due,
                              const storage::ReaderCall& call, const ElementReading& reading);

  storage::Store& store_;
  const Clock& clock_;
  SecondReader& reader_;
  const Budget budget_;
  const absl::Duration longest_call_;
  ReaderFigures& figures_;
  int failures_in_a_row_ = 0;
};

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_ASK_ABOUT_ELEMENTS_H_
