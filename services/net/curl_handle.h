// SPDX-License-Identifier: Apache-2.0
//
// What all calls of ours to servers elsewhere have in common, whatever the protocol: the address
// that was asked for and no other, TLS that is verified, and limits.
#ifndef ZUSAGE_SERVICES_NET_CURL_HANDLE_H_
#define ZUSAGE_SERVICES_NET_CURL_HANDLE_H_

#include <memory>
#include <string>

#include "absl/time/time.h"

struct curl_slist;

namespace zusage::net {

struct CurlCleanUp {
  void operator()(void* curl) const;
  void operator()(curl_slist* list) const;
};
using CurlHandle = std::unique_ptr<void, CurlCleanUp>;
using CurlList = std::unique_ptr<curl_slist, CurlCleanUp>;

// A new handle; null without memory. Thread-safe.
CurlHandle MakeCurl();

// Goes to the address itself: no redirects, no proxy of the environment, no user in the URL.
// `protocols` as curl names them: "https", "smtp,smtps".
void SetOnlyAddress(void* curl, const std::string& url, const char* protocols);

// TLS 1.2 or newer with a certificate for the host, trusted by `ca_file` or, if that is empty, the
// system's.
void SetTls(void* curl, const std::string& ca_file);

void SetTimeouts(void* curl, absl::Duration connect, absl::Duration whole);

}  // namespace zusage::net

#endif  // ZUSAGE_SERVICES_NET_CURL_HANDLE_H_
