import { expect, it } from "vitest";
import { type DrawOutcome, runDraw, TOLERANCE } from "../../../test/support/random-draws.ts";

const DRAWS = 10_000;
const FIRST = 1_000_001;

// Oracle: Radau at the same tolerance. Prints the rows of bench/results/random-draws.md.
it("10 000 random cells under random protocols: no crash, no hang, two methods agree to 10 tolerances", () => {
  const kinds = new Map<string, number>();
  const bounds = [0.1, 1, 10, 100, Number.POSITIVE_INFINITY];
  const agreement = bounds.map(() => 0);
  const afterSlope = bounds.map(() => 0);
  const suspect: DrawOutcome[] = [];
  let segments = 0;
  let steps = 0;
  let most = 0;
  let alone = 0;
  /** Radau alone gave up where the surface holds no metal any more and no limit of the voltage stands. */
  let exhausted = 0;
  let tightened = 0;
  const farthest: number[] = [];
  for (let seed = FIRST; seed < FIRST + DRAWS; seed++) {
    const draw = runDraw(seed);
    const { kind, disagreement } = draw;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    segments += draw.segments;
    steps += draw.steps;
    most = Math.max(most, draw.steps);
    const ended = kind === "completed" || kind === "stopped by a limit";
    if (disagreement !== undefined) agreement[bounds.findIndex((bound) => disagreement <= bound)]++;
    else if (ended && draw.secondKind === "metal at the surface used up") exhausted++;
    else if (ended) alone++;
    const { afterSlopeLimit } = draw;
    if ((afterSlopeLimit ?? 0) > 100) farthest.push(seed);
    if (afterSlopeLimit !== undefined) afterSlope[bounds.findIndex((bound) => afterSlopeLimit <= bound)]++;
    tightened += draw.tightened === undefined ? 0 : 1;
    const differ = (draw.tightened ?? disagreement ?? 0) > 10;
    if (kind === "crash" || kind === "other" || !draw.finite || differ) suspect.push(draw);
  }
  const rows = [
    ...[...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `| ${kind} | ${count} |`),
    ...bounds.map((bound, k) => `| methods differ by up to ${bound} tolerances | ${agreement[k]} |`),
    `| of these more than 10: up to 10 with both at a tenth or a hundredth of the tolerance | ${tightened} |`,
    ...bounds.map(
      (bound, k) => `| by up to ${bound} tolerances from the first limit of the slope on | ${afterSlope[k]} |`,
    ),
    `| the second method alone gave up at a surface that is used up | ${exhausted} |`,
    `| the second method alone failed otherwise | ${alone} |`,
    `| segments | ${segments} |`,
    `| steps, rejected ones too, at relative tolerance ${TOLERANCE} | ${steps} |`,
    `| most steps in one draw | ${most} |`,
  ];
  console.log(rows.join("\n"));
  console.log(`beyond 100 after a limit of the slope: ${farthest.join(", ")}`);
  for (const { seed, protocol, kind, message, disagreement, where } of suspect.slice(0, 20)) {
    console.log(`seed ${seed}: ${kind} ${disagreement ?? ""}\n${protocol}\n${message}\n${where}`);
  }
  expect(suspect.map(({ seed }) => seed)).toEqual([]);
  expect(alone).toBeLessThan(0.002 * DRAWS);
  const failures = DRAWS - (kinds.get("completed") ?? 0) - (kinds.get("stopped by a limit") ?? 0);
  expect(failures).toBeLessThan(0.05 * DRAWS);
});
