import { withoutDirectionControls } from "../figures/plotly.ts";

/** Markup that is safe to put into a page as it stands. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, null and false are nothing, arrays are joined. */
export type Content = string | number | Markup | null | false | undefined | readonly Content[];

/** Text with everything escaped that means something in HTML, in content and in quoted attributes; controls are made visible. */
export function escapeHtml(text: string): string {
  return withoutDirectionControls(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replace(/(?![\t\n])\p{Cc}/gu, "\uFFFD");
}

function rendered(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  return isList(content) ? content.map(rendered).join("") : content.markup;
}

function isList(content: Markup | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}

/** Template in which every inserted text is escaped: `` html`<td>${name}</td>` ``. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let markup = parts[0] as string;
  contents.forEach((content, i) => {
    markup += rendered(content) + (parts[i + 1] as string);
  });
  return { markup };
}

/** Our own markup, taken as it stands. Never for text from a file. */
export function raw(markup: string): Markup {
  return { markup };
}
