// Our results with the peers' settings, and with ours, beside the numbers the peers printed, as docs/peers.md.
// npm run build && LIQUIDUS_DATA=… node bench/peers-table.mjs > docs/peers.md
import { kramersKronig } from "../dist/impedance/kramers-kronig/kramers-kronig.js";
import { CLASSIC_SETTINGS } from "../dist/impedance/relaxation-times/options.js";
import { relaxationTimes } from "../dist/impedance/relaxation-times/relaxation-times.js";

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const { allPeerSpectra } = await server.ssrLoadModule("/test/support/eis-files.ts");
const { KRAMERS_KRONIG_ROUNDING, STOPPED_EARLY } = await server.ssrLoadModule("/test/references/peer-exceptions.ts");
const spectra = await allPeerSpectra();
await server.close();

/** Residual over noise above which a residual is not noise. */
const BEYOND_NOISE = 2;
const digits = (value, count = 3) => String(Number(value.toPrecision(count)));
const percent = (fraction) => (fraction === null ? "–" : digits(100 * fraction, 2));

/** Why the two tests differ, from their numbers. */
function kramersKronigReason(file, mu, ours) {
  if (ours.verdict === "not tested") return "scatter of the points too large for a verdict";
  if (KRAMERS_KRONIG_ROUNDING.has(file))
    return "noiseless: the peer stops where its normal equations are lost to rounding";
  if (mu.verdict === ours.verdict) return "agree";
  if (ours.verdict === "fails") return "below 1 %, yet far above the noise";
  return mu.rmsResidual > BEYOND_NOISE * Math.SQRT2 * ours.noise
    ? `**false alarm of µ**: M = ${mu.order} is too few elements, ${ours.order} leave the noise`
    : "**false alarm of the 1 % limit**: the residual is noise";
}

const rows = [];
const count = { compared: 0, alarms: 0, resistances: 0, exceptions: 0 };
for (const { expected, spectrum } of spectra) {
  const { file, linKK, "pyDRTtools_1e-3": peer } = expected;
  const ours = kramersKronig(spectrum);
  const noise = ours.noise === null ? null : ours.noise * Math.SQRT2;
  const verdict = `${ours.verdict}${ours.verdict === "not tested" ? "" : `, ${percent(ours.rmsResidual)} / ${percent(noise)}`}`;
  let kk = ["–", "–", verdict, "no numbers of a peer"];
  if (linKK) {
    const mu = kramersKronig(spectrum, { rule: "mu" });
    const why = kramersKronigReason(file, mu, ours);
    count.compared++;
    if (why.includes("alarm")) count.alarms++;
    const rms = Math.hypot(linKK.rms_re_pct, linKK.rms_im_pct);
    kk = [`${linKK.M} / ${mu.order}`, `${digits(rms)} / ${digits(100 * mu.rmsResidual)}`, verdict, why];
  }
  let drt = ["–", "–", ""];
  if (peer) {
    const result = relaxationTimes(spectrum, CLASSIC_SETTINGS);
    const pair = (theirs, value) =>
      `${digits(theirs, 5)} / ${digits(value, 5)} (${(100 * (value / theirs - 1)).toFixed(2)} %)`;
    count.resistances++;
    if (file in STOPPED_EARLY) count.exceptions++;
    drt = [
      pair(peer.R_inf, result.ohmicResistance),
      pair(peer.Rp, result.polarizationResistance),
      file in STOPPED_EARLY ? "the peer's solver stopped early" : "",
    ];
  }
  rows.push(`| ${[file, ...kk, ...drt].join(" | ")} |`);
}

console.log(`# Held against the peers

Every file of the collection that impedance.py 1.7.1 (linear Kramers-Kronig test, complex fit, c = 0.85, with capacitance)
or pyDRTtools (commit 445ecce; λ = 1e-3, Gaussian functions at 1/f, first derivative, real and imaginary part) could read,
read by our readers; of a file with several spectra the first. Made by

    npm run build && LIQUIDUS_DATA=… node bench/peers-table.mjs > docs/peers.md

and tested in \`test/references/peers.test.ts\`.

**Kramers-Kronig.** "Peer / ours" is the µ rule (\`rule: "mu"\`): M elements and the root mean square residual of Z over |Z|
in %. The next column is our default, an F test of one network for Z' and Z'' against one for each: verdict, residual /
noise of Z in %. By the customary limit of 1 % the µ rule condemns every spectrum with more noise than that, and those
where µ falls below 0.85 while far too few elements are in the network: ${count.alarms} of ${count.compared} spectra here are such
false alarms (certain for the simulated files of bayes-drt, EISART and pyDRTtools, for the measured ones by our test). A
large residual at a small M says that the network is too small, not that the data are invalid.

**Relaxation times.** R∞ and R in Ω (or the file's unit) of peer and ours, and our relative difference. ${count.exceptions} of
${count.resistances} files differ by more than 0.1 %: the peer's interior-point solver ends at a duality gap of 1e-8 to
4e-6 of its objective, where faint parts of γ are not yet in place. With one barrier parameter for each file, the
interior-point path of the same problem gives both numbers of the peer to 0.1 % on every file
(\`peers.long.test.ts\`); our solution is its end, and meets the Karush-Kuhn-Tucker conditions to 1e-8. The allowance of each file is listed
in \`test/references/peer-exceptions.ts\`.

| file | M peer / ours | residual peer / ours, % | our verdict, residual / noise, % | Kramers-Kronig: why they differ | R∞ peer / ours | R peer / ours | remark |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}`);
