import { darkTheme, lightTheme } from "../../../figures/theme.ts";
import { withIsotherm } from "../../../study/isotherm.ts";
import { phasesPage, shownRange } from "../../../study/phases-page.ts";
import { diagramOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const phaseDiagram: Handler<"phaseDiagram"> = async ({ source, temperature, scheme }, surroundings) => {
  const known = await diagramOf(source, surroundings);
  const [low, high] = known.diagram.temperatureRange;
  const result = withIsotherm(known, Math.min(high, Math.max(low, temperature)));
  const page = phasesPage(result, { hoverGrid: false });
  const [figure] = page.figures;
  if (figure === undefined) throw new Error("The page of a phase diagram has no figure.");
  return {
    document: result.document,
    figure: figure.draw(scheme === "dark" ? darkTheme : lightTheme),
    summary: figure.summary,
    range: shownRange(result.diagram),
    findings: page.findings.flatMap(({ verdict, lead, rest }) => (verdict === "mind" ? [{ lead, rest }] : [])),
    molarMasses: result.system.molarMasses,
  };
};
