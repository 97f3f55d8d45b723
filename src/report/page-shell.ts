import { darkTheme, type FigureTheme, lightTheme } from "../figures/theme.ts";
import { html, type Markup, raw } from "./html.ts";
import { base64 } from "./pack.ts";
import { contentSecurityPolicy, inlineScript, type Sha256 } from "./policy.ts";
import { reportScript } from "./script.ts";
import { styleSheet } from "./style.ts";

/** A page and what it is made with. */
export interface PageShell {
  readonly title: string;
  /** What kind of page it is, in the title of the window: `report`. */
  readonly kind: string;
  /** Version of the program. */
  readonly version: string;
  readonly body: Markup;
  /** JSON of the figures as the page's script reads it, safe to stand in a script element. */
  readonly data: string;
  /** Source of plotly.js: the core cannot read node_modules. */
  readonly plottingScript: string;
  /** A faster sha256 than the portable one, where the platform has it. */
  readonly sha256?: Sha256;
  /** Compresses to the zlib format, where the platform can; a third of the size, and a browser of 2023 or later is needed. */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
}

function palette(theme: FigureTheme): Record<string, string> {
  const colors: Record<string, string> = { ...theme.color };
  theme.melt.forEach((color, i) => {
    colors[`m${i}`] = color;
  });
  theme.difference.forEach((color, i) => {
    colors[`d${i}`] = color;
  });
  return colors;
}

/** The colours by name that a figure drawn in `reportTheme` is painted with, light and dark. */
export const palettes: Readonly<Record<"light" | "dark", Readonly<Record<string, string>>>> = {
  light: palette(lightTheme),
  dark: palette(darkTheme),
};

/** A name for an exported picture: what stands safely in a file name. */
export function pictureName(file: string, title: string): string {
  const clean = (text: string): string => text.replace(/\.[A-Za-z0-9]{1,5}$/, "").replace(/[^\p{L}\p{N}]+/gu, "_");
  return `${clean(file)}_${clean(title)}`.slice(0, 80);
}

const MARK = raw(
  '<svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="4" fill="var(--accent)"/><path d="M3 6c4 0 5 9 9 9 2.5 0 3-5 7-5" fill="none" stroke="var(--onAccent)" stroke-width="1.8"/><path d="M3 17h16" stroke="var(--onAccent)" stroke-width="1.3" opacity=".6"/></svg>',
);

/** The frame of every page: policy, style, top bar with the theme switch, body, figures and the two scripts that draw them. */
export function pageShell(page: PageShell): string {
  // What is inserted later is not read by the HTML parser: it stands as it is.
  const plotting = page.deflate ? page.plottingScript : inlineScript(page.plottingScript);
  const own = inlineScript(reportScript);
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(contentSecurityPolicy([plotting, own], page.sha256))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Liquidus ${page.version}">
<meta name="referrer" content="no-referrer">
<title>${page.title} – Liquidus ${page.kind}</title>
<link rel="icon" href="data:,">
<style>${raw(styleSheet())}</style>
</head>
<body>
<header class="top"><div class="mark">${MARK}<b>Liquidus</b></div><h1 title="${page.title}">${page.title}</h1><span class="space"></span><button type="button" id="theme" hidden title="Switch between light and dark">Dark</button></header>
<noscript><p class="note">The figures need scripts, which are switched off here. Words and tables are complete.</p></noscript>
${page.body}`;
  return `${head.markup}${dataScript("figures", page.data, page.deflate)}
${page.deflate ? dataScript("plotting", plotting, page.deflate) : `<script>${plotting}</script>`}
<script>${own}</script>
</body>
</html>
`;
}

/** A text that the page's script reads: in the open, or compressed in base64. */
function dataScript(id: string, text: string, deflate: PageShell["deflate"]): string {
  if (!deflate) return `<script type="application/json" id="${id}">${text}</script>`;
  const packed = base64(deflate(new TextEncoder().encode(text)));
  return `<script type="text/plain" id="${id}" data-deflate>${packed}</script>`;
}
