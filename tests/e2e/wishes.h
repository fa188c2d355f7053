// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_E2E_WISHES_H_
#define ZUSAGE_TESTS_E2E_WISHES_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/company.h"

namespace zusage::testing {

// A small product whose field hands in wishes, each known by its request id. Petra manages it and
// Sofia sells.
class Wishes {
 public:
  static constexpr char kProduct[] = "products/atlas";

  // Hires the two and publishes a strategy.
  explicit Wishes(Company& company);

  static intake::v1::SubmitChangeRequestRequest For(const std::string& id);
  // The request's name if it was acknowledged; "" otherwise.
  std::string Submit(const std::string& id);
  // How many answers said that the wish is to be checked later.
  int unchecked() const { return unchecked_; }
  // How often each was recorded, by request id.
  std::map<std::string, int> Recorded();
  // That those, and no others, were recorded, each once, and that their retries are answered the
  // same.
  void ExpectOnce(const std::map<std::string, std::string>& acknowledged);

 private:
  Company& company_;
  std::atomic<int> unchecked_{0};
};

// Callers at work on threads of their own, who try again until they are answered, and pause after
// each wish.
class Callers {
 public:
  explicit Callers(Wishes& wishes, std::chrono::milliseconds pause = {});
  ~Callers() { Finish(); }

  // Waits until so many more wishes are acknowledged.
  void Await(size_t more);
  // How many calls were answered with an error.
  int failed() const { return failed_; }
  // How long each wish took since the last time that this was asked, its retries included, and when
  // it was acknowledged.
  struct Wait {
    std::chrono::steady_clock::time_point end;
    std::chrono::milliseconds took;
  };
  std::vector<Wait> TakeWaits();
  // Ends; the names of the requests by request id.
  const std::map<std::string, std::string>& Finish();

 private:
  void Run(int caller);
  size_t count();

  Wishes& wishes_;
  const std::chrono::milliseconds pause_;
  std::atomic<bool> over_{false};
  std::atomic<int> failed_{0};
  std::mutex mutex_;
  std::map<std::string, std::string> acknowledged_;
  std::vector<Wait> waits_;
  std::vector<std::thread> threads_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_E2E_WISHES_H_
