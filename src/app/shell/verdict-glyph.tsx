import { IconAlertTriangle, IconCheck, IconCircleDashed, IconMinus, IconSquareX } from "@tabler/icons-react";

export type VerdictKind = "holds" | "mind" | "fails" | "unknown" | "none";

const glyphs = {
  holds: { Icon: IconCheck, color: "var(--pass)", words: "Holds" },
  mind: { Icon: IconAlertTriangle, color: "var(--warn)", words: "Mind" },
  fails: { Icon: IconSquareX, color: "var(--fail)", words: "Fails" },
  unknown: { Icon: IconCircleDashed, color: "var(--open)", words: "Not identifiable" },
  none: { Icon: IconMinus, color: "var(--ink3)", words: "Not computed" },
} as const;

/** The shape carries the meaning, the colour repeats it. */
export function VerdictGlyph({ verdict, size = 15 }: { readonly verdict: VerdictKind; readonly size?: number }) {
  const { Icon, color, words } = glyphs[verdict];
  return <Icon size={size} stroke={1.8} color={color} role="img" aria-label={words} style={{ flex: "none" }} />;
}
