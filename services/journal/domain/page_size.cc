// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/page_size.h"

namespace zusage::journal {
namespace {

constexpr size_t kBesideTexts = 100;  // times, lengths, names of fields

size_t BytesOf(const Entry& entry) {
  size_t bytes = kBesideTexts + entry.principal.size() + entry.on_behalf_of.size();
  for (const std::string& resource : entry.resources) bytes += resource.size();
  for (const Part& part : entry.parts) bytes += part.json.size();
  return bytes;
}

}  // namespace

bool Shorten(Page& page) {
  size_t bytes = 0;
  size_t kept = 0;
  for (const Entry& entry : page.entries) {
    bytes += BytesOf(entry);
    if (kept > 0 && bytes > kMaxPageBytes) break;
    ++kept;
  }
  if (kept == page.entries.size()) return false;
  page.entries.resize(kept);
  page.position = page.entries.back().position;
  return true;
}

}  // namespace zusage::journal
