// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_H_

#include <cstdint>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/alignment/knowledge.h"
#include "services/journal/domain/entry.h"

namespace zusage::alignment {

// Where the learner learns from: the journal and the strategies, as peers offer them.
class LearningSource {
 public:
  virtual ~LearningSource() = default;

  // Gives `take` what the journal holds after `position` of kLearnedTables, page by page as it
  // comes, until `take` fails, the source does, or Cancel(). Other facts may be among it; entries
  // without any may be missing, but every page goes on where the one before ended. Blocks all the
  // while; returns why it ended, which is never the journal's end.
  virtual absl::Status Watch(int64_t position,
                             absl::FunctionRef<absl::Status(const journal::Page& page)> take) = 0;

  // A published version of a product ("products/atlas"). NOT_FOUND if there is none.
  virtual absl::StatusOr<LearnedStrategy> GetStrategy(std::string_view product, int version) = 0;

  // Ends the Watch() under way, and every later one at once. From any thread.
  virtual void Cancel() = 0;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_H_
