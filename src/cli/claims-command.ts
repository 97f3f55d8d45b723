import type { Command } from "commander";
import type { ClaimsFlags } from "./claims.ts";

export function claimsCommand(program: Command, run: (ids: string[], flags: ClaimsFlags) => Promise<void>): void {
  program
    .command("claims")
    .description("The quantitative claims of the two NaK papers: their value, ours, and the verdict")
    .argument("[ids...]", "claims to show in full, as in A7 B6")
    .option("--paper <paper>", "only those of P1 (NaK in liquid electrolytes) or P2 (NaK on NASICON)")
    .option("--verdict <verdict>", "only those `reproduced`, `contradicted`, `undetermined`, `input` or `pending`")
    .option("--quick", "run no study: what the cell studies decide stays pending")
    .option("-o, --out <folder>", "also write claims.json and claims.csv into a folder")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      `
Examples:
  liquidus claims                                the ledger, by paper
  liquidus claims A7                             the arithmetic of one claim
  liquidus claims --quick                        the arithmetic alone, without the cell studies
  liquidus claims --verdict contradicted --json | jq '.claims[] | {id, because}'
`,
    )
    .action(run);
}
