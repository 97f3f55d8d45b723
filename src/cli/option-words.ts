import type { Input, Need } from "../base/needs.ts";

/** The options that give an input, as they are typed. */
export const OPTIONS: Readonly<Record<Input, (value: string) => string>> = {
  area: () => "--area 0.385cm2",
  circuit: () => "--circuit 'R0-p(R1,CPE1)-p(R2,CPE2)'",
  component: (value) => `--component ${value}`.trim(),
  database: () => "--tdb FILE",
  frequencies: () => "--frequencies 40Hz..1MHz",
  ion: () => "--ion Zn2+",
  leads: () => "--open, --short, --frequencies",
  phases: (value) => `--phases ${value}`.trim(),
  points: () => "--data FILE",
  "temperature-range": () => "--from, --to",
  temperatures: () => "--temperature",
  without: (value) => `--without ${value}`.trim(),
  "working-electrode": () => "--working-is negative",
};

/** A sentence of the library with the option that it asks for behind it: "Enter the area to see Ω cm² (--area 0.385cm2)." */
export function withOption({
  message,
  needs,
}: {
  readonly message: string;
  readonly needs?: Need | undefined;
}): string {
  if (needs === undefined) return message;
  const option = OPTIONS[needs.input](needs.value ?? "");
  return `${message.replace(/\.$/, "")} (${option}).`;
}
