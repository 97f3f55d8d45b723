import { darkTheme, lightTheme } from "../../../figures/theme.ts";
import { properties } from "../../../study/properties.ts";
import { propertiesPage } from "../../../study/properties-page.ts";
import { databaseOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const alloyProperty: Handler<"alloyProperty"> = async ({
  source: { database },
  composition,
  temperature,
  property,
  scheme,
}) => {
  const source = await databaseOf(database);
  const found = properties({ composition, temperature, properties: [property], source });
  const [figure] = propertiesPage(found).figures;
  return {
    document: found.document,
    figure: figure?.draw(scheme === "dark" ? darkTheme : lightTheme) ?? null,
    summary: figure?.summary ?? "",
    remark: figure?.remark ?? "",
  };
};
