// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_CONFIG_FILE_H_
#define ZUSAGE_SERVICES_APP_CONFIG_FILE_H_

#include <CLI/App.hpp>
#include <string>

namespace zusage::app {

// Sets those options of `app` that are not set yet from a YAML file: a map from the flags' names,
// without dashes in front, to a value or a list of values. Throws CLI::ParseError, as the rest of
// parsing does, for a file that cannot be read and for unknown keys.
void ApplyConfigFile(const std::string& path, CLI::App& app);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_CONFIG_FILE_H_
