// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_GET_CHECK_INFO_H_
#define ZUSAGE_SERVICES_ALIGNMENT_GET_CHECK_INFO_H_

#include <cstdint>
#include <string>

#include "services/alignment/knowledge.h"

namespace zusage::alignment {

struct GetCheckInfoOutput {
  std::string server_version;
  std::string check_version;
  std::string linguistic_fingerprint;  // "none" without data
  int64_t known_position = 0;
  bool ready = false;
};

// With what the check works. Never blocks, never fails.
GetCheckInfoOutput GetCheckInfo(const Knowledge& knowledge);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_GET_CHECK_INFO_H_
