import { alloyOverview as overview } from "../../../study/alloy-overview.ts";
import { diagramOf, pointsOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const alloyOverview: Handler<"alloyOverview"> = async ({ source, request }, surroundings) =>
  overview(await diagramOf(source, surroundings), await pointsOf(source), request);
