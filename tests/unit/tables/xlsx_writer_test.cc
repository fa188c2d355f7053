// SPDX-License-Identifier: Apache-2.0
// What is in a workbook is read by somebody else's reader in tests/e2e/cli/import_export_test.
#include "clients/tables/xlsx_writer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "clients/tables/errors.h"
#include "services/base/error.h"
#include "tests/support/temporary_directory.h"

namespace zusage::tables {
namespace {

class XlsxWriterTest : public ::testing::Test {
 protected:
  const testing::TemporaryDirectory files_;
  const std::filesystem::path path_ = files_.File("table.xlsx");
};

TEST_F(XlsxWriterTest, EveryKindOfCellIsTaken) {
  XlsxWriter writer(path_, "deals");
  ASSERT_TRUE(writer.Begin({{"a", 20}, {"b", 10}}).ok());
  for (const Cell& cell : {Cell("=1+1"), Cell(int64_t{7}), Cell(0.5), Cell(true),
                           Cell(Date(2026, 11, 22)), Cell(absl::UnixEpoch()), Cell()}) {
    EXPECT_TRUE(writer.Add({cell, cell}).ok());
  }
  EXPECT_TRUE(writer.Finish().ok());
  std::ifstream file(path_, std::ios::binary);
  std::string magic(2, ' ');
  file.read(magic.data(), 2);
  EXPECT_EQ(magic, "PK");
}

TEST_F(XlsxWriterTest, TextBeyondWhatACellHoldsIsCut) {
  XlsxWriter writer(path_, "deals");
  ASSERT_TRUE(writer.Begin({{"a"}}).ok());
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "\U0001F600";
  EXPECT_TRUE(writer.Add({Cell(text)}).ok());
  EXPECT_TRUE(writer.Add({Cell(std::string(XlsxWriter::kMaxCellUnits, 'x'))}).ok());
  EXPECT_TRUE(writer.Finish().ok());
}

TEST_F(XlsxWriterTest, FolderThatIsNotThereIsAnError) {
  XlsxWriter writer(path_ / "nowhere" / "x.xlsx", "deals");
  EXPECT_EQ(ReasonOf(writer.Begin({{"a"}})), kTableUnwritable.reason);
}

TEST_F(XlsxWriterTest, TableThatIsNotFinishedIsNotThere) {
  {
    XlsxWriter writer(path_, "deals");
    ASSERT_TRUE(writer.Begin({{"a"}}).ok());
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace zusage::tables
