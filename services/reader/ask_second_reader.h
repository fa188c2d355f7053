// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_ASK_SECOND_READER_H_
#define ZUSAGE_SERVICES_READER_ASK_SECOND_READER_H_

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/reader/ask_about_elements.h"
#include "services/reader/asking.h"
#include "services/reader/second_reader.h"
#include "storage/opinion_repository.h"
#include "storage/store.h"

namespace zusage::reader {

// Asks a second reader about requests that were assessed, behind the calls that had them assessed,
// and records what it thinks beside the assessment. One request a call. What was asked before is
// not asked again. A reader that is away is asked again for about an hour, an answer that is late
// or wrong counts as none. Not thread-safe; many processes may each have one.
class SecondReading {
 public:
  // All must outlive it. `longest_call` is how long the reader takes at most.
  SecondReading(storage::Store& store, const Clock& clock, SecondReader& reader, Budget budget,
                absl::Duration longest_call, ReaderFigures& figures);

  // Follows up to the newest assessment and asks about what is due; returns for how many requests
  // it is settled now what the reader thinks.
  absl::StatusOr<int> Run();

 private:
  // What is to be done about a request, as the transaction found out that took it.
  enum class Step { kNothing, kSettled, kOverBudget, kAsk };

  absl::Status Follow();
  absl::StatusOr<bool> FollowSome();
  absl::StatusOr<bool> AskAbout(const storage::WaitingOpinion& waiting);
  absl::StatusOr<Step> Take(const storage::WaitingOpinion& waiting, const storage::ReaderCall& call,
                            const std::string& fingerprint);
  absl::StatusOr<Step> TakeIn(storage::Unit& unit, const storage::WaitingOpinion& waiting,
                              const storage::ReaderCall& call, const std::string& fingerprint);
  absl::StatusOr<bool> Record(const storage::WaitingOpinion& waiting,
                              const storage::ReaderCall& call, const Reading& reading,
                              const std::string& fingerprint);
  void Tell(const storage::ReaderCall& call, const Reading& reading);
  void TellOverBudget(const std::string& product);
  absl::Status SayInUse();

  storage::Store& store_;
  const Clock& clock_;
  SecondReader& reader_;
  const Budget budget_;
  const absl::Duration longest_call_;
  ReaderFigures& figures_;
  int failures_in_a_row_ = 0;
  Failure told_ = Failure::kNone;  // the failure that is in the log
  absl::Time said_in_use_ = absl::InfinitePast();
  std::set<std::string> spent_;          // products without budget, in this round
  std::map<std::string, Date> used_up_;  // by product: the day that is in the log
};

// Runs readings on a thread of its own. Ends with the object.
class AskSecondReader {
 public:
  AskSecondReader(storage::Store& store, const Clock& clock, std::unique_ptr<SecondReader> reader,
                  Budget budget, absl::Duration longest_call, ReaderFigures& figures);
  ~AskSecondReader();

 private:
  void Run();
  absl::StatusOr<int> RunOnce();

  storage::Store& store_;
  const std::unique_ptr<SecondReader> reader_;
  AskElements elements_;
  SecondReading reading_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_ASK_SECOND_READER_H_
