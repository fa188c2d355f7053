// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/get_check_info.h"

#include "services/alignment/domain/check.h"

namespace zusage::alignment {

GetCheckInfoOutput GetCheckInfo(const Knowledge& knowledge) {
  return {.server_version = ZUSAGE_VERSION,
          .check_version = std::string(kCheckVersion),
          .linguistic_fingerprint = std::string(knowledge.lexicon().fingerprint()),
          .known_position = knowledge.known_position(),
          .ready = knowledge.caught_up()};
}

}  // namespace zusage::alignment
