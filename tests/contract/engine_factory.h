// SPDX-License-Identifier: Apache-2.0
//
// The engines that the contract's tests run against. A new engine adds its factory to Engines().
#ifndef ZUSAGE_TESTS_CONTRACT_ENGINE_FACTORY_H_
#define ZUSAGE_TESTS_CONTRACT_ENGINE_FACTORY_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/connection.h"

namespace zusage::storage {

// An empty database of its own for one test.
class TestDatabase {
 public:
  virtual ~TestDatabase() = default;
  virtual Engine& engine() = 0;
};

struct EngineFactory {
  std::string name;
  std::function<std::unique_ptr<TestDatabase>()> make;
};

std::vector<EngineFactory> Engines();

// Those of them whose databases several processes may share.
std::vector<EngineFactory> SharedEngines();

// For the name of a parameterised test.
inline std::string NameOf(const EngineFactory& factory) { return factory.name; }

}  // namespace zusage::storage

#endif  // ZUSAGE_TESTS_CONTRACT_ENGINE_FACTORY_H_
