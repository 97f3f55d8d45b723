// How often the intervals of processes that stand side by side in a series hold the truth.
// npx tsc -b && node bench/side-by-side.mjs [seeds of each onset, default 170]     (series are generated here; no data needed)
const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const { heldSideBySide } = await server.ssrLoadModule("/test/support/workload/side-by-side.ts");

const count = Number(process.argv[2] ?? 170);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
console.log("| onset, mA/cm² | process | sweeps | intervals | R held | τ held | C held |");
console.log("|---|---|---|---|---|---|---|");
const missed = [];
for (const onset of [0.6, 0.45, 0.7]) {
  const seeds = Array.from({ length: count }, (_, k) => 200_000 + 1000 * k);
  const found = heldSideBySide(seeds, onset);
  missed.push(`${found.missed} of ${count} at ${onset} mA/cm²`);
  for (const { process: name, from, to, intervals, resistance, tau, capacitance } of found.held) {
    if (intervals === 0) continue;
    const shares = [resistance, tau, capacitance].map((part) => percent(part, intervals));
    console.log(`| ${onset} | ${name} | ${from + 1}–${to} | ${intervals} | ${shares.join(" | ")} |`);
  }
}
console.log(`\nNot all three processes were found in ${missed.join(", ")}.`);
await server.close();
