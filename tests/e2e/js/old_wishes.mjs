// SPDX-License-Identifier: Apache-2.0
//
// A chapter of the whole day: a CRM brings what it holds from before, by a stream.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Refusal } from "./company.mjs";
import { inDays, PRODUCT } from "./harbour.mjs";

// A wish of long ago, as the CRM has it.
const oldWish = (number) => ({
  itemId: `line ${number}`,
  requestId: `crm-${number}`,
  submitter: `principals/${number % 2 === 0 ? "sofia" : "sven"}`,
  changeRequest: {
    title: `A screen for yard ${number}`,
    customer: { displayName: `Terminal ${number % 40}` },
    evidence: {
      loggedConversations: [{ kind: "KIND_MAIL", date: inDays(-400), text: "We wrote about it." }],
    },
  },
});

// Brings wishes by one stream, a hundred a message: their results. Goes away after `enough`.
async function bring(company, wishes, enough = Infinity) {
  const messages = wishes
    .map((_, index) => ({ items: wishes.slice(index, index + 100) }))
    .filter((_, index) => index % 100 === 0);
  messages[0] = { parent: PRODUCT, ...messages[0] };
  const results = [];
  const answers = company.exchange("crm", "intake.ImportChangeRequests", messages, {
    language: "de",
  });
  for await (const answer of answers) {
    results.push(...answer.results);
    if (results.length >= enough) break;
  }
  return results;
}

export async function bringOldWishes(company) {
  const wishes = Array.from({ length: 1000 }, (_, index) => oldWish(index + 1));
  wishes[899].changeRequest.title = "";
  const said = await bring(company, wishes, 200);
  const results = await bring(company, wishes);
  assert.deepEqual(
    results.map(({ number, itemId }) => [number, itemId]),
    wishes.map(({ itemId }, index) => [String(index + 1), itemId]),
  );
  const [refused, ...others] = results.filter(({ outcome }) => outcome === "OUTCOME_REFUSED");
  assert.deepEqual([refused.number, others.length], ["900", 0]);
  const why = Refusal.ofItem("intake.ImportChangeRequests", refused.error);
  assert.deepEqual([why.code, why.reason], ["INVALID_ARGUMENT", "REQUIRED"]);
  assert.equal(why.fields[0].field, "change_request.title");
  assert.equal(why.fields[0].description, "Eine Angabe ist nötig.");
  for (const { number, changeRequest } of said) {
    assert.equal(results[number - 1].changeRequest, changeRequest, "what was said was true");
  }
  const names = (of) => of.map(({ changeRequest }) => changeRequest).filter(Boolean);
  assert.equal(new Set(names(results)).size, 999);
  const again = await bring(company, wishes);
  assert.deepEqual(names(again), names(results), "nothing is recorded twice");
  assert(again.every(({ outcome }) => outcome !== "OUTCOME_RECORDED"));
  await seeThemChecked(company, names(results));
}

async function seeThemChecked(company, [first, ...others]) {
  const read = (name) => company.call("lena", "intake.GetChangeRequest", { name });
  const wish = await read(first);
  assert.equal(wish.submitter, "principals/sven");
  assert.equal(wish.recordedBy, "principals/crm");
  assert.notEqual(wish.review.owner, "", "somebody owns it before it is checked");
  for (const name of [first, others.at(-1)]) {
    while ((await read(name)).state === "STATE_SUBMITTED") await setTimeout(50);
    assert.equal((await read(name)).state, "STATE_IN_REVIEW");
  }
}
