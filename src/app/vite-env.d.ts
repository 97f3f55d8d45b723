/// <reference types="vite/client" />

declare module "plotly.js-cartesian-dist-min" {
  export { default } from "plotly.js-dist-min";
}
