// SPDX-License-Identifier: Apache-2.0
//
// What the contract offers.
import { lineAt } from "./repository.mjs";

// Each rpc: {file, line, role, name, body}.
export function rpcs(repository) {
  return repository.matching(/^proto\/zusage\/.*_service\.proto$/).flatMap((file) => {
    const text = repository.text(file).replace(/\/\/.*/g, (comment) => " ".repeat(comment.length));
    const role = file.split("/")[2];
    return [...text.matchAll(/\brpc\s+(\w+)\s*\([^)]*\)\s*returns\s*\([^)]*\)\s*(;|\{)/g)].map(
      (match) => ({
        file,
        line: lineAt(text, match.index),
        role,
        name: match[1],
        body: match[2] === "{" ? blockFrom(text, match.index + match[0].length) : "",
      }),
    );
  });
}

function blockFrom(text, start) {
  let depth = 1;
  let end = start;
  for (; end < text.length && depth > 0; ++end) {
    if (text[end] === "{") ++depth;
    if (text[end] === "}") --depth;
  }
  return text.slice(start, end);
}

export const snake = (name) => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
