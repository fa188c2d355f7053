// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/compiled_strategy.h"

#include <utility>

#include "services/alignment/domain/element_index.h"

namespace zusage::alignment {

CompiledStrategy::CompiledStrategy(strategy::Strategy strategy, int version, const Lexicon& lexicon)
    : strategy_(std::make_shared<const strategy::Strategy>(std::move(strategy))),
      version_(version),
      lexicon_(&lexicon),
      elements_(std::make_shared<const ElementIndex>(*strategy_, lexicon)) {}

}  // namespace zusage::alignment
