import type { Warning } from "../base/warnings.ts";
import type { BdfVoltage } from "../files/write/bdf.ts";

/** Which electrode of the cell the working one is in a file in the Battery Data Format. */
export interface Electrode {
  readonly name: "positive" | "negative";
  /** False: nothing was said of it. */
  readonly given: boolean;
  /** Of the current, charge and voltage that the format wants against ours. */
  readonly sign: 1 | -1;
}

export function electrodeOf(said: "positive" | "negative" | undefined): Electrode {
  return { name: said ?? "positive", given: said !== undefined, sign: said === "negative" ? -1 : 1 };
}

/** Where nothing is said of the electrode. */
export const signAssumed: Warning = {
  code: "current-sign-assumed",
  message:
    "In BDF the working electrode is taken to be the positive one: current that oxidises it is written as charge. With a metal anode as working electrode say that it is the negative one.",
  needs: { input: "working-electrode" },
};

/** "positive while the cell is charged; …" */
export function currentWords({ name, given, sign }: Electrode): string {
  const electrode = given
    ? `the working electrode is said to be the ${name} one`
    : "the working electrode, of which nothing was said, is taken to be the positive one";
  return `positive while the cell is charged; ${electrode}: oxidising it ${sign === 1 ? "charges" : "discharges"} the cell`;
}

/** What the voltage is. */
export function voltageWords({ sign }: Electrode, kind: BdfVoltage["kind"]): string {
  const ours = sign === 1 ? "working less counter" : "counter less working";
  switch (kind) {
    case "cell":
      return `of the cell, positive less negative electrode: ${ours}`;
    case "taken-as-cell":
      return `of the working electrode against what the file does not name, taken to be the counter electrode; written as positive less negative electrode: ${ours}`;
    case "reference":
      return "of the working electrode against the reference electrode, as recorded: not that of the cell";
  }
}
