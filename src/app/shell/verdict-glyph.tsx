import type { Verdict } from "../state/file-facts.ts";

/** What a screen reader says for the mark. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  passes: "holds",
  mind: "mind",
  fails: "fails",
  notIdentifiable: "not identifiable",
  notComputed: "not computed",
};

const colors: Readonly<Record<Verdict, string>> = {
  passes: "var(--pass)",
  mind: "var(--warn)",
  fails: "var(--fail)",
  notIdentifiable: "var(--open)",
  notComputed: "var(--ink3)",
};

const shapes: Readonly<Record<Verdict, React.JSX.Element>> = {
  passes: <path d="M2.5 8.5 6 12l7.5-8" />,
  mind: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" strokeLinejoin="round" />
      <path d="M8 6.4v3.2M8 11.4v.2" strokeLinecap="round" />
    </>
  ),
  fails: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2.4" fill="currentColor" />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" stroke="var(--panel)" strokeLinecap="round" />
    </>
  ),
  notIdentifiable: <circle cx="8" cy="8" r="5.6" strokeDasharray="2.6 2.2" />,
  notComputed: <path d="M3.5 8h9" />,
};

/** Check, triangle, cross in a square, dashed ring or dash: the shape carries the meaning. */
export function VerdictGlyph({
  verdict,
  sentence,
  size = 14,
}: {
  readonly verdict: Verdict;
  readonly sentence?: string;
  readonly size?: number;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      role="img"
      aria-label={sentence ?? verdictNames[verdict]}
      style={{ color: colors[verdict], flex: "none" }}
    >
      <title>{sentence ?? verdictNames[verdict]}</title>
      {shapes[verdict]}
    </svg>
  );
}
