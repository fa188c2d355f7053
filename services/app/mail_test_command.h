// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_MAIL_TEST_COMMAND_H_
#define ZUSAGE_SERVICES_APP_MAIL_TEST_COMMAND_H_

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "services/app/options.h"

namespace zusage::app {

// `zusaged mail-test`: sends a mail to `to` as digests are sent, and says that the relay took it.
absl::Status MailTest(const MailOptions& options, const std::string& to, std::ostream& out);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_MAIL_TEST_COMMAND_H_
