// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_ENVIRONMENT_H_
#define ZUSAGE_CLIENTS_CLI_ENVIRONMENT_H_

#include <grpcpp/channel.h>

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"

namespace zusage::cli {

// All that the program touches of the world. Tests give their own; main.cc gives the real one.
struct Environment {
  std::istream* in = nullptr;
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 80;  // columns of the terminal
  // The value of an environment variable.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  // A channel to a server; calls with different `number` get connections of their own.
  std::function<std::shared_ptr<grpc::Channel>(const std::string& address, int number)> connect;
  std::function<void(absl::Duration)> sleep;
  // Whether the user pressed Ctrl-C; from the first time that this is asked it no longer ends the
  // program by itself, until it is pressed again. May be null: never. Thread-safe.
  std::function<bool()> interrupted;
  const Clock* clock = nullptr;
  RandomSource* random = nullptr;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_ENVIRONMENT_H_
