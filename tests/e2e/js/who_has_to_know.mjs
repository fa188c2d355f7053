// SPDX-License-Identifier: Apache-2.0
//
// What people are told of a day that is nearly over, by the same client that is not ours.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { inDays, PRODUCT } from "./harbour.mjs";

// All of `who`'s notices, page by page.
async function noticesOf(company, who, filter = {}) {
  const notices = [];
  let pageToken = "";
  do {
    const page = await company.call(who, "news.ListNotices", { ...filter, pageSize: 7, pageToken });
    notices.push(...page.notices);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return notices;
}

// The notice of a kind about a subject, once it is there: news follow a moment behind.
async function told(company, who, kind, subject) {
  for (;;) {
    const notices = await noticesOf(company, who, { kinds: [`KIND_${kind}`] });
    const found = notices.find((notice) => notice.subject === subject);
    if (found !== undefined) return found;
    await setTimeout(50);
  }
}

// `known` is what the day brought: the request `arrivals`, the promises `careful` and `careless`.
export async function tellWhoHasToKnow(company, known) {
  const answer = await told(company, "sofia", "REQUEST_DECIDED", known.arrivals.name);
  assert.equal(answer.outcome, "OUTCOME_APPROVED");
  assert(answer.text.en && answer.text.de && answer.text.en !== answer.text.de);
  await told(company, "sofia", "EVIDENCE_ASKED", known.arrivals.name);
  await told(company, "sofia", "REQUEST_REOPENED", known.arrivals.name);
  await told(company, "sofia", "PROMISE_LOST_GROUND", known.careful.name);
  await told(company, "petra", "PROMISE_UNILATERAL", known.careless.name);
  await told(company, "lena", "PROMISE_UNILATERAL", known.careless.name);
  const absence = await noticesOf(company, "paula", { kinds: ["KIND_SUBSTITUTE_SET"] });
  assert.equal(absence.length, 1);
  for (const who of ["sofia", "sven", "prisca", "paula", "lena"]) {
    await told(company, who, "STRATEGY_PUBLISHED", `${PRODUCT}/strategies/2`);
  }
  assert.deepEqual(await noticesOf(company, "petra", { kinds: ["KIND_STRATEGY_PUBLISHED"] }), []);
  assert.deepEqual(await noticesOf(company, "sven", { kinds: ["KIND_PROMISE_UNILATERAL"] }), []);
  assert.deepEqual(await noticesOf(company, "audit"), []);
}

// What was read stays read, and is nobody else's affair.
export async function readTheNotices(company) {
  const before = await company.call("sofia", "news.ListNotices", { pageSize: 3 });
  assert(before.unreadCount > 3);
  const names = before.notices.map(({ name }) => name);
  const foreign = await company.refusal("sven", "news.MarkNoticesRead", { names });
  assert.equal(foreign.code, "NOT_FOUND");
  const marked = await company.change("sofia", "news.MarkNoticesRead", { names });
  assert.equal(marked.markedCount, 3);
  assert.equal((await company.change("sofia", "news.MarkNoticesRead", { names })).markedCount, 0);
  const after = await company.call("sofia", "news.ListNotices", {});
  assert.equal(after.unreadCount, before.unreadCount - 3);
  await company.change("sofia", "news.MarkNoticesRead", { upTo: after.notices[0].name });
  assert.deepEqual(await noticesOf(company, "sofia", { unreadOnly: true }), []);
}

// The week as its leaders read it.
export async function readTheDigest(company, known) {
  const digest = await company.call("lena", "news.GetDigest", { parent: PRODUCT, week: inDays(0) });
  const lines = (topic) =>
    digest.sections.find((section) => section.topic === `TOPIC_${topic}`).lines;
  assert(lines("DECIDED").some(({ subject }) => subject === known.arrivals.name));
  assert(lines("UNILATERAL").some(({ subject }) => subject.startsWith(known.careless.name)));
  for (const language of ["en", "de"]) {
    assert(digest.markdown[language].includes(known.arrivals.title));
    assert(digest.html[language].startsWith("<!DOCTYPE html>"));
  }
  const curious = await company.refusal("sofia", "news.GetDigest", { parent: PRODUCT });
  assert.equal(curious.code, "PERMISSION_DENIED");
}
