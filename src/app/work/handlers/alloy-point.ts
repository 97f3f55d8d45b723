import { pointsOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const alloyPoint: Handler<"alloyPoint"> = async ({ source, moleFraction, temperature }) =>
  (await pointsOf(source)).at(moleFraction, temperature);
