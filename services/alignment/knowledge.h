// SPDX-License-Identifier: Apache-2.0
//
// What the check knows: of every product the strategy in force and the past requests. It is learned
// from the journal, lives in memory only, and can be learned again at any time.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_KNOWLEDGE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_KNOWLEDGE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/past_studies.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// A published version as it is learned.
struct LearnedStrategy {
  std::string product;  // "products/atlas"
  int version = 0;
  strategy::Strategy document;
  absl::Time publish_time;
  // By element id: when the version was published in which it last changed.
  std::map<std::string, absl::Time> change_times;
};

// Thread-safe: any number of readers beside one learner.
class Knowledge {
 public:
  // What is known of one product. It stays whole however much is learned meanwhile.
  struct Product {
    std::shared_ptr<const CompiledStrategy> strategy;
    absl::Time publish_time;
    std::shared_ptr<const std::map<std::string, absl::Time>> change_times;  // of its elements
    std::shared_ptr<const PastRequests> past;
    std::shared_ptr<const PastStudies> studies;
  };

  // `lexicon` must outlive it and all that it gave out.
  explicit Knowledge(const Lexicon& lexicon = BuiltInLexicon());

  // --- for whoever asks ---

  // What is known of `product` ("products/atlas"). Errors: UNAVAILABLE / NOT_LEARNED_YET before the
  // journal has been read to its end once; NOT_FOUND for a product without a strategy.
  absl::StatusOr<Product> Get(std::string_view product) const;

  // OK as soon as the journal is known up to `position`; NOT_LEARNED_YET if it is not after
  // `timeout`. Blocks unless that is so already or `timeout` is zero.
  absl::Status Await(int64_t position, absl::Duration timeout) const;

  // Whether a strategy of `product` is known, waiting for one up to `timeout`: a product that was
  // published a moment ago is on its way here. Blocks unless it is known or `timeout` is zero.
  bool AwaitProduct(std::string_view product, absl::Duration timeout) const;

  // The journal position up to which everything is known.
  int64_t known_position() const;

  // Whether the journal has been read to its end once: from then on Get() answers.
  bool caught_up() const;

  // What words are understood with.
  const Lexicon& lexicon() const { return lexicon_; }

  // --- for the learner ---

  // Says that there is a version, which is yet to be fetched.
  void Announce(std::string_view product, int version);

  // The newest version of each product that was announced and not learned yet.
  struct Announced {
    std::string product;
    int version = 0;
  };
  std::vector<Announced> Missing() const;

  // Learns a version unless a newer one is known. Readers go on with the old one until it is ready.
  void Learn(LearnedStrategy strategy);

  // Stops asking for a version that does not exist.
  void GiveUp(const Announced& announced);

  // Learns a request, what was decided on one or became of it otherwise, what was added to its
  // evidence, or a study, which the entry at `position` brought. Entries come in order, each once.
  void Learn(const PastRequest& request, int64_t position);
  void LearnRuling(std::string_view request, const Ruling& ruling, int64_t position);
  void LearnMerging(std::string_view request, std::string_view into, int64_t position);
  void LearnWithdrawal(std::string_view request, int64_t position);
  void LearnReopening(std::string_view request, int64_t position);
  void LearnEvidence(std::string_view request, const EvidenceInShort& evidence, int64_t position);
  void Learn(const PastStudy& study, int64_t position);

  // Says that all entries up to `position` are known, and whether that is the end of the journal.
  void AdvanceTo(int64_t position, bool is_end);

 private:
  struct Learned {
    int announced = 0;
    std::shared_ptr<const CompiledStrategy> strategy;
    absl::Time publish_time;
    std::shared_ptr<const std::map<std::string, absl::Time>> change_times;
    std::shared_ptr<PastRequests> past;
    std::shared_ptr<PastStudies> studies;

    bool misses_strategy() const {
      return announced > (strategy == nullptr ? 0 : strategy->version());
    }
  };

  Learned& Of(std::string_view product) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::shared_ptr<PastRequests> PastOf(std::string_view request);

  const Lexicon& lexicon_;
  mutable absl::Mutex mutex_;
  std::map<std::string, Learned, std::less<>> products_ ABSL_GUARDED_BY(mutex_);
  int64_t known_position_ ABSL_GUARDED_BY(mutex_) = 0;
  bool caught_up_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_KNOWLEDGE_H_
