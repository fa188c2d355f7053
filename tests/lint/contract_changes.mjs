// SPDX-License-Identifier: Apache-2.0
//
// What changed in the contract, and whether a changelog says so.

// What a proto declares at its top: a map of names to {kind, text, types}, where `text` is without
// comments and white space, and `types` are what an rpc takes and returns.
export function declarations(proto) {
  const text = withoutComments(proto);
  const found = new Map();
  for (const [kind, name, body] of blocks(text)) {
    if (kind !== "service") {
      found.set(name, { kind, text: squeezed(body), types: [] });
      continue;
    }
    for (const rpc of body.split(/\brpc\s+/).slice(1)) {
      const [, rpcName, request, response] =
        /^(\w+)\s*\(\s*(?:stream\s+)?([\w.]+)\s*\)\s*returns\s*\(\s*(?:stream\s+)?([\w.]+)/.exec(
          rpc,
        );
      const types = [request, response].map((type) => type.split(".").pop());
      found.set(rpcName, { kind: "rpc", text: squeezed(rpc), types });
    }
  }
  return found;
}

// The declarations that differ: {name, kind, before, after}, either of which may be absent.
export function changes(before, after) {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }))
    .filter(({ before: old, after: now }) => old?.text !== now?.text)
    .map((change) => ({ ...change, kind: (change.after ?? change.before).kind }));
}

// Those of `changed` that `news`, what the changelog has gained, does not tell. A change is told by
// its name; a message also by that of an rpc that takes or returns it, by the names of all fields
// that it gained if it lost none, and a new one by a message that is told and has it as a field.
export function untold(changed, rpcs, news) {
  const named = (name) => new RegExp(`\\b${name}\\b`).test(news);
  const told = new Set(changed.map(({ name }) => name).filter(named));
  for (const [name, { types }] of rpcs) {
    if (named(name)) types.forEach((type) => told.add(type));
  }
  for (const { name, before, after } of changed) {
    if (before && after && gainedOnly(before.text, after.text, named)) told.add(name);
  }
  for (let size = -1; size !== told.size;) {
    size = told.size;
    for (const { name, after } of changed.filter((change) => told.has(change.name))) {
      for (const other of changed) {
        const uses =
          other.kind !== "rpc" && after && new RegExp(`\\b${other.name}\\b`).test(after.text);
        if (!other.before && uses && other.name !== name) told.add(other.name);
      }
    }
  }
  return changed.filter(({ name }) => !told.has(name));
}

function gainedOnly(before, after, named) {
  const fields = (text) => [...text.matchAll(/\b(\w+) = \d+/g)].map((match) => match[0]);
  const old = fields(before);
  const now = fields(after);
  const gained = now.filter((field) => !old.includes(field)).map((field) => field.split(" ")[0]);
  return gained.length > 0 && old.every((field) => now.includes(field)) && gained.every(named);
}

function withoutComments(text) {
  return text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) =>
    token[0] === '"' ? token : " ",
  );
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// [kind, name, body] of each block at the top.
function* blocks(text) {
  const start = /\b(service|message|enum|extend)\s+([\w.]+)\s*\{/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    let depth = 1;
    let end = start.lastIndex;
    for (; end < text.length && depth > 0; ++end) {
      if (text[end] === "{") ++depth;
      if (text[end] === "}") --depth;
    }
    yield [match[1], match[2], text.slice(start.lastIndex, end - 1)];
    start.lastIndex = end;
  }
}
