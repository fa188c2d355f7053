// SPDX-License-Identifier: Apache-2.0
//
// The files of the repository, tracked or about to be, each read once.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { stripped } from "./cpp_text.mjs";

const MAX_PROGRAM_OUTPUT = 64 << 20;

export class Repository {
  #texts = new Map();
  #stripped = new Map();

  // `root` ends with a slash; `files` are paths below it.
  constructor(root, files) {
    this.root = root;
    this.files = files
      .filter((file) => statSync(root + file, { throwIfNoEntry: false })?.isFile())
      .sort();
  }

  // What git tracks below `root`, and what it would with `git add`.
  static fromGit(root) {
    const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
      cwd: root,
      maxBuffer: MAX_PROGRAM_OUTPUT,
    });
    return new Repository(root, [...new Set(listed.toString().split("\0"))].filter(Boolean));
  }

  // Files whose path matches `pattern`.
  matching(pattern) {
    return this.files.filter((file) => pattern.test(file));
  }

  // C++ sources and headers.
  cpp() {
    return this.matching(/\.(cc|h)$/);
  }

  has(file) {
    return existsSync(this.root + file);
  }

  text(file) {
    if (!this.#texts.has(file)) this.#texts.set(file, readFileSync(this.root + file, "utf8"));
    return this.#texts.get(file);
  }

  lines(file) {
    return this.text(file).split("\n");
  }

  // C++ text with comments and the insides of literals blanked; lines stay where they are.
  code(file) {
    if (!this.#stripped.has(file)) this.#stripped.set(file, stripped(this.text(file)));
    return this.#stripped.get(file);
  }

  // Findings for each line of `files` on which `problem(line, file)` returns a text.
  perLine(files, problem, linesOf = (file) => this.lines(file)) {
    const findings = [];
    for (const file of files) {
      linesOf(file).forEach((content, index) => {
        const text = problem(content, file);
        if (text) findings.push({ file, line: index + 1, text });
      });
    }
    return findings;
  }

  // What a program prints and how it exits; never throws.
  run(program, parameters) {
    return new Promise((resolve) => {
      const settings = { cwd: this.root, maxBuffer: MAX_PROGRAM_OUTPUT };
      execFile(program, parameters, settings, (error, out, err) => {
        resolve({ code: error ? error.code ?? 1 : 0, output: (out + err).trim() });
      });
    });
  }
}

// The line number of an offset into a text.
export function lineAt(text, offset) {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < offset; i = text.indexOf("\n", i + 1)) ++line;
  return line;
}
