import type { Command } from "commander";
import type { ProtocolFlags } from "./protocol.ts";
import type { SimulateFlags } from "./simulate.ts";

const several = (value: string, before: string[] = []): string[] => [...before, value];

export function protocolCommand(program: Command, run: (text: string, flags: ProtocolFlags) => Promise<void>): void {
  program
    .command("protocol")
    .description("Read a protocol and print it back as it was understood, with its duration and charge")
    .argument("<protocol>", "sentences, or a file: .txt, .protocol, .json, BioLogic .mpr or .mpt")
    .option("--area <area>", "electrode area with unit, as in 0.385cm2, for currents in mA")
    .option("--capacity <charge>", "nominal capacity, as in 5mAh/cm2 or 2mAh, for C-rates")
    .option("--save <file>", "write the sentences into a file")
    .option("--json", "print the result as one JSON document, which --protocol reads again")
    .addHelpText(
      "after",
      `
Examples:
  liquidus protocol "repeat 5000 { strip at 1 mA/cm2 for 1 s; rest 2 s }"
  liquidus protocol "strip at C/10 for 1 h or until 0.9 V" --capacity 5mAh/cm2
  liquidus protocol cell_02_GEIS_C01.mpr --area 0.385cm2 --save measured.protocol
`,
    )
    .action(run);
}

export function simulateCommand(
  program: Command,
  run: (cell: string | undefined, flags: SimulateFlags) => Promise<void>,
): void {
  program
    .command("simulate")
    .description("Simulate a protocol on a cell: voltage, state and impedance along the way")
    .argument(
      "[cell or study]",
      "a study (a shipped one by name, or a .yaml file); pool or separator (benchmark cells: their numbers fit no cell); or a file with a cell, a whole simulation, or what --json printed (default: pool)",
    )
    .option("--case <name>", "of a study, run this case only; repeatable", several)
    .option("--protocol <protocol>", "sentences, or a file as for `liquidus protocol` (default: 20 pulses)")
    .option("--set <parameter=value>", "change a parameter, in SI or with a unit; repeatable", several)
    .option("--save-cell <file>", "write the cell, changes included, as a .json that this command reads")
    .option("--list [name]", "list studies, parameter sets and cells; of one NAME its numbers; or `submodels`")
    .option("--area <area>", "electrode area with unit, as in 0.385cm2: for currents in mA, and spectra in Ω")
    .option("--capacity <charge>", "nominal capacity, as in 5mAh/cm2 or 2mAh, for C-rates")
    .option("-t, --temperature <temperature>", "temperature with unit, as in 25C (default: that of the cell)")
    .option("--tolerance <number>", "local error of a step, relative (default: 1e-6)")
    .option("--method <method>", "`rosenbrock`, or `radau` to check it (default: rosenbrock)")
    .option("--record <interval>", "keep a point so often, as in 10s (default: the steps, and every 2 mV)")
    .option("--unknown <name>", "record this unknown; repeatable (default: contact, concentrations)", several)
    .option("--instrument", "measure the spectra as an instrument does, while the state moves; needs --area")
    .option("--voltage-noise <voltage>", "standard deviation of a sample of the instrument, as in 10uV")
    .option("--current-noise <current>", "standard deviation of a sample of the instrument, as in 1nA")
    .option("--seed <n>", "of the noise (default: 1)")
    .option(
      "-o, --out <folder>",
      "write page, figures (Plotly JSON), tables (CSV, Parquet, points also in BDF), spectra for `liquidus analyze` and the document into a folder",
    )
    .option(
      "--working-is <electrode>",
      "tables in BDF: the working electrode is the positive or the negative one of the cell",
    )
    .option("--no-figure", "print the numbers only (default: also write CELL-simulation.html here)")
    .option("--json", "print the result as one JSON document")
    .addHelpText(
      "after",
      `
Examples:
  liquidus simulate
  liquidus simulate pool --protocol "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V; rest 10 min"
  liquidus simulate --set pool.diffusivity=2e-9 --set "electrolyte.resistance=100 Ohm cm2"
  liquidus simulate --instrument --area 0.385cm2 --voltage-noise 10uV --out run
  liquidus simulate my-cell.json --json | jq '.summary'
  liquidus simulate pulses-pool --case "rest 2 s"
  liquidus simulate my-study.yaml --out my-study
  liquidus simulate --list nak-on-nasicon
`,
    )
    .action(run);
}
