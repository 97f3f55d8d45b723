import type { Warning } from "../../base/warnings.ts";
import type { Segment } from "../protocol/segment.ts";
import { nameStep, spell } from "./sentences.ts";

/** V: beyond it most instruments have clipped. */
const INSTRUMENT_VOLTAGE = 10;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first step that an instrument would have clipped, in how many segments one would have, and the largest V. */
export interface ClippedSteps {
  readonly step: string;
  readonly segments: number;
  readonly volts: number;
}

/** Steps whose voltage no instrument follows, where nothing of the protocol limits it. */
export class VoltageWatch {
  clipped: ClippedSteps | undefined;

  /** @param first,last V at the start, after the jump, and at the end of the segment */
  watch(segment: Segment, first: number, last: number): void {
    const volts = Math.abs(last) > Math.abs(first) ? last : first;
    if (!(Math.abs(volts) > INSTRUMENT_VOLTAGE) || segment.control.quantity === "voltage") return;
    if (segment.limits.some(({ quantity }) => quantity === "voltage")) return;
    const { step, segments, volts: known } = this.clipped ?? { step: nameStep(segment), segments: 0, volts };
    this.clipped = { step, segments: segments + 1, volts: Math.abs(volts) > Math.abs(known) ? volts : known };
  }

  warnings(): readonly Warning[] {
    if (this.clipped === undefined) return [];
    const { step, segments, volts } = this.clipped;
    const more = segments === 1 ? "" : `, and ${segments - 1} more ${segments === 2 ? "segment" : "segments"}`;
    return [
      {
        code: "voltage-unlimited",
        message:
          `${capital(step)}${more} went to ${spell(volts)} V without a voltage limit; an instrument would have clipped ` +
          `at about ${INSTRUMENT_VOLTAGE} V. Give the step a limit, as in until 2 V, or the protocol stop if |V| > 3 V.`,
      },
    ];
  }
}
