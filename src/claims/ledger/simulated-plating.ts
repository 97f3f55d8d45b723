import { exactly } from "../ranged.ts";
import { type ClaimRow, ours } from "./row.ts";
import { endingsOf, type Simulation, simulated, told } from "./simulation.ts";

type Simulated = NonNullable<ClaimRow["simulation"]>;

const CRITICAL = "critical-current";
const PAIR = "plating-pair";
const ON_POTASSIUM = "plating-on-potassium";
const SODIUM = "sodium-critical-current";

/** What stands beside a short of the model. */
const INDEX =
  "The filament grows by i/φ of the contact alone, an index and not a current that the network of contact and deposit carries: with i_c, β and φ0 fitted to the shorts it describes them and explains none.";

const minus = (value: number): number => Math.abs(value);

/** B3: strip and plate at rising currents. */
const criticalCurrent: Simulation = {
  studies: [
    {
      study: CRITICAL,
      observe: [
        {
          name: "B3 interface, 0.1 over 0.05",
          case: CRITICAL,
          what: "interface resistance ratio",
          at: 'end of step "strip 0.1"',
          over: 'end of step "strip 0.05"',
        },
        {
          name: "B3 growth at 0.2",
          case: CRITICAL,
          what: "interface resistance ratio",
          at: 'end of step "strip 0.2"',
          over: 'end of step "begin 0.2"',
        },
        {
          name: "B3 plating over stripping at 0.2",
          case: CRITICAL,
          what: "interface resistance ratio",
          at: 'end of step "plate 0.2"',
          over: 'end of step "strip 0.2"',
        },
        { name: "B3 short", case: CRITICAL, what: "short circuit" },
        { name: "B3 current", case: CRITICAL, what: "current", at: "end" },
        { name: "B3 duration", case: CRITICAL, what: "duration" },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const ratio = (name: string) => answers.number(CRITICAL, CRITICAL, name, "");
    const [stable, growth, back] = [
      ratio("B3 interface, 0.1 over 0.05"),
      ratio("B3 growth at 0.2"),
      ratio("B3 plating over stripping at 0.2"),
    ];
    // without a short there is no current of it: the end of the test bounds it from below, on neither side of which NaN lies
    const short = answers.derived(
      CRITICAL,
      CRITICAL,
      ["B3 short", "B3 current"],
      "mA/cm²",
      ([shorted = 0, current = 0]) => (shorted === 1 ? minus(current) : Number.NaN),
    );
    const time = answers.number(CRITICAL, CRITICAL, "B3 duration", "h");
    return {
      checks: [
        simulated("interface, after 0.1 over after 0.05 mA/cm²", "1", p2.steadyInterface, stable),
        simulated("growth of the interface at 0.2 mA/cm²", "1", p2.risingInterface, growth),
        simulated("interface, plating over stripping at 0.2 mA/cm²", "1", p2.fallingInterface, back),
        simulated("current of the short while plating", "1", p2.shortCurrent, short, "described"),
      ],
      computed: time.ranged === null ? [] : [ours("end of the test", time.ranged)],
      because: `The study ${CRITICAL}, with steps of 1 h. The interface after stripping at 0.1 mA/cm² over that at 0.05 mA/cm²: ${told(stable)}. At 0.2 mA/cm² it grows by a factor of ${told(growth)}; plating brings it to ${told(back)}. Short while plating: ${told(short)}, after ${told(time)}.${endingsOf(answers, CRITICAL, CRITICAL)} ${INDEX}`,
    };
  },
};

const [FAST, SLOW] = ["0.7 mA/cm2", "0.4 mA/cm2"];

/** B4: plating at two currents. */
const platingPair: Simulation = {
  studies: [
    {
      study: PAIR,
      observe: [
        { name: "B4 charge at 0.7", case: FAST, what: "plated charge" },
        { name: "B4 short at 0.7", case: FAST, what: "short circuit" },
        { name: "B4 charge at 0.4", case: SLOW, what: "plated charge" },
        { name: "B4 short at 0.4", case: SLOW, what: "short circuit" },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const fast = answers.derived(
      PAIR,
      FAST,
      ["B4 charge at 0.7", "B4 short at 0.7"],
      "mAh/cm²",
      ([q = 0, shorted = 0]) => (shorted === 1 ? q : Number.NaN),
    );
    const slow = answers.number(PAIR, SLOW, "B4 charge at 0.4", "mAh/cm²");
    return {
      checks: [
        simulated("charge at the short, 0.7 mA/cm²", "2", p2.imagedShortCapacity, fast, "described"),
        simulated("charge at 0.4 mA/cm²", "2", p2.imagedGoodCapacity, slow, "described"),
      ],
      because: `The study ${PAIR}. At 0.7 mA/cm² a short after ${told(fast)}; at 0.4 mA/cm² plated ${told(slow)}.${endingsOf(answers, PAIR, FAST)}${endingsOf(answers, PAIR, SLOW)} ${INDEX}`,
    };
  },
};

/** B15: sodium on potassium, and the rest after it. */
const onPotassium: Simulation = {
  studies: [
    {
      study: ON_POTASSIUM,
      observe: [
        {
          name: "B15 interface after plating",
          case: ON_POTASSIUM,
          what: "interface resistance ratio",
          at: "end of step plating",
          over: "end of step pristine",
        },
        {
          name: "B15 interface after 35 s",
          case: ON_POTASSIUM,
          what: "interface resistance ratio",
          at: 'end of step "35 s"',
          over: "end of step pristine",
        },
        { name: "B15 recovery", case: ON_POTASSIUM, what: "recovery time", at: "end of step plating", level: 0.1 },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const at = (name: string) => answers.number(ON_POTASSIUM, ON_POTASSIUM, name, "");
    const [after, early] = [at("B15 interface after plating"), at("B15 interface after 35 s")];
    const recovery = answers.number(ON_POTASSIUM, ON_POTASSIUM, "B15 recovery", "h");
    return {
      checks: [
        simulated("interface after plating over pristine", "S9", p2.reducedInterface, after),
        simulated("interface 35 s later over pristine", "S9", p2.reducedInterface, early),
        simulated("time until the interface is pristine within 10 %", "S9", p2.platingRecovery, recovery),
      ],
      because: `The study ${ON_POTASSIUM}, with the liquid that K is in equilibrium with in the place of K. Interface over pristine after plating: ${told(after)}; 35 s later: ${told(early)}; within 10 % after ${told(recovery)}.`,
    };
  },
};

/** B16: the control with sodium on both sides. */
const sodiumControl: Simulation = {
  studies: [
    {
      study: SODIUM,
      areas: ["disc"],
      observe: [
        { name: "B16 pristine", case: SODIUM, what: "interface resistance", at: "start" },
        { name: "B16 short", case: SODIUM, what: "short circuit" },
        { name: "B16 largest", case: SODIUM, what: "largest current completed", by: "both directions" },
        { name: "B16 current", case: SODIUM, what: "current", at: "end" },
      ],
    },
  ],
  decides: true,
  evaluate({ p2 }, answers) {
    const pristine = answers.number(SODIUM, SODIUM, "B16 pristine", "Ω·cm²");
    const largest = answers.number(SODIUM, SODIUM, "B16 largest", "mA/cm²");
    const short = answers.derived(
      SODIUM,
      SODIUM,
      ["B16 short", "B16 current"],
      "mA/cm²",
      ([shorted = 0, current = 0]) => (shorted === 1 ? minus(current) : Number.NaN),
    );
    return {
      checks: [
        simulated("interface of pressed Na", "S1", p2.sodiumInterface, pristine),
        simulated("critical current of Na", "3.2 mA/cm2", p2.sodiumCurrent, short, "described"),
      ],
      computed: [ours("short of NaK50 over that of Na", exactly(p2.shortCurrent.value / p2.sodiumCurrent.value, ""))],
      because: `The study ${SODIUM}. Interface: ${told(pristine)}; completed both ways: ${told(largest)}; short: ${told(short)}.${endingsOf(answers, SODIUM, SODIUM)} ${INDEX}`,
    };
  },
};

export const simulatedPlating: Readonly<Record<"B3" | "B4" | "B15" | "B16", Simulated>> = {
  B3: criticalCurrent,
  B4: platingPair,
  B15: onPotassium,
  B16: sodiumControl,
};
