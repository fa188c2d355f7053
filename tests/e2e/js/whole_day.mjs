// SPDX-License-Identifier: Apache-2.0
//
// A company's whole day: what sales, pre-sales and product managers do to each other and to their
// customers, told by a client that is not ours. Each chapter rests on those before it.
//
//   node whole_day.mjs ADDRESS < ADMIN_TOKEN
//
// Prints a TAP line for each chapter.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Company } from "./company.mjs";
import { element, inDays, nextQuarter, PRODUCT, strategyDocument } from "./harbour.mjs";
import { bringOldWishes } from "./old_wishes.mjs";
import { readTheDigest, readTheNotices, tellWhoHasToKnow } from "./who_has_to_know.mjs";

const [address] = process.argv.slice(2);
const company = new Company(address, readFileSync(0, "utf8").trim());
const { call, change, refusal } = Object.fromEntries(
  ["call", "change", "refusal"].map((name) => [name, company[name].bind(company)]),
);

// What later chapters need of earlier ones.
const known = {};

async function hireEverybody() {
  await company.hire("petra", [["PRODUCT_MANAGER", PRODUCT]]);
  await company.hire("paula", [["PRODUCT_MANAGER", PRODUCT]]);
  await company.hire("sofia", [["SALES", PRODUCT]]);
  await company.hire("sven", [["SALES", PRODUCT]], { language: "de" });
  await company.hire("prisca", [["PRESALES", PRODUCT]]);
  await company.hire("lena", [["LEADER", "products/-"]]);
  await company.hire("audit", [["AUDITOR", "products/-"]]);
  await company.hire("crm", [["TOOL", "products/-"]]);
  assert.equal((await call("sofia", "directory.GetCaller", {})).name, "principals/sofia");
}

async function publishTheStrategy() {
  const request = { parent: PRODUCT, document: strategyDocument, memo: "Where we go." };
  const preview = await change("petra", "strategy.PublishStrategy", {
    ...request,
    validateOnly: true,
  });
  assert.equal(preview.position, "0");
  const published = await change("petra", "strategy.PublishStrategy", request);
  assert.equal(published.version, 1);
  const stale = await refusal("paula", "strategy.PublishStrategy", request);
  assert.deepEqual([stale.code, stale.reason], ["ABORTED", "BASE_VERSION_STALE"]);
}

// A wish of `customer`'s, handed in by `who`.
function submit(who, customer, title, draft = {}, options = {}) {
  return change(
    who,
    "intake.SubmitChangeRequest",
    { parent: PRODUCT, changeRequest: { title, customer: { displayName: customer }, ...draft } },
    options,
  );
}

async function submitWishes() {
  const request = {
    parent: PRODUCT,
    changeRequest: {
      title: "Tell us when our trucks will arrive",
      wish: "Our dispatchers want to see live arrival times of trucks for every gate.",
      area: "gate",
      customer: { displayName: "Nordkai GmbH", segment: "terminals" },
      deal: {
        reference: "OPP-1",
        stage: "DEAL_STAGE_NEGOTIATION",
        amount: { currencyCode: "EUR", units: 90000 },
      },
      evidence: { pain: 4 },
      items: ["Arrival times at the gate", "A forecast for the week"],
    },
    requestId: "nordkai-1",
  };
  const answer = await call("crm", "intake.SubmitChangeRequest", request, { onBehalfOf: "sofia" });
  const again = await call("crm", "intake.SubmitChangeRequest", request, { onBehalfOf: "sofia" });
  assert.deepEqual(again, answer);
  known.arrivals = answer.changeRequest;
  assert.equal(known.arrivals.submitter, "principals/sofia");
  assert.equal(known.arrivals.review.owner, "principals/petra");
  assert.equal(known.arrivals.assessment.elements.length, 3);
  request.changeRequest.title = "Something else";
  const reused = await refusal("crm", "intake.SubmitChangeRequest", request, {
    onBehalfOf: "sofia",
  });
  assert.equal(reused.reason, "REQUEST_ID_REUSED");
  const german = await refusal(
    "sven",
    "intake.SubmitChangeRequest",
    { parent: PRODUCT, changeRequest: {} },
    { language: "de" },
  );
  assert.equal(german.code, "INVALID_ARGUMENT");
  assert.deepEqual(german.fields.map(({ field }) => field).sort(), [
    "change_request.customer",
    "change_request.title",
  ]);
  assert.match(german.text, /[äöüß]|muss|fehlt|Feld/);
}

