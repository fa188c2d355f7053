// SPDX-License-Identifier: Apache-2.0
#include "storage/finisher.h"

#include <iterator>

namespace zusage::storage {

Finisher::Finisher() : thread_([this] { Run(); }) {}

Finisher::~Finisher() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Finisher::Finish(std::vector<Report> reports) {
  bool wake = false;
  {
    const std::scoped_lock lock(mutex_);
    wake = reports_.empty();
    if (reports_.empty()) {
      reports_ = std::move(reports);
    } else {
      reports_.insert(reports_.end(), std::make_move_iterator(reports.begin()),
                      std::make_move_iterator(reports.end()));
    }
  }
  if (wake) changed_.notify_one();
}

void Finisher::Run() {
  std::vector<Report> reports;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !reports_.empty(); });
      if (reports_.empty()) return;
      reports.swap(reports_);
    }
    for (auto& [done, status] : reports) done(std::move(status));
    reports.clear();
  }
}

}  // namespace zusage::storage
