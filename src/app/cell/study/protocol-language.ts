import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { Decoration, type DecorationSet, MatchDecorator, ViewPlugin } from "@codemirror/view";

/** Sentences to begin with, and what goes on with one. */
const sentences: readonly Completion[] = [
  { label: "strip at 1 mA/cm2 for 1 h", detail: "metal leaves the electrode" },
  { label: "plate at 1 mA/cm2 for 1 h", detail: "metal is plated on it" },
  { label: "rest 10 min", detail: "no current" },
  { label: "rest until |dV/dt| < 1 mV/h or 2 h", detail: "until it is still" },
  { label: "hold at 0.1 V until |i| < 0.05 mA/cm2", detail: "constant voltage" },
  { label: "strip at constant power 2 mW/cm2 for 1 h" },
  { label: "ramp current from 0 to 1 mA/cm2 at 0.1 mA/cm2/min" },
  { label: "ramp voltage to 1 V at 10 mV/s" },
  { label: "staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each until 3 V" },
  { label: "cyclic voltammetry from open circuit to 1 V to -0.2 V at 10 mV/s, 3 cycles" },
  { label: "repeat 100 { strip at 1 mA/cm2 for 1 s; rest 2 s }", detail: "so many passes" },
  { label: "impedance 7 MHz to 5 Hz, 5 uA, every step", detail: "a spectrum at the end of each step" },
  { label: "impedance 7 MHz to 5 Hz, 5 uA, every 100 passes", detail: "in each hundredth pass" },
  { label: "stop if V > 3 V", detail: "holds throughout" },
];

const words: readonly Completion[] = [
  "strip at",
  "plate at",
  "rest",
  "hold at",
  "ramp current",
  "ramp voltage",
  "staircase current",
  "repeat",
  "impedance",
  "for",
  "until",
  "or until",
  "then stop",
  "then leave the repeat",
  "in steps of",
  "each",
  "vs open circuit",
  "every step",
  "at the start",
  "at the end",
  "during",
  "points per decade",
].map((label) => ({ label, type: "keyword" }));

const units: readonly Completion[] = [
  ["mA/cm2", "current density"],
  ["A/m2", "current density"],
  ["mA", "current"],
  ["mAh/cm2", "charge"],
  ["mAh", "charge"],
  ["V", "voltage"],
  ["mV", "voltage"],
  ["mV/s", "rate"],
  ["s", "time"],
  ["min", "time"],
  ["h", "time"],
  ["Hz", "frequency"],
  ["kHz", "frequency"],
  ["MHz", "frequency"],
  ["uA", "amplitude"],
  ["mW/cm2", "power"],
].map(([label, detail]) => ({ label: label as string, detail: detail as string, type: "unit" }));

/** After a number its units, at the start of a sentence whole sentences, else the words of the language. */
export function completeProtocol(context: CompletionContext): CompletionResult | null {
  const unit = context.matchBefore(/\d\s*[A-Za-zµ/0-9]*$/);
  if (unit !== null && (context.explicit || /[A-Za-zµ\s]$/.test(unit.text))) {
    const from = context.matchBefore(/[A-Za-zµ/]*$/)?.from ?? context.pos;
    return { from, options: [...units], validFor: /^[A-Za-zµ/0-9]*$/ };
  }
  const before = context.matchBefore(/[A-Za-z|][A-Za-z| ]*$/);
  if (before === null && !context.explicit) return null;
  const line = context.state.doc.lineAt(context.pos);
  const begun = line.text.slice(0, (before?.from ?? context.pos) - line.from);
  const word = context.matchBefore(/[A-Za-z]+$/);
  const atStart = /(^|[;{])\s*$/.test(begun);
  return atStart
    ? { from: before?.from ?? context.pos, options: [...sentences], validFor: /^[A-Za-z ]*$/ }
    : { from: word?.from ?? context.pos, options: [...words], validFor: /^[A-Za-z]*$/ };
}

const WORDS =
  /#.*|"[^"]*"|\b(?:protocol|strip|plate|rest|hold|ramp|staircase|cyclic voltammetry|repeat|impedance|stop if|until|then|for)\b/gi;

const decorator = new MatchDecorator({
  regexp: WORDS,
  decoration: ([found]) =>
    Decoration.mark({ class: found.startsWith("#") ? "cm-note" : found.startsWith('"') ? "" : "cm-keyword" }),
});

/** Colours words and notes. */
export const protocolColors = ViewPlugin.define(
  (view) => {
    let decorations: DecorationSet = decorator.createDeco(view);
    return {
      get decorations() {
        return decorations;
      },
      update(update) {
        decorations = decorator.updateDeco(update, decorations);
      },
    };
  },
  { decorations: (plugin) => plugin.decorations },
);
