import type { Warning } from "../../base/warnings.ts";
import type { CycleJumpReport } from "./cycle-jump-options.ts";

/** What a ledger holds. */
export interface JumpLedgerState {
  readonly computed: number;
  readonly jumped: number;
  readonly jumps: number;
  readonly estimate: number;
  readonly refusals: readonly (readonly [
    kind: string,
    refusal: { readonly pass: number; readonly reason: string; readonly count: number },
  ])[];
}

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

  save(): JumpLedgerState {
    const { computed, jumped, jumps, estimate, refusals } = this;
    return { computed, jumped, jumps, estimate, refusals: [...refusals].map(([kind, one]) => [kind, { ...one }]) };
  }

  restore({ computed, jumped, jumps, estimate, refusals }: JumpLedgerState): void {
    this.computed = computed;
    this.jumped = jumped;
    this.jumps = jumps;
    this.estimate = estimate;
    this.refusals.clear();
    for (const [kind, one] of refusals) this.refusals.set(kind, { ...one });
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
        ? `No repeat was skipped${total === 0 ? ": the protocol repeats nothing" : ""}; everything was run in full.`
        : `${jumped} of ${total} repeats were skipped by cycle jumps, as the study allows: ${jumps} ${jumps === 1 ? "jump" : "jumps"}, for which ${tried} repeats were worked out. ` +
          `By estimate this moves the state of the cell by ${percent(this.estimate)} (${percent(this.allowed)} was allowed).`;
    const why = [...refusals.values()].map(
      ({ reason, pass, count }) =>
        `Not skipped at repeat ${pass}${count > 1 ? ` and ${count - 1} times more` : ""}: ${reason}.`,
    );
    return [{ code: jumped === 0 ? "cycle-jump-none" : "cycle-jump", message: [main, ...why].join(" ") }];
  }
}

/** A share in per cent with two digits: 0.80 %. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
