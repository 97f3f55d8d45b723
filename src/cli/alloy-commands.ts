import type { Command } from "commander";
import type { EquilibriumFlags } from "./equilibrium.ts";
import type { PhasesFlags } from "./phases.ts";

const several = (value: string, before: string[] = []): string[] => [...before, value];

/** What every command about alloys takes. */
function withDatabase(command: Command): Command {
  return command
    .option("--tdb <file>", "thermodynamic database in the TDB format (default: the built-in one of K-Na)")
    .option("--gas-constant <R>", "gas constant in J/(mol K), as in 8.3145 to compare with pycalphad (default: CODATA)")
    .option("--phases <list>", "only these phases, as in LIQUID,BCC_A2: what they do alone may be metastable")
    .option("--without <list>", "leave these phases out, as in KNA2")
    .option("--json", "print the result as one JSON document");
}

function withFigure(command: Command, page: string): Command {
  return command
    .option(
      "-o, --out <folder>",
      `write page, figures (Plotly JSON), tables (CSV, Parquet) and results.json into a folder`,
    )
    .option("--no-figure", `print the numbers only (default: also write ${page} here)`);
}

const ALLOYS = `
An alloy says what it counts: NaK50 is 50 wt% K, Na50K50 is at.%, "44 wt% K" and "63 at.% Na" are
what they say. A temperature has its unit: 25C, 298.15K.
`;

export function phasesCommand(program: Command, run: (system: string, flags: PhasesFlags) => Promise<void>): void {
  withFigure(
    withDatabase(
      program
        .command("phases")
        .description("Phase diagram of two metals: figure, invariants, liquidus, where it is liquid")
        .argument("<system>", "two elements, as in Na-K")
        .option("--at <temperature>", "temperature at which the liquid range is told (default: 25C)")
        .option("--from <temperature>", "lowest temperature of the diagram, as in -30C")
        .option("--to <temperature>", "highest temperature of the diagram")
        .option("--mark <alloy>", "mark an alloy, as in NaK50; repeatable (default: those of the papers)", several)
        .option(
          "--component <element>",
          "element whose mole fraction is the axis (default: Na in Na-K, else the second)",
        )
        .option("--kelvin", "temperatures in K")
        .option("--save-tdb <file>", "write the database to a TDB file"),
    ),
    "SYSTEM-phases.html",
  )
    .addHelpText(
      "after",
      `${ALLOYS}
Examples:
  liquidus phases Na-K
  liquidus phases Na-K --at 10C --mark NaK50 --mark Na60K40
  liquidus phases Na-K --without KNA2 --out metastable
  liquidus phases Al-Zn --tdb alzn.tdb --kelvin
  liquidus phases Na-K --json --gas-constant 8.3145 | jq '.invariants'
`,
    )
    .action(run);
}

export function equilibriumCommand(
  program: Command,
  run: (compositions: string[], flags: EquilibriumFlags) => Promise<void>,
): void {
  withDatabase(
    program
      .command("equilibrium")
      .description("Stable phases of an alloy at a temperature: amounts, activities, reversible potentials")
      .argument("<alloys...>", 'compositions, as in NaK50, Na50K50 or "44 wt% K"')
      .requiredOption("-t, --temperature <list>", "temperature with unit, as in 25C; several as in 0,25,50C")
      .option("--reference <phase>", "phase in which the pure elements have activity 1 (default: the stable one)")
      .option("--ion <ion>", "working ion where it is not the usual one, as in Zn2+; repeatable", several),
  )
    .addHelpText(
      "after",
      `${ALLOYS}
Examples:
  liquidus equilibrium NaK50 --temperature 25C
  liquidus equilibrium NaK50 NaK80 --temperature -10,0,25C
  liquidus equilibrium "63 at.% Na" --temperature 298.15K --reference LIQUID --json
  liquidus equilibrium Al30Zn60Mg10 --temperature 600K --tdb alznmg.tdb
`,
    )
    .action(run);
}
