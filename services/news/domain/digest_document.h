// SPDX-License-Identifier: Apache-2.0
//
// A digest written out. Both documents are whole, load nothing from elsewhere, and hold what people
// wrote as text and nothing else. Same digest, same bytes. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_DOCUMENT_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_DOCUMENT_H_

#include <string>

#include "services/base/error.h"
#include "services/news/domain/digest.h"

namespace zusage::news {

// Markdown that also reads as plain text.
std::string ToMarkdown(const Digest& digest, Language language);

// HTML that mail programs show as browsers do: headings and lists, no script, no style sheet, no
// colours, so that it is read on a phone, in the dark and aloud.
std::string ToHtml(const Digest& digest, Language language);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_DOCUMENT_H_
