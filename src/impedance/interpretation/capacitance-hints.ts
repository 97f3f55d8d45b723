import { DomainError } from "../../base/errors.ts";
import { log10 } from "../../numerics/elementary/index.ts";

/** What a process may be, by the range of its capacitance. */
export interface ProcessKind {
  /** As it reads in a sentence: `grain boundaries`. */
  readonly name: string;
  /** In F where l/A is 1 cm⁻¹ (`volume`), in F cm⁻² (`surface`). */
  readonly lower: number;
  readonly upper: number;
  /** How it scales: bulk-like capacitances with A/l of the sample, those of a surface with A. */
  readonly scaling: "volume" | "surface";
  readonly source: string;
}

const IRVINE = "Irvine, Sinclair & West, Adv. Mater. 2 (1990) 132, table 1";

/**
 * Ranges of capacitance by phenomenon, for a sample with A = 1 cm² and l = 1 cm as in the table of Irvine et al.; a single
 * value there is a range of half a decade either way here. The double layer and what stores charge are added.
 */
export const PROCESS_KINDS: readonly ProcessKind[] = [
  { name: "bulk", lower: 3e-13, upper: 3e-12, scaling: "volume", source: IRVINE },
  { name: "a minor second phase", lower: 3e-12, upper: 3e-11, scaling: "volume", source: IRVINE },
  { name: "grain boundaries", lower: 1e-11, upper: 1e-8, scaling: "volume", source: IRVINE },
  { name: "a ferroelectric bulk near its transition", lower: 1e-10, upper: 1e-9, scaling: "volume", source: IRVINE },
  { name: "a surface layer", lower: 1e-9, upper: 1e-7, scaling: "surface", source: IRVINE },
  { name: "the interface of sample and electrode", lower: 1e-7, upper: 1e-5, scaling: "surface", source: IRVINE },
  {
    name: "the double layer of an electrode",
    lower: 1e-6,
    upper: 1e-4,
    scaling: "surface",
    source:
      "Bard & Faulkner, Electrochemical Methods, 2nd ed. (2001), chapter 13: 10 … 40 µF cm⁻², more on rough electrodes",
  },
  { name: "an electrode reaction", lower: 3e-5, upper: 3e-3, scaling: "surface", source: IRVINE },
  {
    name: "diffusion or storage in a phase",
    lower: 1e-3,
    upper: Number.POSITIVE_INFINITY,
    scaling: "surface",
    source: "dQ/dE of a phase that takes up ions: 1 µm at 1 mol/L and 0.1 V is 0.1 F cm⁻²",
  },
];

/** Decades outside its range up to which a kind is still named. */
const MARGIN = 0.5;

export interface HintGeometry {
  /** Electrode area in m²; null or left out: not known. */
  readonly area?: number | null;
  /** Thickness of the sample or electrolyte in m. */
  readonly thickness?: number | null;
}

/** A kind whose range a capacitance meets, and how far outside it lies. */
export interface ProcessCandidate extends ProcessKind {
  /** 0 inside the range, else decades to its nearer end. */
  readonly distance: number;
}

/** A hint of what a process may be. */
export interface ProcessHint {
  /** Nearest range first, at least two: a capacitance alone decides nothing. */
  readonly candidates: readonly ProcessCandidate[];
  /** What the ranges were compared with: `area and thickness`, `area`, `nothing` (values as for 1 cm² and 1 cm). */
  readonly scaledBy: "area and thickness" | "area" | "nothing";
  /** The hint in a sentence, worded as one. */
  readonly words: string;
}

/**
 * What a process with a capacitance in F may be, by the ranges of Irvine, Sinclair & West (1990). Bulk-like ranges are
 * compared with C l/A · 1 cm⁻¹, those of a surface with C/A · 1 cm²; what is not known of the geometry counts as 1 cm² and
 * 1 cm, and the sentence says so. Several kinds always remain: the ranges overlap, and a capacitance decides nothing alone.
 *
 * @throws DomainError if a capacitance, area or thickness is not positive
 */
export function processHint(capacitance: number, { area, thickness }: HintGeometry = {}): ProcessHint {
  for (const [what, value] of [
    ["capacitance", capacitance],
    ["area", area ?? 1],
    ["thickness", thickness ?? 1],
  ] as const) {
    if (!(value > 0)) throw new DomainError(`processHint: ${what} ${value}; it must be positive.`);
  }
  const perArea = area ? capacitance / (area * 1e4) : capacitance;
  const perCell = perArea * (area && thickness ? thickness * 1e2 : 1);
  const ranked = PROCESS_KINDS.map((kind): ProcessCandidate => {
    const value = kind.scaling === "volume" ? perCell : perArea;
    const distance = Math.max(0, log10(kind.lower / value), log10(value / kind.upper));
    return { ...kind, distance };
  }).sort((a, b) => a.distance - b.distance);
  const inside = ranked.filter(({ distance }) => distance <= MARGIN).length;
  const candidates = ranked.slice(0, Math.max(2, inside));
  const scaledBy = area && thickness ? "area and thickness" : area ? "area" : "nothing";
  return { candidates, scaledBy, words: hintWords(candidates, scaledBy) };
}

function hintWords(candidates: readonly ProcessCandidate[], scaledBy: ProcessHint["scaledBy"]): string {
  const names = candidates.map(({ name }) => name);
  const list = `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
  const unscaled = {
    "area and thickness": "",
    area: candidates.some(({ scaling }) => scaling === "volume") ? "; thickness not known, taken as 1 cm" : "",
    nothing: "; geometry not known, taken as 1 cm² and 1 cm",
  }[scaledBy];
  return `By its capacitance it may be ${list}${unscaled}.`;
}
