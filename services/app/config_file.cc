// SPDX-License-Identifier: Apache-2.0
#include "services/app/config_file.h"

#include <yaml-cpp/yaml.h>

#include <CLI/CLI.hpp>

namespace zusage::app {
namespace {

void Apply(const std::string& key, const YAML::Node& value, CLI::App& app) {
  CLI::Option* const option = app.get_option_no_throw("--" + key);
  if (option == nullptr || key == "config" || key == "help") {
    throw CLI::ConfigError("there is no option " + key);
  }
  if (option->count() > 0) return;  // a flag or the environment said it
  if (value.IsSequence()) {
    for (const YAML::Node& element : value) option->add_result(element.as<std::string>());
  } else {
    option->add_result(value.as<std::string>());
  }
  option->run_callback();
}

}  // namespace

void ApplyConfigFile(const std::string& path, CLI::App& app) {
  try {
    const YAML::Node file = YAML::LoadFile(path);
    if (!file.IsMap()) throw CLI::ConfigError(path + " is no map of options");
    for (const auto& entry : file) Apply(entry.first.as<std::string>(), entry.second, app);
  } catch (const YAML::Exception& error) {
    throw CLI::ConfigError(path + ": " + error.what());
  }
}

}  // namespace zusage::app
