// SPDX-License-Identifier: Apache-2.0
//
// The one place that knows which engine keeps the data, where peers are, and what each role is made
// of. Adding a role is one function here and one line in its table.
#ifndef ZUSAGE_SERVICES_APP_WIRING_H_
#define ZUSAGE_SERVICES_APP_WIRING_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/knowledge.h"
#include "services/app/options.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/rpc/authenticator.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "services/rpc/server.h"
#include "services/rpc/service_identity.h"
#include "storage/open_store.h"

namespace zusage::app {

// A role at work: its service, and what it does on its own.
class RunningRole {
 public:
  virtual ~RunningRole() = default;
  virtual rpc::NamedService service() = 0;
  // Begins what it does on its own, once the server serves and peers can be asked.
  virtual void Start() {}
  // Ends that, and waits for it.
  virtual void Stop() {}
  // Whether its calls get answers.
  virtual bool IsReady() const { return true; }
};

// What the roles of one process share. Members in order of construction: each uses those before it.
struct Shared {
  SystemClock clock;
  SystemRandom random;
  std::optional<storage::OpenedStore> opened;  // not set in a process without data
  std::string service_token;                   // for peers elsewhere
  std::unique_ptr<rpc::Peer> directory;        // set in a process without data
  std::unique_ptr<rpc::Authenticator> authenticator;
  std::unique_ptr<rpc::ServiceIdentity> identity;
  std::map<std::string, std::unique_ptr<rpc::Peer>, std::less<>> peers;  // by role
  std::unique_ptr<rpc::Plumbing> plumbing;
  std::shared_ptr<const alignment::Lexicon> lexicon;  // set where the alignment role runs
  std::unique_ptr<alignment::Knowledge> knowledge;    // set where the alignment role runs

  storage::Store& store() { return *opened->store; }
  rpc::Peer& peer(std::string_view role) { return *peers.find(role)->second; }
};

// Opens the store if the roles need one, and makes everything that they share.
absl::StatusOr<std::unique_ptr<Shared>> MakeShared(const Options& options);

// The roles asked for, not yet at work on their own. `shared` must outlive them.
std::vector<std::unique_ptr<RunningRole>> MakeRoles(const Options& options, Shared& shared);

// Connects the peers: those that run here through `server`, the others by their addresses.
void ConnectPeers(const Options& options, rpc::Server& server, Shared& shared);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_WIRING_H_
