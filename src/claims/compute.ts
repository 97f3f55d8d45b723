import { DomainError, LiquidusError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import { formatNumber } from "../figures/format-number.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import { FARADAY, GAS_CONSTANT } from "../units/constants.ts";
import type { Alloy } from "./alloy.ts";
import { alloyRows } from "./ledger/alloy-rows.ts";
import { liquidCellRows } from "./ledger/liquid-cell-rows.ts";
import { printedRows } from "./ledger/printed-rows.ts";
import type { ClaimContext, ClaimRow, Evaluation } from "./ledger/row.ts";
import { solidCellRows } from "./ledger/solid-cell-rows.ts";
import { solidInterfaceRows } from "./ledger/solid-interface-rows.ts";
import { solidStrippingRows } from "./ledger/solid-stripping-rows.ts";
import { spectraRows } from "./ledger/spectra-rows.ts";
import { materialConstants } from "./materials.ts";
import {
  type LiquidElectrolytePaper,
  liquidElectrolytePaper,
  liquidElectrolyteTitle,
} from "./papers/liquid-electrolyte-paper.ts";
import {
  type SolidElectrolytePaper,
  solidElectrolytePaper,
  solidElectrolyteTitle,
} from "./papers/solid-electrolyte-paper.ts";
import { type Claim, type ClaimSide, type ClaimsDocument, type ClaimValue, claimsSchema } from "./result.ts";
import { countVerdicts } from "./select.ts";
import { sodiumPotassiumAlloy } from "./sodium-potassium-alloy.ts";
import { verdictOf } from "./verdict.ts";

export interface ClaimsOptions {
  /** Room temperature in K; default 298.15. */
  readonly temperature?: number;
  /** J/(mol K); default CODATA. */
  readonly gasConstant?: number;
  /** Numbers of the papers; default: as read. */
  readonly papers?: { readonly p1: LiquidElectrolytePaper; readonly p2: SolidElectrolytePaper };
}

/** Every claim of the ledger: A1 … A19, B1 … B16, I1 … I19, parts of one behind it. */
const rows: readonly ClaimRow[] = [
  ...alloyRows,
  ...liquidCellRows,
  ...spectraRows,
  ...printedRows,
  ...solidCellRows,
  ...solidStrippingRows,
  ...solidInterfaceRows,
].sort((a, b) => orderOf(a.id) - orderOf(b.id));

function orderOf(id: string): number {
  const part = /[a-z]$/.test(id) ? id.charCodeAt(id.length - 1) - 96 : 0;
  return id.charCodeAt(0) * 1e4 + Number.parseInt(id.slice(1), 10) * 100 + part;
}

/** The ids of all claims in the order of the ledger. */
export const claimIds: readonly string[] = rows.map((row) => row.id);

/**
 * Computes every quantitative claim of the two papers with the program's own functions: the paper's value, ours, and
 * the verdict that follows from comparing their intervals (`compare`, `verdictOf`).
 *
 * A claim that has no value at the temperature stays open with a sentence and a warning; the others stand.
 *
 * @throws DomainError for a temperature that is not a positive number
 */
export function computeClaims(options: ClaimsOptions = {}): Task<ClaimsDocument> {
  return {
    name: "claims",
    async run(control) {
      const { temperature = 298.15, gasConstant = GAS_CONSTANT } = options;
      const { p1, p2 } = options.papers ?? { p1: liquidElectrolytePaper, p2: solidElectrolytePaper };
      if (!(temperature > 0 && Number.isFinite(temperature))) {
        throw new DomainError(`claims: temperature ${temperature} K must be a positive number of kelvin.`);
      }
      const alloy = sodiumPotassiumAlloy(temperature, gasConstant);
      const claims: Claim[] = [];
      const warnings: Warning[] = [fitWarning(alloy)];
      for (const row of rows) {
        control.report(claims.length, rows.length, row.id);
        await control.checkpoint();
        claims.push(claimOf(row, evaluate(row, { p1, p2, alloy }, warnings)));
      }
      control.report(rows.length, rows.length);
      return documentOf(claims, warnings, alloy, gasConstant);
    },
  };
}

/** A claim whose numbers allow no computation stays open and is warned of; the others stand. */
function evaluate(row: ClaimRow, context: ClaimContext, warnings: Warning[]): Evaluation {
  try {
    return row.evaluate(context);
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    const because = `Not computed at ${context.alloy.temperature} K: ${error.message}`;
    warnings.push({ code: "claim-not-computed", message: `${row.id}: ${because}` });
    return { checks: [], because };
  }
}

function fitWarning({ liquidusAccuracy }: Alloy): Warning {
  return {
    code: "assessment-is-a-fit",
    message: `The K-Na assessment is a fit: its liquidus is good to ± ${formatNumber(liquidusAccuracy)} K, and it used the limits of P1 among its data.`,
  };
}

function claimOf(row: ClaimRow, evaluation: Evaluation): Claim {
  const { checks, claimed = [], computed = [], because } = evaluation;
  const theirs = side([...checks.map((one) => one.claimed), ...claimed]);
  const own = side([...checks.map((one) => one.computed), ...computed]);
  const {
    id,
    paper,
    place,
    statement,
    method,
    wouldChange,
    dependsOn,
    standing,
    decidedBy = null,
    sameAs = null,
  } = row;
  const first = checks[0]?.claimed ?? claimed[0] ?? computed[0];
  const verdict = verdictOf(checks, standing);
  return {
    id,
    sameAs,
    paper,
    place,
    statement,
    claimed: theirs,
    computed: own,
    unit: first?.unit ?? "",
    method,
    verdict,
    againstItself: verdict === "contradicted" && row.bothPrinted === true,
    because,
    wouldChange,
    dependsOn,
    checks,
    decidedBy,
  };
}

function side(values: readonly ClaimValue[]): ClaimSide {
  const text = values.length === 1 ? values[0]?.text : values.map((one) => `${one.name} ${one.text}`).join("; ");
  return { values, text: text ?? "" };
}

function documentOf(
  claims: readonly Claim[],
  warnings: readonly Warning[],
  alloy: Alloy,
  gasConstant: number,
): ClaimsDocument {
  const constants: PhysicalConstant[] = [
    {
      name: "gas constant",
      value: gasConstant,
      unit: "J/(mol K)",
      source: gasConstant === GAS_CONSTANT ? "CODATA 2022, exact" : "given",
    },
    { name: "Faraday constant", value: FARADAY, unit: "C/mol", source: "CODATA 2022, exact" },
    ...materialConstants,
  ];
  return {
    schema: claimsSchema,
    program: { name: "liquidus", version },
    constants,
    options: { temperature: alloy.temperature, gasConstant },
    papers: { P1: liquidElectrolyteTitle, P2: solidElectrolyteTitle },
    counts: countVerdicts(claims),
    warnings,
    claims,
  };
}
