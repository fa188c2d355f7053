// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_GUARDED_H_
#define ZUSAGE_SERVICES_RPC_GUARDED_H_

#include <exception>
#include <string>

#include "absl/status/status.h"

namespace zusage::rpc {

// What `work()`, which returns a status or a StatusOr, gives. Handlers return errors as values;
// what a library throws all the same must not end the process.
template <typename Work>
auto Guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& error) {
    return absl::InternalError(std::string("exception: ") + error.what());
  }
}

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_GUARDED_H_
