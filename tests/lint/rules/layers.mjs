// SPDX-License-Identifier: Apache-2.0
//
// Which code may see which: base <- domain <- storage <- operations <- adapters <- app.
import { dirname } from "node:path";
import { includes } from "../cpp_text.mjs";
import { rpcs, snake } from "../operations.mjs";

const BASE = 0, DOMAIN = 1, STORAGE = 2, OPERATION = 3, ADAPTER = 4, APP = 5, OUTSIDE = 6;
const NAMES = ["base", "domain", "storage", "operations", "adapters", "app", "clients and tests"];

// What turns messages into values and back, and what implements interfaces of services/rpc.
const ADAPTER_NAME = /_(rpc|proto|authenticator)(_test)?\.(cc|h)$/;

// The layer and the role of a file; nothing for what is not ours.
function place(path) {
  if (path.startsWith("services/base/")) return { layer: BASE };
  if (path.startsWith("services/rpc/") || path.startsWith("services/values/")) {
    return { layer: ADAPTER };
  }
  if (path.startsWith("services/app/")) return { layer: APP };
  if (path.startsWith("storage/")) return { layer: STORAGE };
  if (/^(clients|tests|zusage\/client)\//.test(path)) return { layer: OUTSIDE };
  const service = /^services\/(\w+)\/(.*)$/.exec(path);
  if (!service) return undefined;
  const [, role, rest] = service;
  if (rest.startsWith("domain/")) return { layer: DOMAIN, role };
  return { layer: ADAPTER_NAME.test(rest) ? ADAPTER : OPERATION, role };
}

const isGenerated = (path) =>
  /^(grpc|grpcpp|google\/protobuf|google\/rpc)\//.test(path) || path.endsWith(".pb.h");
// The folder of the driver that alone may see an engine's header.
const driverOf = (path) => {
  if (path === "sqlite3.h" || path.startsWith("SQLiteCpp/")) return "storage/sqlite/";
  return path === "libpq-fe.h" ? "storage/postgres/" : undefined;
};
const DRIVERS = ["storage/sqlite/", "storage/postgres/"];

// Findings for every include of ours on which `problem(from, include, file)` returns a text.
function perInclude(repository, problem) {
  return repository.cpp().flatMap((file) => {
    const from = place(file);
    if (!from) return [];
    return includes(repository.code(file)).flatMap((include) => {
      const text = problem(from, include, file);
      return text ? [{ file, line: include.line, text }] : [];
    });
  });
}

function upwards(from, { path }) {
  const to = place(path);
  if (!to || to.layer <= from.layer) return undefined;
  return `${NAMES[from.layer]} may not include ${path} (${NAMES[to.layer]})`;
}

// A step that is no rpc, such as finding or recording a customer, may be part of another role's
// transaction: what must never disagree is written together.
function otherRolesOperations(repository) {
  const operations = new Set(rpcs(repository).map(({ role, name }) => `${role}/${snake(name)}.h`));
  return perInclude(repository, (from, { path }) => {
    const to = place(path);
    if (!to?.role || !from.role || from.role === to.role) return undefined;
    const hidden = operations.has(path.replace("services/", "")) || path.endsWith("_rpc.h");
    return hidden ? `${path} belongs to the role ${to.role}; ask it through a peer` : undefined;
  });
}

// What keeps a rule from being a function of its arguments.
const IMPURE = [
  [/\b(absl::Now|absl::GetCurrentTimeNanos|system_clock|steady_clock|gettimeofday)\b/, "the clock"],
  [/\b(ifstream|ofstream|fstream|fopen|std::filesystem)\b/, "files"],
  [/#include <(fstream|filesystem)>/, "files"],
  [/\b(random_device|RAND_bytes|mt19937(_64)?|std::rand)\b/, "randomness"],
  [/\bgetenv\b/, "the environment"],
  [/#include "storage\//, "storage"],
];

// The layer of a CMake library by its name.
function libraryLayer(name) {
  if (name === "zusage_base") return BASE;
  if (/^zusage_\w+_domain$/.test(name)) return DOMAIN;
  if (/^zusage_storage/.test(name)) return STORAGE;
  if (/^zusage_(rpc|proto|proto_values|\w+_rpc|\w+_proto)$/.test(name)) return ADAPTER;
  if (/^zusage_(app|cli|client|bench)\w*$/.test(name)) return OUTSIDE;
  return /^zusage_\w+$/.test(name) ? OPERATION : undefined;
}

function linkFindings(repository) {
  const findings = [];
  for (const file of repository.matching(/^(services|storage)\/.*CMakeLists\.txt$/)) {
    const text = repository.text(file).replace(/#.*/g, "");
    for (const [, name, rest] of text.matchAll(/zusage_library\(\s*(\w+)([^)]*)\)/g)) {
      const layer = libraryLayer(name);
      const links = rest.split(/\b(?:PUBLIC|PRIVATE)\b/).slice(1).join(" ").split(/\s+/);
      for (const link of links.filter(Boolean)) {
        const to = libraryLayer(link);
        if (to !== undefined && to > layer) {
          findings.push({ file, text: `${name} may not link ${link}, which is a layer above` });
        }
        if (/^(gRPC|protobuf)::/.test(link) && layer < ADAPTER) {
          findings.push({ file, text: `${name} may not link ${link}: only adapters see gRPC` });
        }
        if (/^(SQLiteCpp|SQLite::SQLite3)$/.test(link) && layer !== STORAGE) {
          findings.push({ file, text: `${name} may not link ${link}: only the driver may` });
        }
      }
    }
  }
  return findings;
}

// What somebody who has installed the client library has.
const isInstalled = (path) =>
  /^(zusage\/(client|\w+\/v\d+)|google|grpc|grpcpp|absl)\//.test(path) || !/\.h$/.test(path);

// The library may have headers of its own beside; the examples may have theirs in their folder.
function notInstallable(repository) {
  return repository.matching(/^clients\/(cpp|examples)\/.*\.(cc|h)$/).flatMap((file) =>
    includes(repository.code(file))
      .filter(({ path }) => {
        if (isInstalled(path) || file.startsWith("clients/cpp/include/")) return !isInstalled(path);
        const beside = repository.has(`${dirname(file)}/${path}`);
        return file.startsWith("clients/examples/") ? !beside : !path.startsWith("clients/cpp/");
      })
      .map(({ path, line }) => ({ file, line, text: `${path} is not there once it is installed` })),
  );
}

export const rules = [
  {
    name: "layers.includes_point_downwards",
    why: "A layer knows only the layers below it.",
    check: (repository) => perInclude(repository, upwards),
  },
  {
    name: "layers.links_point_downwards",
    why: "CMake links follow the same layers as includes.",
    check: linkFindings,
  },
  {
    name: "layers.roles_do_not_call_each_other",
    why: "A role sees another role's domain; its operations only through gRPC.",
    check: otherRolesOperations,
  },
  {
    name: "layers.only_adapters_see_grpc",
    why: "Messages stop at the adapters; everything below works on plain values.",
    check: (repository) =>
      perInclude(repository, (from, { path }) =>
        isGenerated(path) && from.layer < ADAPTER
          ? `${NAMES[from.layer]} may not include ${path}`
          : undefined),
  },
  {
    name: "layers.the_client_library_stands_alone",
    why: "It is installed without the rest: it sees the contract, gRPC and Abseil.",
    check: notInstallable,
  },
  {
    name: "layers.only_the_driver_sees_its_engine",
    why: "Engines differ in their drivers and nowhere else.",
    check: (repository) =>
      perInclude(repository, (from, { path }, file) => {
        const driver = driverOf(path);
        const sees = file.startsWith(driver) || file.startsWith("tests/");
        if (driver && !sees) return `includes ${path}`;
        const names = DRIVERS.some((folder) => path.startsWith(folder)) && from.layer < APP;
        return names && from.layer !== STORAGE ? `names an engine: ${path}` : undefined;
      }),
  },
  {
    name: "layers.domain_is_pure",
    why: "Rules are functions of their arguments: time, ids and texts come in as parameters.",
    check: (repository) =>
      repository.perLine(
        repository.cpp().filter((file) => place(file)?.layer === DOMAIN),
        (line) => {
          const match = IMPURE.find(([pattern]) => pattern.test(line));
          return match && `reaches for ${match[1]}`;
        },
        (file) => repository.code(file).split("\n"),
      ),
  },
];
