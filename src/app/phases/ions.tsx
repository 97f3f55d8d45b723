import { ionText } from "../../study/potential-page.ts";

/** Na⁺ for Na, as far as the usual ion is known by its element. */
export function ionName(element: string): string {
  return ionText(`${element}${charges[element] ?? ""}+`);
}

const charges: Readonly<Record<string, string>> = { Mg: "2", Ca: "2", Zn: "2", Al: "3", Ga: "3" };
