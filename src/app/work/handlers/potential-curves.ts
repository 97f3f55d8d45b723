import { darkTheme, lightTheme } from "../../../figures/theme.ts";
import { potentials } from "../../../study/potential.ts";
import { potentialPage } from "../../../study/potential-page.ts";
import { databaseOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const potentialCurves: Handler<"potentialCurves"> = async ({
  source: { database, system },
  temperature,
  scheme,
  bands,
}) => {
  const source = await databaseOf(database);
  const found = potentials({ system, temperature, alloys: [], source, bands });
  const figure = potentialPage(found).figures.find(({ id }) => id === "potentials");
  return {
    document: found.document,
    figure: figure?.draw(scheme === "dark" ? darkTheme : lightTheme) ?? null,
    summary: figure?.summary ?? "",
    remark: figure === undefined ? "" : "vs pure metal",
  };
};
