import type { Figure } from "../../figures/plotly.ts";
import { plottingAddress } from "./plotting-address.ts";

/** What is used of the plotting library. */
interface PlottingLibrary {
  toImage(
    figure: Figure,
    options: { readonly format: "svg"; readonly width: number; readonly height: number; readonly imageDataOnly: true },
  ): Promise<string>;
}

/** The library hangs itself on the window. */
const loaded = (): PlottingLibrary | undefined => Reflect.get(globalThis, "Plotly");

let loading: Promise<PlottingLibrary> | null = null;

/** The plotting library, loaded on the first call. */
export function plottingLibrary(): Promise<PlottingLibrary> {
  loading ??= new Promise<PlottingLibrary>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plottingAddress;
    script.addEventListener("load", () => {
      const library = loaded();
      if (library) resolve(library);
      else reject(new Error("The plotting library did not start."));
    });
    script.addEventListener("error", () => {
      loading = null;
      script.remove();
      reject(new Error("The plotting library could not be loaded. Load the page once more."));
    });
    document.head.append(script);
  });
  return loading;
}
