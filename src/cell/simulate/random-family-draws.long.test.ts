import { expect, it } from "vitest";
import { TOLERANCE } from "../../../test/support/random-draws.ts";
import { runFamilyDraw } from "../../../test/support/random-family-draws.ts";

const DRAWS = 10_000;
const FIRST = 2_000_001;

// Oracle: Radau at the same tolerance.
it("10 000 random cells on a solid electrolyte: no crash, no hang, two methods agree to 10 tolerances", () => {
  const kinds = new Map<string, number>();
  const suspect: string[] = [];
  let most = 0;
  let alone = 0;
  const aloneSeeds: number[] = [];
  let exhausted = 0;
  let exhaustedApart = 0;
  let differed = 0;
  let tightened = 0;
  for (let seed = FIRST; seed < FIRST + DRAWS; seed++) {
    const {
      kind,
      steps,
      finite,
      disagreement,
      afterExhaustion,
      tightened: closer,
      about,
      protocol,
      message,
      where,
    } = runFamilyDraw(seed);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    most = Math.max(most, steps);
    if (disagreement === undefined && (kind === "completed" || kind === "stopped by a limit")) {
      alone++;
      aloneSeeds.push(seed);
    }
    if (afterExhaustion !== undefined) exhausted++;
    if (afterExhaustion !== undefined && !(afterExhaustion <= 10)) exhaustedApart++;
    if (disagreement !== undefined && disagreement > 10) differed++;
    if (closer !== undefined) tightened++;
    const differ = (closer ?? disagreement ?? 0) > 10;
    if (kind === "crash" || kind === "other" || !finite || differ) {
      suspect.push(`seed ${seed}, ${about}: ${kind} ${disagreement ?? ""}\n${protocol}\n${message}\n${where}`);
    }
  }
  console.log([...kinds].map(([kind, count]) => `| ${kind} | ${count} |`).join("\n"));
  console.log(
    `| the second method alone gave up | ${alone} |${aloneSeeds.slice(0, 40).join(" ")}\n| most steps, tolerance ${TOLERANCE} | ${most} |`,
  );
  console.log(`| differed by more than 10 tolerances | ${differed} |`);
  console.log(`| went on beyond 2 V | ${exhausted} |\n| and differed there | ${exhaustedApart} |`);
  console.log(`| agree with both at a smaller tolerance | ${tightened} |`);
  console.log(suspect.slice(0, 20).join("\n\n"));
  expect(suspect).toEqual([]);
  expect(alone).toBeLessThan(0.005 * DRAWS);
});