const read = (name) => call("lena", "intake.GetChangeRequest", { name });
const readPromise = (name) => call("lena", "commitments.GetPromise", { name });

// A decision on a request as it stands now.
async function decide(who, request, outcome, terms = {}) {
  const { etag } = await read(request.name);
  return change(who, "review.DecideChangeRequest", {
    name: request.name,
    etag,
    outcome: `OUTCOME_${outcome}`,
    reason: "As we said.",
    ...terms,
  });
}

async function askForEvidence() {
  const asked = await change("petra", "review.AskForEvidence", {
    name: known.arrivals.name,
    etag: known.arrivals.etag,
    question: "How many terminals have this?",
  });
  assert.equal(asked.state, "STATE_NEEDS_EVIDENCE");
  assert.equal(asked.evidenceQuestion, "How many terminals have this?");
  const added = await change("sofia", "intake.AddEvidence", {
    name: known.arrivals.name,
    evidence: {
      similarCustomers: 12,
      frequencyPerMonth: 20,
      loggedConversations: [
        { kind: "KIND_CALL", date: inDays(-3), text: "They phone us for every truck." },
      ],
    },
  });
  assert.equal(added.changeRequest.state, "STATE_IN_REVIEW");
  assert.equal(added.changeRequest.evidence.pain, 4, "what was known stays");
  assert.equal(added.changeRequest.evidence.loggedConversations.length, 1);
  assert(
    added.assessmentChange.removedFindings.some(({ kind }) => kind === "KIND_MISSING_EVIDENCE"),
  );
  const future = await refusal("sofia", "intake.AddEvidence", {
    name: known.arrivals.name,
    evidence: { loggedConversations: [{ date: inDays(3), text: "Tomorrow they will say so." }] },
  });
  assert.equal(future.code, "INVALID_ARGUMENT");
}

