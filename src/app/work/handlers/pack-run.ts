import { DecodeError } from "../../state/persistence/decode.ts";
import { packValue, unpackValue } from "../../state/persistence/packed-value.ts";
import type { Handler } from "../handler.ts";
import type { KeptRun } from "../jobs.ts";

export const packRun: Handler<"packRun"> = ({ run }) => packValue(run);

export const unpackRun: Handler<"unpackRun"> = async ({ packed }) => {
  const run = await unpackValue(packed);
  if (!isRun(run)) throw new DecodeError("What is kept is no run of a study.");
  return run;
};

/** This program wrote it, under a hash of its own version: that it is a run says the rest. */
function isRun(value: unknown): value is KeptRun {
  return typeof value === "object" && value !== null && "sight" in value && "status" in value && "overview" in value;
}
