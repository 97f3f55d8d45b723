import { inSi } from "../ranged.ts";
import type { StudyAnswers } from "../studies/study-answers.ts";
import type { RelaxationPeak, StudyNumber } from "../studies/study-runner.ts";
import { n } from "./row.ts";
import { endingsOf, type Simulation, simulated, told } from "./simulation.ts";

const STAIRCASE = "staircase-stripping";
const PULSES = "pulsed-stripping";

/** Growth of the differential resistance that counts as the onset of the instability: as the study observes it. */
const ONSET_GROWTH = 0.3;

/** B7: where stripping turns unstable. */
const thresholds: Simulation = {
  studies: [
    {
      study: STAIRCASE,
      observe: [
        { name: "B7 onset of NaK50", case: "NaK50", what: "onset current", level: 1 + ONSET_GROWTH },
        { name: "B7 largest of NaK50", case: "NaK50", what: "largest current completed" },
        { name: "B7 onset of NaK65", case: "NaK65", what: "onset current", level: 1 + ONSET_GROWTH },
        { name: "B7 charge of NaK80", case: "NaK80", what: "stripped charge" },
        { name: "B7 limit of NaK80", case: "NaK80", what: "ended by", of: "V > 3 V" },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const onset = (alloy: string) => answers.number(STAIRCASE, alloy, `B7 onset of ${alloy}`, "mA/cm²");
    const [small, middle] = [onset("NaK50"), onset("NaK65")];
    const largest = answers.number(STAIRCASE, "NaK50", "B7 largest of NaK50", "mA/cm²");
    const current = inSi(p2.staircaseFirst);
    const time = answers.derived(
      STAIRCASE,
      "NaK80",
      ["B7 charge of NaK80", "B7 limit of NaK80"],
      "s",
      ([charge = 0, limited = 0]) => (limited === 1 ? charge / current : Number.NaN),
    );
    return {
      checks: [
        simulated("threshold of NaK50", "3", p2.thresholdSmallK, small),
        simulated("threshold of NaK65", "S6", p2.thresholdMiddleK, middle),
        simulated("time to 3 V of NaK80 at 0.05 mA/cm²", "S6", p2.firstStep, time),
        simulated("largest current of NaK50", "3", p2.staircaseLast, largest),
      ],
      because: `The study ${STAIRCASE}, differential resistance ${n(100 * ONSET_GROWTH)} % up. NaK50: ${told(small)}; NaK65: ${told(middle)}; NaK80 passes ${n(p2.staircaseFirst.value)} mA/cm² until its store is used up and meets 3 V after ${told(time)}; NaK50 completes ${told(largest)}.`,
    };
  },
};

const TOP = "end of step stairs";
const PRISTINE = "end of step pristine";
const EARLY = 'end of step "35 s"';
/** Peaks below this share of the largest are not told. */
const SEEN = 0.01;

const absent = (reason: string): StudyNumber => ({ value: null, reason, beyond: 0, end: null });

function seen(peaks: readonly RelaxationPeak[]): readonly RelaxationPeak[] {
  const most = Math.max(0, ...peaks.map(({ resistance }) => resistance));
  return peaks.filter(({ resistance }) => resistance >= SEEN * most);
}

const found = (value: number): StudyNumber => ({ value, reason: null, beyond: 0, end: null });

/** The largest peak between two time constants. */
function largestPeak(peaks: readonly RelaxationPeak[], from: number, to: number): StudyNumber {
  const [largest] = peaks.filter(({ tau }) => tau > from && tau <= to).sort((a, b) => b.resistance - a.resistance);
  return largest === undefined ? absent(`no peak above ${n(from, 2)} s`) : found(largest.tau);
}

const tellPeaks = (answers: StudyAnswers, at: string): string =>
  seen(answers.peaks(STAIRCASE, "NaK50", at))
    .map(({ tau, resistance }) => `${n(tau)} s (${n(1e4 * resistance)} Ω·cm²)`)
    .join(", ") || "none";

/** B8: relaxation times of the staircase. */
const relaxationTimes: Simulation = {
  studies: [
    {
      study: STAIRCASE,
      observe: [{ name: "B8 growth", case: "NaK50", what: "interface resistance ratio", at: TOP, over: PRISTINE }],
      relaxationTimes: [
        { case: "NaK50", at: PRISTINE },
        { case: "NaK50", at: TOP },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const boundary = p2.boundaryArc.upper;
    const slower = (peaks: readonly RelaxationPeak[]) => largestPeak(peaks, boundary, Number.POSITIVE_INFINITY);
    const at = (moments: readonly string[], unit: string, of: Parameters<StudyAnswers["relaxation"]>[4]) =>
      answers.relaxation(STAIRCASE, "NaK50", moments, unit, of);
    const grain = at([PRISTINE], "s", (peaks = []) => largestPeak(peaks, 0, boundary));
    const first = at([PRISTINE], "s", (peaks = []) => slower(peaks));
    const shift = at([PRISTINE, TOP], "", (before = [], after = []) => {
      const [from, to] = [slower(before), slower(after)];
      return from.value === null || to.value === null
        ? absent("no peak of the interface")
        : found(to.value / from.value);
    });
    const processes = at([TOP], "", (peaks = []) =>
      peaks.length === 0 ? absent("no spectrum") : found(seen(peaks).filter(({ tau }) => tau > boundary).length),
    );
    const fastest = at([TOP], "s", (peaks = []) => {
      const [one] = seen(peaks)
        .filter(({ tau }) => tau > boundary)
        .sort((a, b) => a.tau - b.tau);
      return one === undefined ? absent("no process beside the grain boundary") : found(one.tau);
    });
    const growth = answers.number(STAIRCASE, "NaK50", "B8 growth", "");
    return {
      checks: [
        simulated("peak of the grain boundary", "3", p2.boundaryArc, grain),
        simulated("peak of the pristine interface", "3", p2.interfaceArc, first),
        simulated("growth of the interface at 1 mA/cm²", "3", p2.interfaceGrowth, growth),
        simulated("its time constant at 1 mA/cm² over the pristine", "3", p2.interfaceShift, shift),
        simulated("fastest process of the interface at 1 mA/cm²", "3", p2.fastArc, fastest),
        simulated("processes of the interface at 1 mA/cm²", "3", p2.interfaceProcesses, processes),
      ],
      because: `The study ${STAIRCASE}, NaK50, distributions of its spectra. Pristine peaks: ${tellPeaks(answers, PRISTINE)}; at the end of the stairs: ${tellPeaks(answers, TOP)}. The interface grows by a factor of ${told(growth)}, its peak moves to ${told(shift)} of the pristine time.`,
    };
  },
};

/** B9: what comes back within a sweep, and what takes hours. */
const recovery: Simulation = {
  studies: [
    {
      study: STAIRCASE,
      observe: [
        {
          name: "B9 interface after 35 s",
          case: "NaK50",
          what: "interface resistance ratio",
          at: EARLY,
          over: PRISTINE,
        },
        { name: "B9 recovery", case: "NaK50", what: "recovery time", at: TOP, level: 0.1 },
      ],
      relaxationTimes: [{ case: "NaK50", at: EARLY }],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const boundary = p2.boundaryArc.upper;
    const peak = answers.relaxation(STAIRCASE, "NaK50", [EARLY], "s", (peaks = []) =>
      largestPeak(peaks, boundary, Number.POSITIVE_INFINITY),
    );
    const size = answers.number(STAIRCASE, "NaK50", "B9 interface after 35 s", "");
    const time = answers.number(STAIRCASE, "NaK50", "B9 recovery", "h");
    return {
      checks: [
        simulated("peak of the interface 35 s into the rest", "3c", p2.interfaceArc, peak),
        simulated("interface 35 s into the rest over pristine", "3c", p2.raisedInterface, size),
        simulated("time until the interface is pristine within 10 %", "3c", p2.strippingRecovery, time),
      ],
      because: `The study ${STAIRCASE}, NaK50. 35 s into the rest the interface peaks at ${told(peak)} and is ${told(size)} times the pristine; within 10 % after ${told(time)}.${endingsOf(answers, STAIRCASE, "NaK50")}`,
    };
  },
};

/** With what P2 says of each; of 1 s only that it lies on the rise from ~2 to ~10. */
const rests = ["0.1 s", "1 s", "2 s", "5 s", "10 s"] as const;

/** B10: capacity against the rest between pulses. */
const pulses: Simulation = {
  studies: [
    {
      study: PULSES,
      observe: [
        { name: "B10 capacity, direct", case: "direct", what: "stripped charge" },
        ...rests.map((rest) => ({ name: `B10 capacity, ${rest}`, case: `rest ${rest}`, what: "stripped charge" })),
        { name: "B10 capacity at 0.25", case: "direct at 0.25 mA/cm2", what: "stripped charge" },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const capacity = (rest: string) => answers.number(PULSES, `rest ${rest}`, `B10 capacity, ${rest}`, "mAh/cm²");
    const direct = answers.number(PULSES, "direct", "B10 capacity, direct", "mAh/cm²");
    const current = inSi(p2.pulseCurrent);
    const lasted = answers.derived(PULSES, "direct", ["B10 capacity, direct"], "min", ([q = 0]) => q / current);
    const steady = answers.number(PULSES, "direct at 0.25 mA/cm2", "B10 capacity at 0.25", "mAh/cm²");
    const all = rests.map((rest) => [rest, capacity(rest)] as const);
    const claimed = {
      "0.1 s": p2.smallRestCapacity,
      "1 s": null,
      "2 s": p2.middleRestCapacity,
      "5 s": p2.plateauCapacity,
      "10 s": p2.plateauCapacity,
    };
    return {
      checks: [
        simulated("time to 3 V without rest", "4c", p2.directTime, lasted),
        ...all.flatMap(([rest, answer]) => {
          const wanted = claimed[rest];
          return wanted === null ? [] : [simulated(`capacity with rests of ${rest}`, "4c", wanted, answer)];
        }),
        simulated("capacity at 0.25 mA/cm²", "4", p2.steadyCapacity, steady),
      ],
      because: `The study ${PULSES}. Without rest: ${told(direct)}, ${told(lasted)}; ${all.map(([rest, answer]) => `with ${rest}: ${told(answer)}`).join("; ")}; steadily at ${n(p2.steadyCurrent.value)} mA/cm²: ${told(steady)}. A cell that completes the staircase carries 0.9 to 1 mA/cm² for minutes after it passed nearly half a mAh/cm² (I18): a fresh one of the same set lasts no less.`,
    };
  },
};

export const simulatedStripping: Readonly<Record<"B7" | "B8" | "B9" | "B10", Simulation>> = {
  B7: thresholds,
  B8: relaxationTimes,
  B9: recovery,
  B10: pulses,
};
