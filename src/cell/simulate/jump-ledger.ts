import type { Warning } from "../../base/warnings.ts";
import type { CycleJumpReport } from "./cycle-jump-options.ts";
import { spell } from "./sentences.ts";

/** Counts what was jumped and run in full, and keeps the reasons why passes were not jumped. */
export class JumpLedger {
  /** Passes run in full. */
  computed = 0;
  private readonly allowed: number;
  private jumped = 0;
  private jumps = 0;
  private estimate = 0;
  /** By kind. */
  private readonly refusals = new Map<string, { readonly pass: number; readonly reason: string; count: number }>();

  /** @param allowed error allowed in a repetition */
  constructor(allowed: number) {
    this.allowed = allowed;
  }

  jump(passes: number, error: number): void {
    this.estimate += error;
    this.jumped += passes;
    this.jumps++;
  }

  /** @param kind of refusal, of which only the first is told in full */
  refuse(kind: string, pass: number, reason: string): void {
    const known = this.refusals.get(kind);
    if (known === undefined) this.refusals.set(kind, { pass, reason, count: 1 });
    else known.count++;
  }

  /** @param tried passes that were worked out to know where jumps lead */
  report(tried: number): CycleJumpReport {
    const { computed, jumped, jumps, estimate } = this;
    return {
      passesComputed: computed,
      passesJumped: jumped,
      jumps,
      passesTried: tried,
      estimatedError: estimate,
    };
  }

  /** The same in words. */
  warnings(tried: number): readonly Warning[] {
    const { jumped, jumps, computed, refusals } = this;
    const total = jumped + computed;
    const main =
      jumped === 0
        ? `No pass was jumped${total === 0 ? ": the protocol repeats nothing" : ""}; everything was run in full.`
        : `${jumped} of ${total} passes were jumped, in ${jumps} ${jumps === 1 ? "jump" : "jumps"} for which ${tried} passes were worked out; ` +
          `the jumps add an estimated ${spell(this.estimate)} of each unknown (${spell(this.allowed)} was allowed).`;
    const why = [...refusals.values()].map(
      ({ reason, pass, count }) =>
        `Not jumped at pass ${pass}${count > 1 ? ` and ${count - 1} times more` : ""}: ${reason}.`,
    );
    return [{ code: jumped === 0 ? "cycle-jump-none" : "cycle-jump", message: [main, ...why].join(" ") }];
  }
}
