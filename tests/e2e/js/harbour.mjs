// SPDX-License-Identifier: Apache-2.0
//
// A product, its strategy, and days that lie ahead of today.
export const PRODUCT = "products/harbour";
export const element = (id) => `${PRODUCT}/elements/${id}`;

const TIME_ZONE = "Europe/Berlin";

// A day that lies so many days ahead of today, where the product is at home.
export function inDays(days) {
  const time = new Date(Date.now() + days * 86_400_000);
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(time);
  const [year, month, day] = text.split("-").map(Number);
  return { year, month, day };
}

// The quarter that a day lies in: "2026-Q4".
function quarterOf({ year, month }) {
  return `${year}-Q${Math.ceil(month / 3)}`;
}

const thisQuarter = quarterOf(inDays(0));
export const nextQuarter = quarterOf(inDays(92));

export const strategyDocument = {
  product: "harbour",
  timeZone: TIME_ZONE,
  vision: "Every gate of a port knows what is coming and is ready for it.",
  focus: "FOCUS_PRODUCT_LED",
  elements: [
    {
      kind: "KIND_THEME",
      id: "T1",
      title: "Arrivals that can be planned",
      area: "gate",
      description: "Trucks announce themselves, and the port tells them when to come.",
    },
    {
      kind: "KIND_NON_GOAL",
      id: "N1",
      title: "No installations on customers' own servers",
      area: "platform",
      description: "We run the service. Operating it on premises is not what we do.",
      aliases: ["on-premises", "own servers", "eigene Server"],
    },
    {
      kind: "KIND_CAPABILITY",
      id: "C1",
      title: "Booking slots through the web page",
      area: "gate",
      description: "Carriers book a time slot for a truck.",
      how: "Under Slots, choose Book.",
      limits: "One truck at a time.",
      atMost: 600,
      unit: "requests/min",
    },
    {
      kind: "KIND_ROADMAP_ITEM",
      id: "R1",
      title: "Live arrival times",
      area: "gate",
      description: "Estimated arrival from the truck's position.",
      horizon: nextQuarter,
      promisable: true,
    },
    {
      kind: "KIND_ROADMAP_ITEM",
      id: "R2",
      title: "Number plate recognition",
      area: "gate",
      description: "Cameras read number plates at the gate.",
      horizon: nextQuarter,
      promisable: true,
    },
  ],
  owners: [
    {
      area: "gate",
      principal: "principals/petra",
      decideWithinDays: 3,
      nextOwner: "principals/paula",
    },
    { area: "", principal: "principals/paula", decideWithinDays: 5 },
  ],
  capacity: [
    { quarter: thisQuarter, personDays: 60 },
    { quarter: nextQuarter, personDays: 60 },
  ],
};
