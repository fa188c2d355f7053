// SPDX-License-Identifier: Apache-2.0
//
// Calls in the names of a company's people, by a client that is not ours: what it knows of the
// server is the contract's files and nothing else.
import { readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";
import protobuf from "protobufjs";

const FOLDER = fileURLToPath(new URL("../../../proto/", import.meta.url));
const DEADLINE_MS = 60_000;

// 64-bit numbers as text, since not all of them are numbers of JavaScript's; enums by their names.
const OPTIONS = {
  includeDirs: [FOLDER],
  longs: String,
  enums: String,
  defaults: true,
  arrays: true,
  objects: true,
};

function serviceFiles() {
  return readdirSync(`${FOLDER}zusage`)
    .filter((role) => role !== "type")
    .flatMap((role) =>
      readdirSync(`${FOLDER}zusage/${role}/v1`).map((file) => `zusage/${role}/v1/${file}`),
    );
}

// Every service of the contract: "intake" is zusage.intake.v1.IntakeService.
function loadServices() {
  const root = grpc.loadPackageDefinition(protoLoader.loadSync(serviceFiles(), OPTIONS));
  const services = {};
  for (const [role, versions] of Object.entries(root.zusage)) {
    for (const [name, service] of Object.entries(versions.v1)) {
      if (name.endsWith("Service")) services[role] = service;
    }
  }
  return services;
}

const details = protobuf.loadSync(
  ["status.proto", "error_details.proto"].map((file) => `${FOLDER}google/rpc/${file}`),
);

// What a failed call says, its details unpacked: {code, reason, metadata, fields, text}, where code
// is "NOT_FOUND".
export class Refusal extends Error {
  constructor(method, error) {
    super(`${method}: ${error.message}`);
    this.code = grpc.status[error.code];
    this.reason = "";
    this.metadata = {};
    this.fields = [];
    this.text = error.details;
    const bytes = error.metadata?.get("grpc-status-details-bin")[0];
    if (bytes !== undefined) {
      this.#unpack(details.lookupType("google.rpc.Status").decode(bytes).details);
    }
  }

  // What is said in an answer of one thing among many: a google.rpc.Status.
  static ofItem(method, status) {
    const refusal = new Refusal(method, { ...status, details: status.message });
    refusal.#unpack(status.details);
    return refusal;
  }

  #unpack(anys) {
    for (const any of anys) {
      const type = any.type_url.split("/")[1];
      const detail = details.lookupType(type).decode(any.value);
      if (type === "google.rpc.ErrorInfo") {
        this.reason = detail.reason;
        this.metadata = detail.metadata;
      } else if (type === "google.rpc.BadRequest") {
        this.fields = detail.fieldViolations;
      } else if (type === "google.rpc.LocalizedMessage") {
        this.text = detail.message;
      }
    }
  }
}

export class Company {
  #clients = {};
  #tokens = {};
  #lastId = 0;

  constructor(address, adminToken) {
    for (const [role, Service] of Object.entries(loadServices())) {
      this.#clients[role] = new Service(address, grpc.credentials.createInsecure());
    }
    this.#tokens.admin = adminToken;
  }

  close() {
    for (const client of Object.values(this.#clients)) client.close();
  }

  // A request_id that was not used before.
  nextId() {
    return `js-${++this.#lastId}`;
  }

  // One call of `who`'s: call("anna", "intake.GetChangeRequest", {name}). Rejects with a Refusal.
  call(who, method, request, { language = "en", onBehalfOf = "" } = {}) {
    const [role, name] = method.split(".");
    const metadata = this.#metadata(who, language, onBehalfOf);
    return new Promise((resolve, reject) => {
      this.#clients[role][name](
        request,
        metadata,
        { deadline: Date.now() + DEADLINE_MS },
        (error, answer) => (error ? reject(new Refusal(method, error)) : resolve(answer)),
      );
    });
  }

  // The same for a change, with a request_id of its own unless one is given.
  change(who, method, request, options) {
    return this.call(who, method, { requestId: this.nextId(), ...request }, options);
  }

  // The refusal of a call that must be refused.
  async refusal(who, method, request, options) {
    try {
      await this.call(who, method, { requestId: this.nextId(), ...request }, options);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error(`${method} of ${who}'s was not refused`);
  }

  // A stream of answers: for await (const message of company.stream(…)). Breaking off cancels it.
  async *stream(who, method, request) {
    const [role, name] = method.split(".");
    const call = this.#clients[role][name](request, this.#metadata(who, "en", ""));
    call.on("error", () => {}); // what is cancelled here ends with an error, which nobody waits for
    try {
      yield* call;
    } finally {
      call.cancel();
    }
  }

  // A stream in both directions: sends `messages`, as fast as they are taken, and gives what is
  // answered meanwhile. Breaking off cancels it. Rejects with a Refusal.
  async *exchange(who, method, messages, { language = "en", onBehalfOf = "" } = {}) {
    const [role, name] = method.split(".");
    const call = this.#clients[role][name](this.#metadata(who, language, onBehalfOf), {
      deadline: Date.now() + DEADLINE_MS,
    });
    call.on("error", () => {}); // that of a stream which is cancelled here interests nobody
    Readable.from(messages).pipe(call);
    try {
      yield* call;
    } catch (error) {
      throw new Refusal(method, error);
    } finally {
      call.cancel();
    }
  }

  // Records a principal with a key, known as `who` from then on. `grants` are pairs of a role and a
  // product.
  async hire(who, grants, principal = {}) {
    await this.change("admin", "directory.CreatePrincipal", {
      principal: {
        name: `principals/${who}`,
        displayName: who,
        grants: grants.map(([role, product]) => ({ role: `ROLE_${role}`, product })),
        ...principal,
      },
    });
    const key = await this.change("admin", "directory.CreateKey", {
      parent: `principals/${who}`,
      label: "test",
    });
    this.#tokens[who] = key.token;
  }

  #metadata(who, language, onBehalfOf) {
    const metadata = new grpc.Metadata();
    metadata.set("authorization", `Bearer ${this.#tokens[who]}`);
    metadata.set("accept-language", language);
    if (onBehalfOf) metadata.set("zusage-on-behalf-of", `principals/${onBehalfOf}`);
    return metadata;
  }
}
