// SPDX-License-Identifier: Apache-2.0
//
// A strategy version made ready for checking. Built once at publication, then only read.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_COMPILED_STRATEGY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_COMPILED_STRATEGY_H_

#include <memory>

#include "services/alignment/domain/lexicon.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

class ElementIndex;

// Immutable, so safe to share between threads; cheap to copy.
class CompiledStrategy {
 public:
  // `strategy` must be valid. `lexicon` must outlive the result.
  CompiledStrategy(strategy::Strategy strategy, int version,
                   const Lexicon& lexicon = BuiltInLexicon());

  const strategy::Strategy& strategy() const { return *strategy_; }
  int version() const { return version_; }
  const Lexicon& lexicon() const { return *lexicon_; }

  // The index over the elements, for the check itself.
  const ElementIndex& elements() const { return *elements_; }

 private:
  std::shared_ptr<const strategy::Strategy> strategy_;
  int version_;
  const Lexicon* lexicon_;
  std::shared_ptr<const ElementIndex> elements_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_COMPILED_STRATEGY_H_
