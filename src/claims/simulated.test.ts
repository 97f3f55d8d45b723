// The claims that shipped studies compute: with a double of the runner, whose numbers are ours to choose, for the verdicts;
// with the shipped studies at coarse settings for the way through. Oracles: the rule of `compare`, and the double's own numbers.
import { beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "../base/errors.ts";
import { runTask } from "../base/task.ts";
import { type ClaimsOptions, claimIdsOf, computeClaims } from "./compute.ts";
import { liquidElectrolytePaper } from "./papers/liquid-electrolyte-paper.ts";
import type { PaperNumber } from "./papers/paper-number.ts";
import { type SolidElectrolytePaper, solidElectrolytePaper } from "./papers/solid-electrolyte-paper.ts";
import type { Claim, ClaimsDocument, Verdict } from "./result.ts";
import { claimsDocument } from "./schema.ts";
import { shippedRunner } from "./studies/shipped-runner.ts";
import type { RelaxationPeak, StudyNumber, StudyRunner } from "./studies/study-runner.ts";

/** m² of the 7 mm pool and the 8 mm disc. */
const POOL = Math.PI * 0.0035 ** 2;
const DISC = Math.PI * 0.004 ** 2;
const MILLIAMPERE = 10;
const CHARGE = 36_000;
const HOUR = 3600;

type Numbers = Readonly<Record<string, number | StudyNumber>>;

/** SI; what would explain every claim. */
const suiting: Numbers = {
  "B3 interface, 0.1 over 0.05": 1.02,
  "B3 growth at 0.2": 1.4,
  "B3 plating over stripping at 0.2": 0.3,
  "B3 short": 1,
  "B3 current": -0.4 * MILLIAMPERE,
  "B3 duration": 8 * HOUR,
  "B4 charge at 0.7": 0.0005 * CHARGE * 1000,
  "B4 short at 0.7": 1,
  "B4 charge at 0.4": 0.004 * CHARGE * 1000,
  "B4 short at 0.4": 0,
  "B7 onset of NaK50": 0.58 * MILLIAMPERE,
  "B7 largest of NaK50": 1 * MILLIAMPERE,
  "B7 onset of NaK65": 0.15 * MILLIAMPERE,
  "B7 charge of NaK80": 0.5 * 20,
  "B7 limit of NaK80": 1,
  "B8 growth": 2.5,
  "B9 interface after 35 s": 1.4,
  "B9 recovery": 9 * HOUR,
  "B10 capacity, direct": 0.001 * CHARGE * 1000,
  "B10 capacity, 0.1 s": 0.002 * CHARGE * 1000,
  "B10 capacity, 2 s": 0.0105 * CHARGE * 1000,
  "B10 capacity, 10 s": 0.0135 * CHARGE * 1000,
  "B10 capacity at 0.25": 0.02 * CHARGE * 1000,
  "B11 start": 20_000,
  "B11 pulse": 19_000,
  "B11 rest": 19_600,
  "B11 long rest": 19_900,
  "B13 pristine NaK50": 0.002,
  "B13 pristine NaK65": 0.0022,
  "B13 pristine NaK80": 0.003,
  "B15 interface after plating": 0.2,
  "B15 interface after 35 s": 0.21,
  "B15 recovery": 12 * HOUR,
  "B16 pristine": 1e-5,
  "B16 short": 1,
  "B16 largest": 3.1 * MILLIAMPERE,
  "B16 current": -3.3 * MILLIAMPERE,
};
const peaks: Readonly<Record<string, readonly RelaxationPeak[]>> = {
  "end of step pristine": [
    { tau: 2e-6, resistance: 0.012 },
    { tau: 1e-4, resistance: 0.002 },
  ],
  "end of step stairs": [
    { tau: 2e-6, resistance: 0.012 },
    { tau: 2e-5, resistance: 0.001 },
    { tau: 6e-5, resistance: 0.004 },
  ],
  'end of step "35 s"': [
    { tau: 2e-6, resistance: 0.012 },
    { tau: 1.1e-4, resistance: 0.003 },
  ],
};

const asNumber = (given: number | StudyNumber | undefined): StudyNumber =>
  typeof given === "object" ? given : { value: given ?? null, reason: null, beyond: 0, end: null };

/** Gives these numbers over the pool, those with the changes over the disc. */
function double(overPool: Numbers = suiting, overDisc: Numbers = overPool, spectra = peaks): StudyRunner {
  return {
    run: ({ study, observe, relaxationTimes = [] }, area) => ({
      name: study,
      run: () => {
        const table =
          area !== null && Math.abs(area - DISC) < 1e-9 && study !== "sodium-critical-current" ? overDisc : overPool;
        const cases = [...new Set(observe.map((one) => one.case))].map((name) => ({
          name,
          ended: "Completed.",
          numbers: Object.fromEntries(
            observe.filter((one) => one.case === name).map((one) => [one.name, asNumber(table[one.name])]),
          ),
          relaxationTimes: Object.fromEntries(
            relaxationTimes.filter((one) => one.case === name).map(({ at }) => [at, spectra[at] ?? []]),
          ),
        }));
        return Promise.resolve({ study, cases });
      },
    }),
    evidence: () =>
      Promise.resolve({ set: "nak", data: 7, fitted: [{ name: "store.capacity", source: "P2, Fig. 4c" }] }),
  };
}

const compute = (options: ClaimsOptions = {}): Promise<ClaimsDocument> =>
  runTask(computeClaims({ runner: double(), ...options }));
const claim = (document: ClaimsDocument, id: string): Claim => document.claims.find((one) => one.id === id) as Claim;
const deciding = ["B3", "B4", "B7", "B8", "B9", "B10", "B15", "B16"];
const backed = [...deciding, "B11", "B13"];

/** P2 with some numbers multiplied. */
function paper(changes: Readonly<Record<string, number>>): NonNullable<ClaimsOptions["papers"]> {
  const p2: Record<string, PaperNumber> = { ...solidElectrolytePaper };
  for (const [key, by] of Object.entries(changes)) {
    const { value, lower, upper, ...rest } = p2[key] as PaperNumber;
    p2[key] = { ...rest, value: by * value, lower: by * lower, upper: by * upper };
  }
  return { p1: liquidElectrolytePaper, p2: p2 as SolidElectrolytePaper };
}

describe("claims that studies compute", () => {
  let ledger: ClaimsDocument;
  beforeAll(async () => {
    ledger = await compute({ ids: backed });
  });

  it("are reproduced where the study meets every number", () => {
    const verdicts = deciding.map((id) => [id, claim(ledger, id).verdict]);
    expect(verdicts).toEqual(deciding.map((id) => [id, "reproduced"]));
    expect(ledger.warnings.map(({ code }) => code)).toEqual(["assessment-is-a-fit"]);
  });

  it("say which areas, data and fitted parameters they depend on", () => {
    for (const id of deciding) {
      const { dependsOn, studies, because } = claim(ledger, id);
      expect(dependsOn.join(" ")).toMatch(/7 published numbers .* against 1 fitted parameters/);
      expect(studies.length).toBeGreaterThan(0);
      expect(because).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(claim(ledger, "B10").dependsOn).toContain("fitted to its figures, among others: store.capacity");
    expect(claim(ledger, "B7").dependsOn.at(-1)).toMatch(/7 mm pool.*8 mm disc/);
    expect(ledger.evidence).toMatchObject({ set: "nak", data: 7 });
    const areas = ledger.studies.find(({ name }) => name === "plating-pair")?.areas ?? [];
    expect(areas.map((area, k) => area / ([POOL, DISC][k] as number))).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(1, 12),
    ]);
    expect(claimsDocument.safeParse(JSON.parse(JSON.stringify(ledger))).error?.message).toBeUndefined();
  });

  // Oracle: the rule of `compare` for what is sufficient. One number of the paper, or of the study, at a time.
  const byPaper: readonly (readonly [id: string, verdict: Verdict, changes: Readonly<Record<string, number>>])[] = [
    ["B3", "undetermined", { shortCurrent: 3 }],
    ["B3", "undetermined", { steadyInterface: 2 }],
    ["B4", "undetermined", { imagedShortCapacity: 2 }],
    ["B7", "undetermined", { thresholdSmallK: 1.5 }],
    ["B7", "undetermined", { thresholdMiddleK: 2 }],
    ["B8", "undetermined", { fastArc: 0.01 }],
    ["B8", "contradicted", { interfaceArc: 1000 }],
    ["B9", "undetermined", { strippingRecovery: 0.1 }],
    ["B10", "undetermined", { plateauCapacity: 1.5 }],
    ["B10", "contradicted", { steadyCapacity: 10 }],
    ["B11", "reproduced", { recoveredShare: 10 }],
    ["B13", "contradicted", { pristineGrowth: 4 }],
    ["B15", "undetermined", { platingRecovery: 0.1 }],
    ["B16", "undetermined", { sodiumCurrent: 2 }],
  ];
  it.each(byPaper)("%s becomes %s where the paper says %j times as much", async (id, verdict, changes) => {
    expect(claim(ledger, id).verdict).not.toBe(verdict);
    const moved = claim(await compute({ ids: [id], papers: paper(changes) }), id);
    expect(moved.verdict, JSON.stringify(moved.checks)).toBe(verdict);
  });

  const byStudy: readonly (readonly [id: string, number: string, value: number])[] = [
    ["B3", "B3 growth at 0.2", 1],
    ["B3", "B3 short", 0],
    ["B4", "B4 short at 0.7", 0],
    ["B4", "B4 charge at 0.4", 20],
    ["B7", "B7 onset of NaK65", 5],
    ["B7", "B7 charge of NaK80", 40],
    ["B7", "B7 limit of NaK80", 0],
    ["B8", "B8 growth", 1],
    ["B9", "B9 interface after 35 s", 1],
    ["B9", "B9 recovery", 20 * HOUR],
    ["B10", "B10 capacity, 10 s", 5 * CHARGE],
    ["B10", "B10 capacity at 0.25", 10 * CHARGE],
    ["B15", "B15 recovery", 20 * HOUR],
    ["B16", "B16 short", 0],
    ["B16", "B16 pristine", 0.01],
  ];
  it.each(byStudy)(
    "%s is open where the study gives %s = %d, and says what it cannot reproduce",
    async (id, name, value) => {
      const one = claim(await compute({ ids: [id], runner: double({ ...suiting, [name]: value }) }), id);
      expect(one.verdict, JSON.stringify(one.checks)).toBe("undetermined");
      expect(one.because).toContain("Cannot be reproduced by this set:");
    },
  );

  it("B8 is open without a second process, B9 where the peak does not come back", async () => {
    const top = peaks["end of step stairs"] as readonly RelaxationPeak[];
    const single = { ...peaks, "end of step stairs": top.slice(0, 2), 'end of step "35 s"': top };
    const other = await compute({ ids: ["B8", "B9"], runner: double(suiting, suiting, single) });
    expect(claim(other, "B8").because).toMatch(/Cannot be reproduced by this set: processes of the interface/);
    expect(claim(other, "B9").verdict).toBe("reproduced");
    const away = { ...peaks, 'end of step "35 s"': top.slice(0, 2) };
    const moved = await compute({ ids: ["B9"], runner: double(suiting, suiting, away) });
    expect(claim(moved, "B9").because).toMatch(/Cannot be reproduced by this set: peak of the interface 35 s/);
  });

  it("span what the two areas give", async () => {
    const runner = double(suiting, { ...suiting, "B7 onset of NaK50": 4.4 });
    const one = claim(await compute({ ids: ["B7"], runner }), "B7");
    const [onset] = one.checks;
    expect(one.because).toContain("Over the 8 mm disc alone it is not met: threshold of NaK50.");
    expect(onset?.computed.value).toBeCloseTo(0.58, 12);
    expect(onset?.byArea?.map(({ area, outcome }) => [area, outcome])).toEqual([
      ["pool", "agrees"],
      ["disc", "unexplained"],
    ]);
    expect([onset?.computed.lower, onset?.computed.upper].map((end) => Math.round(1e3 * (end ?? 0)))).toEqual([
      440, 580,
    ]);
  });

  it("leave an end open that a run does not reach", async () => {
    const beyond: StudyNumber = { value: null, reason: "the resistance grows 1.1 times at most", beyond: 1, end: 10 };
    const runner = double({ ...suiting, "B7 onset of NaK50": beyond });
    const one = claim(await compute({ ids: ["B7"], runner }), "B7");
    expect(one.checks[0]).toMatchObject({ outcome: "unexplained", computed: { value: null, upper: null } });
    expect(one.checks[0]?.computed.lower).toBeCloseTo(1, 12);
  });

  it("stay pending without the studies, at another temperature, and where a study fails", async () => {
    const quick = await compute({ quick: true });
    const warm = await compute({ temperature: 303.15, ids: backed });
    const failing: StudyRunner = {
      ...double(),
      run: ({ study }) => ({
        name: study,
        run: () => Promise.reject(new DomainError("nothing came of it.")),
      }),
    };
    const failed = await compute({ ids: backed, runner: failing });
    for (const [document, words] of [
      [quick, "run without --quick"],
      [warm, "Not computed at 303.15 K"],
      [failed, "nothing came of it."],
    ] as const) {
      for (const id of deciding) {
        const one = claim(document, id);
        expect([one.verdict, one.decidedBy === null], id).toEqual(["pending", false]);
        expect(one.because).toContain(words);
      }
      expect(claim(document, "B11").verdict).toBe("contradicted");
      expect(claim(document, "B13").verdict).toBe("undetermined");
    }
    expect(failed.warnings.filter(({ code }) => code === "claim-not-computed")).toHaveLength(backed.length);
    expect(failed.studies.every(({ error }) => error === "nothing came of it.")).toBe(true);
    expect(quick.studies).toEqual([]);
  });

  it("run each study once an area, and only where a claim that is chosen needs it", async () => {
    const runs: string[] = [];
    const counting: StudyRunner = {
      ...double(),
      run: (request, area) => {
        runs.push(`${request.study} ${area === null ? "" : Math.round(1e7 * area)}`);
        return double().run(request, area);
      },
    };
    await compute({ ids: ["A7", "B7a", "i9"], runner: counting });
    expect(runs).toEqual([]);
    const some = await compute({ ids: claimIdsOf({ ids: ["b7", "B8", "B9", "B13"] }), runner: counting });
    expect(runs).toEqual(["staircase-stripping 385", "staircase-stripping 503"]);
    expect(some.claims.map(({ id }) => id)).toEqual(["B7", "B8", "B9", "B13"]);
    expect(() => claimIdsOf({ ids: ["B70"] })).toThrow("There is no claim B70");
    expect(claimIdsOf({ paper: "P1" }).every((id) => !backed.includes(id))).toBe(true);
  });
});

describe("the shipped studies", () => {
  it("answer everything that the ledger asks, at a coarse tolerance", async () => {
    const coarse = shippedRunner((study) => ({ ...study, settings: { ...study.settings, tolerance: 1e-3 } }));
    const fast = ["B3", "B4", "B11", "B15", "B16"];
    const document = await compute({ ids: fast, runner: coarse });
    expect(document.warnings.map(({ message }) => message).slice(1)).toEqual([]);
    for (const id of ["B3", "B4", "B15", "B16"]) expect(claim(document, id).checks.length).toBeGreaterThan(1);
    // √2 − 1: the surface of the simulated pool after a pulse and a rest of its length
    const left = claim(document, "B11").computed.values.find(
      ({ name }) => name === "left in the simulated pool after 1 s",
    );
    expect(left?.value).toBeCloseTo(41.4, 0);
    expect(document.evidence?.data).toBeGreaterThan(20);
  }, 120_000);
});
