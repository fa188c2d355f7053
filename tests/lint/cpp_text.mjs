// SPDX-License-Identifier: Apache-2.0
//
// As much of C++'s grammar as the rules need: where comments and literals are, and where functions
// begin and end.

const TOKEN = new RegExp(
  [
    String.raw`//[^\n]*`,
    String.raw`/\*[\s\S]*?\*/`,
    String.raw`R"([^(\s]*)\([\s\S]*?\)\1"`,
    String.raw`"(?:\\.|[^"\\\n])*"`,
    String.raw`(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'`,
  ].join("|"),
  "g",
);

// `text` with comments and the insides of literals replaced by spaces, except in #include lines.
export function stripped(text) {
  return text.replace(TOKEN, (token, _delimiter, offset) => {
    const lineStart = text.lastIndexOf("\n", offset) + 1;
    const isInclude = /^\s*#\s*include\b/.test(text.slice(lineStart, offset + 1));
    if (isInclude && token[0] === '"') return token;
    const quote = token[0] === '"' || token[0] === "'" ? token[0] : "";
    if (quote) return quote + token.slice(1, -1).replace(/[^\n]/g, " ") + quote;
    return token.replace(/[^\n]/g, " ");
  });
}

// `text` with the insides of raw strings removed; lines stay where they are.
export function withoutRawStrings(text) {
  return text.replace(/R"([^(\s]*)\([\s\S]*?\)\1"/g, (raw) => raw.replace(/[^\n]/g, ""));
}

// The paths that a stripped text includes: {path, line, system}.
export function includes(code) {
  return code.split("\n").flatMap((line, index) => {
    const match = /^\s*#\s*include\s*(["<])([^">]+)[">]/.exec(line);
    return match ? [{ path: match[2], line: index + 1, system: match[1] === "<" }] : [];
  });
}

// Functions of a stripped text: {name, line, length} with the length in lines, braces included. A
// brace opens a function if what precedes it has parentheses and every enclosing brace belongs to a
// namespace or a type.
export function functions(code) {
  const found = [];
  const open = [];
  let statement = "";
  let statementLine = 1;
  let line = 1;
  for (const character of withoutDirectives(code)) {
    if (character === "\n") ++line;
    if (character === "{") {
      open.push(scopeOf(statement, statementLine, open));
      statement = "";
    } else if (character === "}") {
      const scope = open.pop();
      if (scope?.kind === "function") {
        found.push({ name: scope.name, line: scope.line, length: line - scope.line + 1 });
      }
      statement = "";
    } else if (character === ";") {
      statement = "";
    } else {
      if (statement.trim() === "") statementLine = line;
      statement += character;
    }
  }
  return found;
}

function withoutDirectives(code) {
  return code.replace(/^[ \t]*#.*(?:\\\n.*)*$/gm, (text) => text.replace(/[^\n]/g, " "));
}

function scopeOf(statement, line, open) {
  const text = statement.trim().replace(/^(public|private|protected)\s*:/, "").trim();
  const outside = open.every((scope) => scope.kind === "container");
  if (!outside) return { kind: "block" };
  if (/^(inline\s+)?namespace\b/.test(text)) return { kind: "container" };
  if (/\b(class|struct|union|enum)\b[^()]*$/.test(text)) return { kind: "container" };
  const name = /([\w~:]+|operator\s*\S+)\s*\(/.exec(text);
  return name ? { kind: "function", name: name[1], line } : { kind: "block" };
}
