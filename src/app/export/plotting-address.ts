import address from "plotly.js-cartesian-dist-min?url";

/** Address of the plotting library: a file of the page's own, which reports hold as well. */
export const plottingAddress: string = new URL(address, import.meta.url).href;
