// The ledger of the papers' claims: verdicts, what decides them, how they move with the temperature and with what "≈" leaves open, times.
// npm run build && node bench/claims.mjs
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runTask } from "../dist/base/task.js";
import { computeClaims } from "../dist/claims/compute.js";
import { liquidElectrolytePaper } from "../dist/claims/papers/liquid-electrolyte-paper.js";
import { solidElectrolytePaper } from "../dist/claims/papers/solid-electrolyte-paper.js";
import { verdicts } from "../dist/claims/result.js";

const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (title, ...cells) => {
  console.log(`\n### ${title}\n`);
  row(...cells);
  row(...cells.map(() => "---"));
};
const compute = (options) => runTask(computeClaims({ quick: true, ...options }));
const whole = process.cpuUsage();
const ledger = await compute({ quick: false });
const { user: studyUser, system: studySystem } = process.cpuUsage(whole);
const arithmetic = await compute({});
const repeats = ledger.claims.filter(({ sameAs }) => sameAs !== null);

head("Counts", "verdict", "claims", "which");
for (const verdict of verdicts) {
  const which = ledger.claims.filter((claim) => claim.verdict === verdict).map(({ id }) => id);
  row(verdict, ledger.counts[verdict], which.join(" "));
}
console.log(
  `\n${ledger.claims.length} claims; counted with the one whose arithmetic they repeat: ${repeats.map(({ id, sameAs }) => `${id} (${sameAs})`).join(", ")}.`,
);

head("What is compared", "id", "verdict", "paper", "computed", "relation");
for (const { id, verdict, checks } of ledger.claims) {
  for (const one of checks) row(id, verdict, one.claimed.text, one.computed.text, `${one.relation}: ${one.outcome}`);
}

head("What the studies give, over the 7 mm pool and the 8 mm disc", "id", "number", "paper", "pool", "disc");
for (const { id, checks } of ledger.claims) {
  for (const { name, claimed, computed, byArea = [] } of checks) {
    if (byArea.length === 0) continue;
    const [pool, disc] = ["pool", "disc"].map((area) => {
      const one = byArea.find((entry) => entry.area === area);
      if (one === undefined) return "–";
      const value = one.value === null ? "none" : `${Number(one.value.toPrecision(3))} ${computed.unit}`;
      return one.outcome === "unexplained" ? `**${value}**` : value;
    });
    row(id, name, claimed.text, pool, disc);
  }
}
console.log(
  `\nIn bold what does not meet the paper. Each counted once: ${ledger.evidence.data} published numbers, ${ledger.evidence.bounds} bounds, ${ledger.evidence.yesOrNo} yes or no; ${ledger.evidence.fitted.length} fitted parameters: ${ledger.evidence.fitted.map(({ name }) => name).join(", ")}.`,
);

const moved = (other) =>
  arithmetic.claims
    .map((claim, k) => [claim, other.claims[k]])
    .filter(([before, after]) => before.verdict !== after.verdict)
    .map(([before, after]) => `${before.id} ${after.verdict}`)
    .join(", ") || "none";

head("Which of these are fits", "id", "number", "fitted to the same figure", "assumed with it in view");
for (const { id, checks } of ledger.claims) {
  for (const { name, fittedBy, assumedFrom = [] } of checks) {
    if (fittedBy !== undefined) row(id, name, fittedBy.join(", ") || "–", assumedFrom.join(", ") || "–");
  }
}

head("Verdicts that the temperature moves", "K", "not computed", "moved");
for (const temperature of [150, 250, 262, 288.15, 293.15, 303.15, 320, 350, 400]) {
  const there = await compute({ temperature });
  const open = there.claims.filter(({ because }) => because.startsWith("Not computed")).map(({ id }) => id);
  row(temperature, open.length, moved(there));
}

/** The papers with another share for "≈" and "~". */
function withApproximately(share) {
  const of = (paper) =>
    Object.fromEntries(
      Object.entries(paper).map(([key, number]) => {
        if (!/^[≈~]\d/.test(number.text)) return [key, number];
        const digits = number.text.split(".")[1]?.length ?? 0;
        const half = Math.max(0.5 * 10 ** -digits, share * number.value);
        return [
          key,
          {
            ...number,
            lower: number.value - half,
            upper: number.unit.endsWith("%") ? Math.min(number.value + half, 99.9) : number.value + half,
          },
        ];
      }),
    );
  return { p1: of(liquidElectrolytePaper), p2: of(solidElectrolytePaper) };
}

head("Verdicts that “≈” moves, ± 10 % in the ledger", "≈ is ±", "moved");
for (const share of [0.03, 0.05, 0.15, 0.2, 0.3, 0.4]) {
  row(`${Math.round(100 * share)} %`, moved(await compute({ papers: withApproximately(share) })));
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const milliseconds = [];
for (let k = 0; k < 9; k++) {
  const before = process.cpuUsage();
  await compute({});
  const { user, system } = process.cpuUsage(before);
  milliseconds.push((user + system) / 1000);
}
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const starts = [];
for (let k = 0; k < 5; k++) {
  const before = performance.now();
  spawnSync(process.execPath, [main, "claims", "--quick", "--json"]);
  starts.push((performance.now() - before) / 1000);
}
head("Time", "what", "median");
row("the whole ledger with its studies: processor time, one run", `${((studyUser + studySystem) / 1e6).toFixed(0)} s`);
row("the arithmetic alone, once loaded: processor time of 9 runs", `${median(milliseconds).toFixed(0)} ms`);
row("`liquidus claims --quick --json` from start to end: clock, 5 runs", `${median(starts).toFixed(2)} s`);
