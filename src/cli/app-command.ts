import type { Command } from "commander";
import type { AppFlags } from "./app.ts";

export function appCommand(program: Command, run: (flags: AppFlags) => Promise<void>): void {
  program
    .command("app")
    .description("The workbench in the browser; everything runs on this machine and nothing leaves it")
    .option("--port <number>", "port on this machine (default: 8417, or the next that is free)")
    .option("--no-open", "print the address and open no browser")
    .option("--example <name>", "open a shipped example, as in staircase-stripping")
    .addHelpText(
      "after",
      `
Examples:
  liquidus app                                   opens the workbench; drop your files on it
  liquidus app --example staircase-stripping     opens it on a shipped file
  liquidus app --no-open --port 9000             prints the address, for machines without a display
`,
    )
    .action(run);
}
