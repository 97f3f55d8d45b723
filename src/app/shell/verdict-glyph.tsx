import { IconAlertTriangle, IconCheck, IconCircleDashed, IconMinus, IconSquareX } from "@tabler/icons-react";
import type { Verdict } from "../state/file-facts.ts";

export type VerdictKind = Verdict;

const glyphs = {
  holds: { Icon: IconCheck, color: "var(--pass)", words: "Holds" },
  mind: { Icon: IconAlertTriangle, color: "var(--warn)", words: "Mind" },
  fails: { Icon: IconSquareX, color: "var(--fail)", words: "Fails" },
  unknown: { Icon: IconCircleDashed, color: "var(--open)", words: "Not identifiable" },
  none: { Icon: IconMinus, color: "var(--ink3)", words: "Not computed" },
} as const;

export interface VerdictGlyphProps {
  readonly verdict: VerdictKind;
  /** What it stands for, for screen readers; left out: the kind of verdict. */
  readonly sentence?: string;
  readonly size?: number;
}

/** The shape carries the meaning, the colour repeats it. */
export function VerdictGlyph({ verdict, sentence, size = 15 }: VerdictGlyphProps) {
  const { Icon, color, words } = glyphs[verdict];
  return (
    <Icon size={size} stroke={1.8} color={color} role="img" aria-label={sentence ?? words} style={{ flex: "none" }} />
  );
}
