import { UsageError } from "./exit.ts";
import { numberOf } from "./flags.ts";

/** `pool.depth=500um`, several. */
export function parameterFlags(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^\s*([^=]*[^=\s])\s*=\s*(.*\S)\s*$/.exec(text) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`--set ${text}: give a parameter and its value, as in --set pool.diffusivity=2e-9.`);
      }
      return [name, value];
    }),
  );
}

export function toleranceOf(text: string): number {
  const tolerance = numberOf("--tolerance", text, "1e-6");
  if (tolerance >= 1e-12 && tolerance <= 0.01) return tolerance;
  throw new UsageError(`--tolerance ${text}: give a number from 1e-12 to 0.01, as in 1e-6.`);
}
