// SPDX-License-Identifier: Apache-2.0
#include "services/base/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace zusage {
namespace {

TEST(LogTest, LinesGoToTheSinkAndNowhereWithoutOne) {
  std::vector<std::string> lines;
  SetLogSink([&](Severity severity, std::string_view event, const LogFields& fields) {
    lines.push_back(std::string(event) + " " + std::string(fields[0].first) + "=" +
                    fields[0].second);
    EXPECT_EQ(severity, Severity::kWarning);
  });
  Log(Severity::kWarning, "peer_away", {{"peer", "alignment"}});
  SetLogSink(nullptr);
  Log(Severity::kError, "lost");
  EXPECT_EQ(lines, std::vector<std::string>{"peer_away peer=alignment"});
}

}  // namespace
}  // namespace zusage
