import type { Command } from "commander";
import type { AssessFlags } from "./assess.ts";
import type { EquilibriumFlags } from "./equilibrium.ts";
import type { PhasesFlags } from "./phases.ts";
import type { PotentialFlags } from "./potential.ts";
import type { PropertiesFlags } from "./properties.ts";

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
      `write page, figures (Plotly JSON), tables (CSV, Parquet) and the document (${page.replace(".html", ".json")}) into a folder`,
    )
    .option("--no-figure", `print the numbers only (default: also write ${page} here)`);
}

const ALLOYS = `
An alloy says what it counts: NaK50 is 50 wt% K, Na50K50 is at.%, "44 wt% K"
and "63 at.% Na" are what they say. A temperature has its unit: 25C, 298.15K.
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
      .option("-t, --temperature <list>", "temperature with unit (default: 25C); several as in 0,25,50C")
      .option("--reference <phase>", "phase in which the pure elements have activity 1 (default: the stable one)")
      .option("--ion <ion>", "working ion where it is not the usual one, as in Zn2+; repeatable", several),
  )
    .addHelpText(
      "after",
      `${ALLOYS}
Examples:
  liquidus equilibrium NaK50 --temperature 25C
  liquidus equilibrium NaK50 NaK80 --temperature -10,0,25C
  liquidus equilibrium "63 at.% Na" -t 298.15K --reference LIQUID --json
  liquidus equilibrium Al30Zn60Mg10 --temperature 600K --tdb alznmg.tdb
`,
    )
    .action(run);
}

export function potentialCommand(
  program: Command,
  run: (system: string, flags: PotentialFlags) => Promise<void>,
): void {
  withFigure(
    withDatabase(
      program
        .command("potential")
        .description("Reversible potentials of two metals in their alloy against composition, with bands")
        .argument("<system>", "two elements, as in Na-K")
        .option("-t, --temperature <temperature>", "temperature with unit (default: 25C)")
        .option(
          "--at <alloy>",
          "tell everything about an alloy, as in NaK50; repeatable (default: those of the papers)",
          several,
        )
        .option(
          "--component <element>",
          "element whose mole fraction is the axis (default: Na in Na-K, else the second)",
        )
        .option("--ion <ion>", "working ion where it is not the usual one, as in Zn2+; repeatable", several),
    ),
    "SYSTEM-potentials.html",
  )
    .addHelpText(
      "after",
      `${ALLOYS}
Examples:
  liquidus potential Na-K
  liquidus potential Na-K --temperature 60C --at NaK50 --at Na60K40
  liquidus potential Na-K --json | jq '.alloys[] | {text, potentials}'
`,
    )
    .action(run);
}

export function propertiesCommand(
  program: Command,
  run: (composition: string, flags: PropertiesFlags) => Promise<void>,
): void {
  withFigure(
    withDatabase(
      program
        .command("properties")
        .description("Density, viscosity, surface tension, resistivity, diffusion of liquid sodium-potassium")
        .argument("<alloy>", 'composition, as in NaK50, Na50K50 or "44 wt% K"')
        .option("-t, --temperature <temperature>", "temperature with unit (default: 25C)")
        .option(
          "--property <name>",
          "one property, as in density or interdiffusion; repeatable (default: all)",
          several,
        ),
    ),
    "ALLOY-properties.html",
  )
    .addHelpText(
      "after",
      `${ALLOYS}
Examples:
  liquidus properties NaK50 --temperature 25C
  liquidus properties "63 at.% Na" -t 60C --property density
  liquidus properties NaK80 --json | jq '.properties[] | {name, value, unit}'
`,
    )
    .action(run);
}

export function assessCommand(
  program: Command,
  run: (system: string | undefined, flags: AssessFlags) => Promise<void>,
): void {
  withFigure(
    program
      .command("assess")
      .description("Refit the sodium-potassium assessment: coefficients, residuals, predictions, your own points")
      .argument("[system]", "Na-K, the only system with data")
      .option("--data <file>", "CSV or JSON file with points of your own; repeatable", several)
      .option("--only-own", "leave the built-in data out: your points and the priors alone")
      .option("--no-leave-one-out", "do not predict each datum from the others")
      .option("--scale-uncertainties", "multiply every σ by √(χ²/ν) where that is above 1")
      .option("--gas-constant <R>", "gas constant in J/(mol K) (default: CODATA)")
      .option("--save-tdb <file>", "write the refitted database to a TDB file")
      .option("--json", "print the result as one JSON document"),
    "Na-K-assessment.html",
  )
    .addHelpText(
      "after",
      `
Points of your own: a CSV file whose first line names its columns. Every number
has its unit and every composition its kind, in the cell or in the heading. A
point of the liquidus:

  composition/at.% Na,temperature/°C,uncertainty/K,solid,source
  75,33.0,0.3,Na(s),thermal analysis in June

Other quantities have a column kind (potential Na, activity K, mixing
enthalpy …) and a value:

  kind,composition,temperature,value,uncertainty
  potential Na,Na30K70,25 °C,11.9 mV,0.5 mV

All kinds, defaults and JSON: docs/thermodynamics/assessment.md.

Examples:
  liquidus assess
  liquidus assess Na-K --data points.csv --save-tdb refit.tdb
  liquidus assess --json | jq '.coefficients[] | {name, value}'
`,
    )
    .action(run);
}
