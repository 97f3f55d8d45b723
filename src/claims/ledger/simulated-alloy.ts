import { deficitAfterRest } from "../arithmetic/diffusion.ts";
import { exactly } from "../ranged.ts";
import { n, ours } from "./row.ts";
import { type Simulation, told } from "./simulation.ts";

const PULSE = "single-pulse";
const STAIRCASE = "staircase-stripping";

const surface = (name: string, at: string) => ({
  name: `B11 ${name}`,
  case: PULSE,
  what: "unknown",
  of: "pool.surface concentration",
  at,
});

/** B11: what a pulse leaves at the surface of the pool. */
const pulse: Simulation = {
  studies: [
    {
      study: PULSE,
      observe: [
        surface("start", "start"),
        surface("pulse", "end of step pulse"),
        surface("rest", 'end of step "1 s"'),
        surface("long rest", 'end of step "10 s"'),
      ],
    },
  ],
  decides: false,
  standsOn: "beside it a pulse in the pool alone, with nothing fitted",
  evaluate(_, answers) {
    const left = (name: string) =>
      answers.derived(
        PULSE,
        PULSE,
        ["B11 start", "B11 pulse", `B11 ${name}`],
        "%",
        ([c0 = 0, c1 = 0, c = 0]) => (c0 - c) / (c0 - c1),
      );
    const [short, long] = [left("rest"), left("long rest")];
    const exact = 100 * deficitAfterRest(1);
    return {
      checks: [],
      computed: [
        ...(short.ranged === null ? [] : [ours("left in the simulated pool after 1 s", short.ranged)]),
        ...(long.ranged === null ? [] : [ours("left in the simulated pool after 10 s", long.ranged)]),
        ours("left in a half space after 1 s", exactly(exact, "%")),
      ],
      because: `In the simulated pool (study ${PULSE}) the rest leaves ${told(short)} after 1 s and ${told(long)} after 10 s; a half space ${n(exact)} and ${n(100 * deficitAfterRest(10))} %.`,
    };
  },
};

const pristine = (alloy: string) => ({
  name: `B13 pristine ${alloy}`,
  case: alloy,
  what: "interface resistance",
  at: "end of step pristine",
});

/** B13: resistances of the pristine interfaces. */
const pristineInterfaces: Simulation = {
  studies: [{ study: STAIRCASE, observe: ["NaK50", "NaK65", "NaK80"].map(pristine) }],
  decides: false,
  standsOn: "beside it ratios of a model with i0 ∝ √a, assumed: one exchange current serves all three alloys",
  evaluate(_, answers) {
    const of = (alloy: string) => answers.number(STAIRCASE, alloy, `B13 pristine ${alloy}`, "Ω·cm²");
    const all = ["NaK50", "NaK65", "NaK80"].map((alloy) => of(alloy));
    const [small, middle, large] = all.map(({ ranged }) => ranged?.value ?? Number.NaN) as [number, number, number];
    const ratios = [middle / small, large / small];
    return {
      checks: [],
      computed: ratios.flatMap((ratio, k) =>
        Number.isFinite(ratio) ? [ours(`by the model, NaK${k === 0 ? 65 : 80} / NaK50`, exactly(ratio, ""))] : [],
      ),
      because: `The model, i0 ∝ √a, has pristine interfaces of ${all.map((answer) => told(answer)).join("; ")}: 1 : ${ratios.map((ratio) => n(ratio)).join(" : ")}.`,
    };
  },
};

export const simulatedAlloy: Readonly<Record<"B11" | "B13", Simulation>> = { B11: pulse, B13: pristineInterfaces };
