import { IconAlertTriangle, IconCheck, IconCircleDashed, IconMinus, IconSquareX } from "@tabler/icons-react";
import type { Verdict } from "../state/file-facts.ts";
import { propertyName } from "../theme/css-variables.ts";
import { verdictColors } from "../theme/verdict-colors.ts";

export type VerdictKind = Verdict;

const glyphs = {
  holds: { Icon: IconCheck, words: "Holds" },
  mind: { Icon: IconAlertTriangle, words: "Mind" },
  fails: { Icon: IconSquareX, words: "Fails" },
  unknown: { Icon: IconCircleDashed, words: "Not identifiable" },
  none: { Icon: IconMinus, words: "Not computed" },
} as const;

export interface VerdictGlyphProps {
  readonly verdict: VerdictKind;
  /** What it stands for, for screen readers; left out: the kind of verdict. */
  readonly sentence?: string;
  readonly size?: number;
}

/** The shape carries the meaning, the colour repeats it. */
export function VerdictGlyph({ verdict, sentence, size = 15 }: VerdictGlyphProps) {
  const { Icon, words } = glyphs[verdict];
  const color = `var(${propertyName(verdictColors[verdict])})`;
  return (
    <Icon size={size} stroke={1.8} color={color} role="img" aria-label={sentence ?? words} style={{ flex: "none" }} />
  );
}
