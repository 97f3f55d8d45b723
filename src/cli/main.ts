#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { run } from "./program.ts";

// Room for young objects: a short run then collects garbage a third as often.
setFlagsFromString("--min-semi-space-size=64");
const argv = process.argv.slice(2);
// The largest command, and what writes its results, load while the command line is being understood.
if (argv[0] === "analyze") {
  void Promise.allSettled([
    import("./analyze.ts"),
    ...(argv.includes("--json") ? [] : [import("../study/output-files.ts")]),
  ]);
}
process.exitCode = await run(argv);
