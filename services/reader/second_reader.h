// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_SECOND_READER_H_
#define ZUSAGE_SERVICES_READER_SECOND_READER_H_

#include <string>
#include <vector>

#include "services/reader/domain/opinion.h"
#include "services/reader/domain/suggestions.h"

namespace zusage::reader {

// Somebody who reads a request or an element beside the check: a language model, wherever it runs.
// Thread-safe.
class SecondReader {
 public:
  virtual ~SecondReader() = default;

  // Which one it is, and where: as people are told. No secrets.
  virtual const std::string& model() const = 0;
  virtual const std::string& address() const = 0;

  // All of what is sent to ask this. The same question gives the same message.
  virtual std::string Compose(const Question& question) const = 0;

  // Sends a composed message, once and by itself, and returns when it was answered or has failed.
  // Of the answer only what rests on `candidates` counts.
  virtual Reading Ask(const std::string& message, const std::vector<Candidate>& candidates) = 0;

  // The same for an element of a strategy: what customers may call it.
  virtual std::string Compose(const ElementQuestion& question) const = 0;
  virtual ElementReading Ask(const std::string& message, const ElementQuestion& question) = 0;

  // Ends what is under way and all that comes: the process stops.
  virtual void Stop() {}
};

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_SECOND_READER_H_
