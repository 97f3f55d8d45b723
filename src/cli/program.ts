import { Command, CommanderError } from "commander";
import { LiquidusError } from "../base/errors.ts";
import { version } from "../base/version.ts";
import { sentenceOf } from "../study/document.ts";
import { exit, UsageError } from "./exit.ts";
import { askToStop } from "./interrupt.ts";
import { withOption } from "./option-words.ts";
import { plain } from "./terminal.ts";

/** What a command returns: its exit status. */
export type CommandResult = Promise<number>;

/** Runs the command line; returns the exit status. */
export async function run(argv: readonly string[]): Promise<number> {
  let status: number = exit.done;
  const program = new Command("liquidus")
    .description(
      "A workbench for liquid-metal anodes: impedance from the raw instrument file to the report, phases and potentials of the alloy, cells that run your protocol.",
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError("(liquidus --help shows every command, liquidus COMMAND --help its options)")
    .addHelpText(
      "after",
      `
Examples:
  liquidus app                                            the workbench in the browser: drop files on it
  liquidus analyze cell_02_GEIS_C01.mpr --area 0.385cm2   report, tables and figures in a folder
  liquidus analyze *.mpr --working NaK50                  one report for all files of an experiment
  liquidus drt cell_02_GEIS_C01.mpr                       relaxation times: peaks with τ, R and C
  liquidus fit cell_02_GEIS_C01.mpr --circuit "R0-p(R1,CPE1)"   parameters with 95 % intervals
  liquidus kk *.mpr                                       Kramers-Kronig: which sweeps are valid
  liquidus inspect cell_02_GEIS_C01.mpr                   what is in a file
  liquidus convert cell_02_GEIS_C01.mpr --to csv          the table as the instrument stored it
  liquidus phases Na-K                                    phase diagram: figure, invariants, liquidus
  liquidus equilibrium NaK50 --temperature 25C            stable phases, activities, potentials
  liquidus potential Na-K                                 reversible potentials against composition
  liquidus properties NaK50                               density, viscosity, diffusion and more
  liquidus protocol "repeat 20 { strip at 1 mA/cm2 for 1 s; rest 2 s }"   as it is understood
  liquidus simulate                                       pulses on a benchmark cell, with spectra
  liquidus calibrate staircase.yaml                       fit parameters to the data of a study
  liquidus claims                                         the papers' claims, recomputed
`,
    );
  const action =
    <Arguments extends unknown[]>(load: () => Promise<(...given: Arguments) => CommandResult>) =>
    async (...given: Arguments): Promise<void> => {
      const command = await load();
      status = await command(...given);
    };
  const { analyzeCommand, convertCommand, drtCommand, fitCommand, inspectCommand, kkCommand, schemaCommand } =
    await import("./commands.ts");
  analyzeCommand(
    program,
    action(async () => (await import("./analyze.ts")).analyze),
  );
  drtCommand(
    program,
    action(async () => (await import("./drt.ts")).drt),
  );
  fitCommand(
    program,
    action(async () => (await import("./fit.ts")).fit),
  );
  kkCommand(
    program,
    action(async () => (await import("./kk.ts")).kk),
  );
  inspectCommand(
    program,
    action(async () => (await import("./inspect.ts")).inspect),
  );
  convertCommand(
    program,
    action(async () => (await import("./convert.ts")).convert),
  );
  const { assessCommand, equilibriumCommand, phasesCommand, potentialCommand, propertiesCommand } = await import(
    "./alloy-commands.ts"
  );
  phasesCommand(
    program,
    action(async () => (await import("./phases.ts")).phases),
  );
  equilibriumCommand(
    program,
    action(async () => (await import("./equilibrium.ts")).equilibrium),
  );
  potentialCommand(
    program,
    action(async () => (await import("./potential.ts")).potential),
  );
  propertiesCommand(
    program,
    action(async () => (await import("./properties.ts")).properties),
  );
  assessCommand(
    program,
    action(async () => (await import("./assess.ts")).assess),
  );
  const { claimsCommand } = await import("./claims-command.ts");
  claimsCommand(
    program,
    action(async () => (await import("./claims.ts")).claims),
  );
  const { protocolCommand, simulateCommand } = await import("./simulate-commands.ts");
  protocolCommand(
    program,
    action(async () => (await import("./protocol.ts")).protocol),
  );
  simulateCommand(
    program,
    action(async () => (await import("./simulate.ts")).simulate),
  );
  const { calibrateCommand } = await import("./calibrate-command.ts");
  calibrateCommand(
    program,
    action(async () => (await import("./calibrate.ts")).calibrate),
  );
  const { appCommand } = await import("./app-command.ts");
  appCommand(
    program,
    action(async () => (await import("./app.ts")).app),
  );
  schemaCommand(
    program,
    action(async () => (await import("./schema.ts")).schema),
  );
  process.on("SIGINT", () => {
    if (askToStop()) return;
    process.stderr.write("\nStopped. Files that were finished are kept.\n");
    process.exit(exit.interrupted);
  });
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: `liquidus … | head`.
    if (error.code === "EPIPE") process.exit(exit.done);
    throw error;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.refused;
    if (error instanceof UsageError || error instanceof LiquidusError) {
      process.stderr.write(
        `${plain(withOption({ message: sentenceOf(error), needs: error instanceof LiquidusError ? error.needs : undefined }))}\n`,
      );
      return error.name === "ConvergenceError" ? exit.notConverged : exit.refused;
    }
    process.stderr.write(
      `${(error as Error).stack}\nThis is a fault of liquidus ${version}; please report it with this text.\n`,
    );
    return exit.ourFault;
  }
  return status;
}
