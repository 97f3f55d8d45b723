import type { ActivationEntry } from "../study/temperatures.ts";
import { marked } from "./text-table.ts";

/** Activation energies over all files, a sentence each; nothing where there are none. */
export function activationText(activation: readonly ActivationEntry[] = []): string {
  if (activation.length === 0) return "";
  const width = Math.max(...activation.map(({ quantity }) => quantity.length));
  return `\nOver all sweeps, by temperature\n${activation
    .map(({ quantity, words }) => marked(quantity.padEnd(width), words))
    .join("")}`;
}
