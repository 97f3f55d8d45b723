import type { Task } from "../base/task.ts";
import { version } from "../base/version.ts";
import { formatNumber } from "../figures/format-number.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import { FARADAY, GAS_CONSTANT } from "../units/constants.ts";
import type { Alloy } from "./alloy.ts";
import { alloyRows } from "./ledger/alloy-rows.ts";
import { liquidCellRows } from "./ledger/liquid-cell-rows.ts";
import type { ClaimContext, ClaimRow } from "./ledger/row.ts";
import { solidCellRows } from "./ledger/solid-cell-rows.ts";
import { solidInterfaceRows } from "./ledger/solid-interface-rows.ts";
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
import {
  type Claim,
  type ClaimSide,
  type ClaimsDocument,
  type ClaimValue,
  claimsSchema,
  type Verdict,
} from "./result.ts";
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

/** Every claim of the ledger: A1 … A19, B1 … B16, I1 … I19. */
const rows: readonly ClaimRow[] = [
  ...alloyRows,
  ...liquidCellRows,
  ...spectraRows,
  ...solidCellRows,
  ...solidInterfaceRows,
].sort((a, b) => orderOf(a.id) - orderOf(b.id));

function orderOf(id: string): number {
  return id.charCodeAt(0) * 100 + Number(id.slice(1));
}

/** The ids of all claims in the order of the ledger. */
export const claimIds: readonly string[] = rows.map((row) => row.id);

/**
 * Computes every quantitative claim of the two papers with the program's own functions: the paper's value, ours, and
 * the verdict that follows from comparing their intervals (`compare`, `verdictOf`).
 *
 * @throws DomainError at a temperature where the alloy has no liquid range with a solid at both ends
 */
export function computeClaims(options: ClaimsOptions = {}): Task<ClaimsDocument> {
  return {
    name: "claims",
    async run(control) {
      const { temperature = 298.15, gasConstant = GAS_CONSTANT } = options;
      const { p1, p2 } = options.papers ?? { p1: liquidElectrolytePaper, p2: solidElectrolytePaper };
      const alloy = sodiumPotassiumAlloy(temperature, gasConstant);
      const claims: Claim[] = [];
      for (const row of rows) {
        control.report(claims.length, rows.length, row.id);
        await control.checkpoint();
        claims.push(claimOf(row, { p1, p2, alloy }));
      }
      control.report(rows.length, rows.length);
      return documentOf(claims, alloy, gasConstant);
    },
  };
}

function claimOf(row: ClaimRow, context: ClaimContext): Claim {
  const { checks, claimed = [], computed = [], because } = row.evaluate(context);
  const theirs = side([...checks.map((one) => one.claimed), ...claimed]);
  const own = side([...checks.map((one) => one.computed), ...computed]);
  const { id, paper, place, statement, method, wouldChange, dependsOn, standing, decidedBy = null } = row;
  const first = checks[0]?.claimed ?? claimed[0] ?? computed[0];
  return {
    id,
    paper,
    place,
    statement,
    claimed: theirs,
    computed: own,
    unit: first?.unit ?? "",
    method,
    verdict: verdictOf(checks, standing),
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

function documentOf(claims: readonly Claim[], alloy: Alloy, gasConstant: number): ClaimsDocument {
  const counts: Record<Verdict, number> = { reproduced: 0, contradicted: 0, undetermined: 0, input: 0, pending: 0 };
  for (const { verdict } of claims) counts[verdict]++;
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
    counts,
    warnings: [
      {
        code: "assessment-is-a-fit",
        message: `The K-Na assessment is a fit: its liquidus is good to ± ${formatNumber(alloy.liquidusAccuracy)} K, and it used the limits of P1 among its data.`,
      },
    ],
    claims,
  };
}