async function studyWhatItTakes() {
  const { study } = await change("prisca", "intake.RecordStudy", {
    parent: PRODUCT,
    study: {
      changeRequest: known.arrivals.name,
      kind: "KIND_PROTOTYPE",
      result: "RESULT_FEASIBLE_WITH_LIMITS",
      summary: "Positions come in from three carriers.",
      limits: "Not for inland vessels.",
      effortPersonDays: 45,
      validUntil: inDays(90),
    },
  });
  assert.match(study.name, /^products\/harbour\/studies\//);
  const { studies } = await call("petra", "intake.ListStudies", {
    parent: PRODUCT,
    changeRequest: known.arrivals.name,
  });
  assert.deepEqual(
    studies.map(({ name }) => name),
    [study.name],
  );
  assert.equal((await read(known.arrivals.name)).evidence.effortPersonDays, 45);
}

async function decideForSomebodyElse() {
  const { etag } = await read(known.arrivals.name);
  const decision = { name: known.arrivals.name, etag, outcome: "OUTCOME_APPROVED", reason: "Yes." };
  const notYours = await refusal("paula", "review.DecideChangeRequest", decision);
  assert.deepEqual([notYours.code, notYours.reason], ["PERMISSION_DENIED", "NOT_YOUR_REVIEW"]);
  const past = await refusal("petra", "review.SetSubstitute", {
    principal: "principals/petra",
    substitute: "principals/paula",
    firstDay: inDays(-9),
    lastDay: inDays(-2),
  });
  assert.equal(past.code, "INVALID_ARGUMENT");
  await change("petra", "review.SetSubstitute", {
    principal: "principals/petra",
    substitute: "principals/paula",
    firstDay: inDays(0),
    lastDay: inDays(14),
  });
  assert.equal((await read(known.arrivals.name)).review.substitute, "principals/paula");
  const [first, second] = known.arrivals.items.map(({ name }) => name);
  known.approved = await decide("paula", known.arrivals, "APPROVED", {
    approval: {
      includedItems: [first],
      excludedItems: [second],
      conditions: [{ text: "The carrier shares positions." }],
      effort: { personDays: 45, quarter: nextQuarter },
      displacedElements: [element("R2")],
      earliestDate: inDays(120),
    },
  });
  const { decision: decided } = known.approved;
  assert.equal(decided.onBehalfOf, "principals/petra");
  assert.equal(decided.approval.load.overPersonDays, 0);
}

// A promise of one line to the customer of `request`.
function promise(who, request, line, rest = {}) {
  return change(who, "commitments.RecordPromise", {
    parent: PRODUCT,
    promise: {
      customer: request.customer,
      deal: request.deal,
      lines: [{ text: "We will do it.", ...line }],
      ...rest,
    },
  });
}

async function promiseAndLoseTheGround() {
  const { approval } = known.approved.decision;
  const [item] = approval.includedItems;
  const terms = { parent: PRODUCT, customer: known.arrivals.customer, item, byDate: inDays(200) };
  const clearance = await change("sofia", "commitments.IssueClearance", terms);
  assert.equal(clearance.basis, approval.name);
  const early = await refusal("sofia", "commitments.IssueClearance", {
    ...terms,
    byDate: inDays(30),
  });
  assert.deepEqual([early.code, early.reason], ["FAILED_PRECONDITION", "NOT_CLEARED"]);

  const careless = await promise("sven", known.arrivals, { item, dueDate: inDays(200) });
  assert.equal(careless.standingWhenMade, "STANDING_EXCEEDS");
  assert.deepEqual(careless.lines[0].standingWhenMade.excesses, ["EXCESS_CONDITION"]);
  const careful = await promise("sofia", known.arrivals, {
    item,
    dueDate: inDays(200),
    carriedConditions: ["1"],
  });
  assert.equal(careful.standingWhenMade, "STANDING_COVERED");
  const plates = await promise("sven", known.arrivals, { item: element("R2") });
  assert.equal(
    plates.standingWhenMade,
    "STANDING_AGAINST_DECISION",
    "it was pushed off for the approval",
  );

  const failed = await change("petra", "review.SetConditionState", {
    name: approval.name,
    condition: "1",
    state: "STATE_FAILED",
    note: "They do not share.",
    etag: (await read(known.arrivals.name)).etag,
  });
  assert.equal(failed.changeRequest.decision.approval.conditions[0].state, "STATE_FAILED");
  assert.deepEqual(failed.promisesWithoutGround, [careful.name]);
  const after = await readPromise(careful.name);
  assert.equal(after.standingWhenMade, "STANDING_COVERED");
  assert(after.lostGround);
  // The approval is over, and so is what was pushed off for it.
  assert.equal((await readPromise(plates.name)).standingNow, "STANDING_COVERED");
  known.careful = careful;
  known.careless = careless;
}

async function offer() {
  const { offers } = await call("sofia", "commitments.ListAllowances", {
    parent: PRODUCT,
    customer: known.arrivals.customer,
  });
  const kinds = offers.map(({ allowance }) => allowance.kind);
  assert(kinds.includes("KIND_CAPABILITY") && kinds.includes("KIND_ROADMAP_ITEM"));
  assert(offers.every(({ guidance }) => guidance.en && guidance.de));
}

async function mergeWishes() {
  const twin = (await submit("sven", "Südkai AG", "Show arrival times of trucks", { area: "gate" }))
    .changeRequest;
  const word = await promise("sven", twin, { item: twin.items[0].name });
  assert.equal(word.standingWhenMade, "STANDING_PENDING");
  const [item] = known.arrivals.items.map(({ name }) => name);
  const merge = {
    name: twin.name,
    etag: twin.etag,
    into: known.arrivals.name,
    reason: "The same wish.",
  };
  const unmapped = await refusal("petra", "review.MergeChangeRequests", merge);
  assert.equal(unmapped.reason, "ITEMS_NOT_MAPPED");
  await change("petra", "review.MergeChangeRequests", {
    ...merge,
    items: [{ item: twin.items[0].name, into: item }],
  });
  const merged = await read(twin.name);
  assert.deepEqual([merged.state, merged.mergedInto], ["STATE_MERGED", known.arrivals.name]);
  assert.deepEqual((await read(known.arrivals.name)).mergedRequests, [twin.name]);
  assert.equal((await readPromise(word.name)).standingNow, "STANDING_AGAINST_DECISION");
  const back = await refusal("petra", "review.MergeChangeRequests", {
    name: known.arrivals.name,
    etag: (await read(known.arrivals.name)).etag,
    into: twin.name,
    reason: "Round.",
  });
  assert.equal(back.code, "FAILED_PRECONDITION");
  known.word = word;
}

async function reopen() {
  const { name, etag } = await read(known.arrivals.name);
  const reopened = await change("petra", "review.ReopenChangeRequest", {
    name,
    etag,
    reason: "They share after all.",
  });
  assert.equal(reopened.state, "STATE_IN_REVIEW");
  await decide("petra", known.arrivals, "APPROVED", { approval: { earliestDate: inDays(120) } });
  const [careful, word] = await Promise.all(
    [known.careful, known.word].map(({ name: promised }) => readPromise(promised)),
  );
  assert.equal(careful.standingNow, "STANDING_COVERED");
  assert.equal(
    word.standingNow,
    "STANDING_COVERED",
    "approved for the customers of all that was merged",
  );
}

async function withdraw() {
  const { changeRequest } = await submit(
    "sofia",
    "Nordkai GmbH",
    "A dark mode for the gate screens",
  );
  const someoneElse = await refusal("sven", "intake.WithdrawChangeRequest", {
    name: changeRequest.name,
    etag: changeRequest.etag,
    reason: "Not needed.",
  });
  assert.equal(someoneElse.code, "PERMISSION_DENIED");
  const withdrawn = await change("sofia", "intake.WithdrawChangeRequest", {
    name: changeRequest.name,
    etag: changeRequest.etag,
    reason: "They found a way.",
  });
  assert.deepEqual(
    [withdrawn.state, withdrawn.withdrawReason],
    ["STATE_WITHDRAWN", "They found a way."],
  );
}

async function disputeAndSupersede() {
  const imputed = await promise(
    "prisca",
    known.arrivals,
    { item: element("R1") },
    { promisedBy: "principals/sven" },
  );
  const disputed = await change("sven", "commitments.DisputePromise", {
    name: imputed.name,
    etag: imputed.etag,
    kind: "KIND_NOT_MADE",
    reason: "I was not there.",
  });
  const [dispute] = disputed.disputes;
  const verdict = {
    name: dispute.name,
    etag: disputed.etag,
    state: "STATE_UPHELD",
    reason: "So says the calendar.",
  };
  const biased = await refusal("prisca", "commitments.ResolveDispute", verdict);
  assert.deepEqual([biased.code, biased.reason], ["PERMISSION_DENIED", "DISPUTE_ABOUT_YOURSELF"]);
  const resolved = await change("petra", "commitments.ResolveDispute", verdict);
  assert(resolved.neverMade);
  assert.equal(resolved.course, "COURSE_VOID");

  const later = await promise(
    "sven",
    known.arrivals,
    { item: element("R1") },
    { supersedes: [known.careless.name] },
  );
  const before = await readPromise(known.careless.name);
  assert.deepEqual([before.course, before.supersededBy], ["COURSE_SUPERSEDED", later.name]);
  const mine = await call("sven", "commitments.ListPromises", {
    parent: PRODUCT,
    filter: { promisedBy: "principals/sven", course: "COURSE_OPEN" },
  });
  assert(mine.promises.some(({ name }) => name === later.name));
}

async function loseADeal() {
  const { changeRequest } = await submit("sofia", "Westkai KG", "Slots by telephone", {
    deal: { reference: "OPP-7" },
  });
  const promised = await promise("sofia", changeRequest, { item: element("C1") });
  const deal = await call("sofia", "directory.GetDeal", { name: changeRequest.deal });
  const silent = await refusal("sofia", "directory.UpsertDeal", {
    deal: { name: deal.name, stage: "DEAL_STAGE_LOST" },
  });
  assert.equal(silent.reason, "OUTCOME_REASON_REQUIRED");
  await change("sofia", "directory.UpsertDeal", {
    deal: { name: deal.name, stage: "DEAL_STAGE_LOST", outcomeReason: "Bought elsewhere." },
    etag: deal.etag,
  });
  assert.equal((await readPromise(promised.name)).course, "COURSE_VOID");
  const { deals } = await call("lena", "directory.ListDeals", { stage: "DEAL_STAGE_LOST" });
  assert.deepEqual(
    deals.map(({ name }) => name),
    [deal.name],
  );
}

async function mergeCustomers() {
  const other = await change("sofia", "directory.UpsertCustomer", {
    customer: { displayName: "Nord-Kai" },
  });
  const { lookAlikes } = await call("prisca", "directory.ListLookAlikes", { customer: other.name });
  assert.equal(lookAlikes.length, 1);
  const into = await call("petra", "directory.GetCustomer", { name: known.arrivals.customer });
  const approved = known.approved.items[0].name;
  const asking = { parent: PRODUCT, customer: other.name, item: approved, byDate: inDays(200) };
  assert(!(await call("sofia", "commitments.CheckClearance", asking)).mayPromise);
  await change("petra", "directory.MergeCustomers", {
    customer: other.name,
    etag: other.etag,
    into: into.name,
    intoEtag: into.etag,
    reason: "One company.",
  });
  assert((await call("sofia", "commitments.CheckClearance", asking)).mayPromise);
  const { promises } = await call("lena", "commitments.ListPromises", {
    parent: PRODUCT,
    filter: { customer: other.name },
  });
  assert(promises.some(({ name }) => name === known.careful.name));
}

async function changeTheStrategy() {
  const onRoadmap = await promise("sofia", known.arrivals, { item: element("R1") });
  assert.equal(onRoadmap.standingNow, "STANDING_COVERED");
  const request = {
    parent: PRODUCT,
    baseVersion: 1,
    document: {
      ...strategyDocument,
      elements: strategyDocument.elements.filter(({ id }) => id !== "R1"),
    },
    memo: "Live arrival times will not come as a feature of their own.",
  };
  const preview = await change("petra", "strategy.PublishStrategy", {
    ...request,
    validateOnly: true,
  });
  assert(preview.change.promises.some((atRisk) => atRisk.promise === onRoadmap.name));
  assert(preview.change.retired.some(({ name }) => name === element("R1")));
  assert.equal(
    (await readPromise(onRoadmap.name)).standingNow,
    "STANDING_COVERED",
    "a preview changes nothing",
  );
  await change("petra", "strategy.PublishStrategy", request);
  assert((await readPromise(onRoadmap.name)).lostGround);
  const difference = await call("sofia", "strategy.CompareStrategies", {
    name: `${PRODUCT}/strategies/2`,
    base: `${PRODUCT}/strategies/1`,
  });
  assert.deepEqual(
    difference.elements.map(({ element: changed }) => changed),
    [element("R1")],
  );

  await change("sofia", "strategy.AcknowledgeStrategy", { name: `${PRODUCT}/strategies/2` });
  const { acknowledgements } = await call("petra", "strategy.ListAcknowledgements", {
    parent: `${PRODUCT}/strategies/2`,
  });
  const who = (done) =>
    acknowledgements
      .filter(({ acknowledgeTime }) => (acknowledgeTime !== null) === done)
      .map(({ principal }) => principal);
  assert.deepEqual(who(true), ["principals/sofia"]);
  assert(who(false).includes("principals/sven"));
}

// Everything that happened, once each and without gaps, by a stream that is broken off again and
// again.
async function readTheJournal() {
  const operations = new Map();
  let position = 0;
  for (let rounds = 0, head = Infinity; position < head; ++rounds) {
    assert(rounds < 1000, "the stream does not get on");
    for await (const message of company.stream("audit", "journal.WatchEntries", {
      afterPosition: position,
    })) {
      assert.equal(Number(message.afterPosition), position);
      for (const entry of message.entries) {
        assert.equal(Number(entry.position), position + 1);
        position = Number(entry.position);
        operations.set(entry.operation, (operations.get(entry.operation) ?? 0) + 1);
      }
      head = Number(message.headPosition);
      break;
    }
  }
  assert.equal(operations.get("SubmitChangeRequest"), known.submitted);
  assert.equal(operations.get("ImportChangeRequests"), 999);
}

const chapters = [
  ["the company hires its people", hireEverybody],
  ["a strategy is tried, then published", publishTheStrategy],
  ["wishes come in once, whatever is repeated", submitWishes],
  ["evidence is asked for and given", askForEvidence],
  ["pre-sales studies what it takes", studyWhatItTakes],
  ["a substitute decides, and nobody else", decideForSomebodyElse],
  ["promises are held against the approval, and lose their ground", promiseAndLoseTheGround],
  ["sales sees what may be sold", offer],
  ["two wishes become one, and promises follow", mergeWishes],
  ["a decision is taken up again", reopen],
  ["a wish is taken back", withdraw],
  ["promises are disputed and superseded", disputeAndSupersede],
  ["a lost deal voids its promises", loseADeal],
  ["two customers turn out to be one", mergeCustomers],
  ["a new strategy is previewed, published, acknowledged", changeTheStrategy],
  ["a CRM brings its old wishes, one of them broken", () => bringOldWishes(company)],
  ["those who have to know are told", () => tellWhoHasToKnow(company, known)],
  ["notices are read", () => readTheNotices(company)],
  ["leaders read the week", () => readTheDigest(company, known)],
  ["the journal tells everything once", readTheJournal],
];

known.submitted = 4;
for (const [title, tell] of chapters) {
  try {
    await tell();
    console.log(`ok - whole_day: ${title}`);
  } catch (error) {
    console.log(`not ok - whole_day: ${title}`);
    console.log(String(error.stack).replace(/^/gm, "  # "));
    process.exitCode = 1;
    break;
  }
}
company.close();
