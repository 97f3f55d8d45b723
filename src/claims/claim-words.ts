import { comparedTexts } from "./compared-texts.ts";
import type { Claim, Verdict } from "./result.ts";

/** The verdicts as people read them. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  reproduced: "Reproduced",
  contradicted: "Contradicted",
  undetermined: "Cannot be decided",
  input: "Input",
  pending: "Not yet",
};

const ways: readonly (readonly [RegExp, string])[] = [
  [/phaseWindows|phaseState|thermo\/equilibrium|[Cc]hemical potential|μ\(K\)/, "equilibrium"],
  [/reversiblePotential|standardPotentials|Cell voltage/, "potentials"],
  [/arithmetic\/diffusion|planar diffusion|deficit/, "diffusion"],
  [/Bragg/, "Bragg, Cu Kα"],
  [/alloyProperties|poolCapacity/, "alloy properties"],
  [/parseComposition/, "composition"],
];

/** How a claim is computed, in a word or two. */
export function computedBy({ studies, checks, verdict, method, decidedBy }: Claim): string {
  const simulated = decidedBy !== null || checks.some(({ byArea }) => byArea !== undefined) || checks.length === 0;
  if (simulated && studies.length > 0) return `study ${studies.join(", ")}`;
  if (verdict === "input") return "input";
  return ways.find(([pattern]) => pattern.test(method))?.[1] ?? "arithmetic";
}

/** Names of the program's functions that a method quotes. */
export function functionsOf({ method }: Claim): readonly string[] {
  return [...new Set(method.match(/\b[a-z]{2,}[A-Z][a-z]\w*\b/g) ?? [])];
}

/** Parentheses that name a function of the program, or a folder of them. */
const code = / \((?=[^()]*(?:\b(?:thermo|arithmetic|study|cell|units|examples)\/|\b[a-z]{2,}[A-Z][a-z]))[^()]*\)/g;

/** How a claim is computed, or what it depends on, without the functions: `functionsOf` names them. */
export function withoutCode(words: string): string {
  return words.replace(code, "");
}

/** A claim as plain text: wording, place, both sides, verdict, how it is computed and what would change it. */
export function claimText(claim: Claim): string {
  const [theirs, ours] = comparedTexts(claim);
  const lines = [
    `${claim.id} (${claim.paper}, ${claim.place}): ${claim.statement}`,
    `Paper: ${theirs}`,
    `Computed: ${ours}`,
    `Verdict: ${verdictWords[claim.verdict]}${claim.againstItself ? ", by the paper's own numbers" : ""}`,
    claim.because,
    `How it is computed: ${claim.method}`,
    ...(claim.dependsOn.length > 0 ? [`Depends on: ${claim.dependsOn.join("; ")}`] : []),
    `What would change it: ${claim.wouldChange}`,
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}
