import type { View } from "./session-store.ts";

/** What is shipped and opened with one click. View and name stand in the address. */
export interface Example {
  readonly name: string;
  readonly title: string;
  /** What it is, and the question that it answers. */
  readonly question: string;
  readonly view: View;
  /** A file that is served beside the page, a shipped study, or a view as it begins. */
  readonly opens: "file" | "study" | "view";
  /** Case of the study that is looked at first; left out: its first. */
  readonly case?: string;
}

function study(name: string, title: string, question = ""): Example {
  return { name, title, question, view: "cell", opens: "study" };
}

/** Every shipped example; the titles of the studies are their own. */
export const examples: readonly Example[] = [
  {
    name: "staircase-stripping",
    title: "Staircase stripping of NaK",
    question: "20 impedance sweeps while the current rises to 1\u00a0mA\u00a0cm⁻². Where does the interface give way?",
    view: "impedance",
    opens: "file",
  },
  {
    name: "symmetric-cell",
    title: "Cycles of a symmetric cell",
    question: "8 cycles at 0.4\u00a0mA\u00a0cm⁻², 14\u202f414 points. Does the voltage rise from cycle to cycle?",
    view: "impedance",
    opens: "file",
  },
  {
    name: "na-k",
    title: "The Na-K phase diagram",
    question: "How much sodium can NaK50 lose at 25\u00a0°C before potassium precipitates?",
    view: "phases",
    opens: "view",
  },
  {
    ...study(
      "pulsed-stripping",
      "Pulsed stripping of NaK50 with rests",
      "Simulate pulses with rests of 0.1 to 10\u00a0s and hold them against the published capacities.",
    ),
    case: "rest 2 s",
  },
  study("staircase-stripping", "Staircase stripping of NaK50, NaK65 and NaK80"),
  study("staircase-plating", "Staircase plating on NaK50"),
  study("critical-current", "Critical current of NaK50 on NASICON"),
  study("sodium-critical-current", "Critical current of Na on NASICON"),
  study("single-pulse", "A pulse of 1 s and its rest in a pool of NaK50"),
  study("plating-pair", "Plating on NaK50 at 0.7 and 0.4 mA/cm2"),
  study("plating-on-potassium", "Plating of sodium on potassium"),
  study("stripping-8mm", "Stripping of NaK50, NaK65 and NaK80, currents per area of the 8 mm disc"),
  study("p2-family", "The cells of P2 with one parameter set, currents per area of the pool"),
  study("p2-family-8mm", "The cells of P2 with one parameter set, currents per area of the 8 mm disc"),
  study("pulses-pool", "Pulses with rests on the benchmark pool"),
  study("lithium-on-llzo", "Li on LLZO"),
  study("magnesium-gallium", "Mg in liquid Ga"),
];

/** File of an example of that kind, beside the page. */
export function exampleFile({ name }: Example): string {
  return `${name}.mpr`;
}

export function exampleNamed(view: View, name: string): Example | undefined {
  return examples.find((example) => example.view === view && example.name === name);
}
