import type { Step } from "../protocol.ts";

/** The steps of one sequence, and where it goes back to. */
export interface Sequence {
  readonly steps: readonly Step[];
  /** From 0. */
  readonly goto: number;
  /** How often it goes back. */
  readonly times: number;
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly steps: readonly Step[];
}

/**
 * Sequences with `goto Ns' … nc times` as nested repeats: what was run once is run nc + 1 times.
 * @param notes takes what cannot be said so
 */
export function nestSequences(sequences: readonly Sequence[], notes: string[]): readonly Step[] {
  const blocks: Block[] = [];
  sequences.forEach(({ steps, goto, times }, last) => {
    blocks.push({ first: last, last, steps });
    if (times <= 0) return;
    const from = blocks.findIndex((block) => block.first === goto);
    if (goto > last || from < 0) {
      notes.push(
        `Sequence ${last} goes to sequence ${goto}, ${times} times: ${goto > last ? "forward" : "into the middle of another loop"}, which is not translated.`,
      );
      return;
    }
    const repeated = blocks.splice(from).flatMap((block) => block.steps);
    const loop: readonly Step[] = repeated.length === 0 ? [] : [{ kind: "repeat", count: times + 1, steps: repeated }];
    blocks.push({ first: goto, last, steps: loop });
  });
  return blocks.flatMap((block) => block.steps);
}
