import { runTask } from "../../../base/task.ts";
import { computeClaims } from "../../../claims/compute.ts";
import type { Handler } from "../handler.ts";

export const alloyClaims: Handler<"alloyClaims"> = ({ ids }, surroundings) =>
  runTask(computeClaims({ ids, quick: true }), surroundings);
