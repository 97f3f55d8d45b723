import classes from "./hover-card.module.css";
import { RichText } from "./rich-text-view.tsx";

export interface HoverCardProps {
  /** px in the window of what it tells of. */
  readonly left: number;
  readonly top: number;
  /** In Plotly's pseudo-HTML. */
  readonly text: string;
}

/** px between the datum and the card. */
const AWAY = 12;

/** The card beside the datum at the pointer, on the side where the window has more room. */
export function HoverCard({ left, top, text }: HoverCardProps) {
  const toLeft = left > window.innerWidth / 2;
  const above = top > window.innerHeight / 2;
  const shift = `translate(${toLeft ? "-100%" : "0"}, ${above ? "-100%" : "0"})`;
  return (
    <div
      className={`${classes.card} numbers`}
      style={{ left: left + (toLeft ? -AWAY : AWAY), top: top + (above ? -AWAY : AWAY), transform: shift }}
      aria-hidden
    >
      <RichText text={text} />
    </div>
  );
}
