import { type EditorState, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { StepPlace } from "../../../study/studies/step-places.ts";

/** Where a text cannot be used, and why. */
export interface TextError {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Marks {
  readonly error: TextError | null;
  readonly running: readonly StepPlace[];
}

/** Says anew what is wrong and what is being run. */
export const setMarks = StateEffect.define<Marks>();

/** The sentence of an error, under its line. */
class ErrorLine extends WidgetType {
  readonly message: string;

  constructor(message: string) {
    super();
    this.message = message;
  }

  override eq(other: ErrorLine): boolean {
    return other.message === this.message;
  }

  override toDOM(): HTMLElement {
    const line = document.createElement("div");
    line.className = "cm-error-line";
    line.setAttribute("role", "alert");
    line.textContent = this.message;
    return line;
  }
}

/** The one error under its line, and a bar at the lines being run. */
export const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    return set === undefined ? marks.map(transaction.changes) : decorationsOf(transaction.state, set.value);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf(state: EditorState, { error, running }: Marks): DecorationSet {
  const { doc } = state;
  const ranges: Range<Decoration>[] = [];
  const lines = new Set(running.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, k) => from + k)));
  for (const number of lines) {
    if (number <= doc.lines) ranges.push(Decoration.line({ class: "cm-running" }).range(doc.line(number).from));
  }
  if (error !== null) {
    const line = doc.line(Math.max(1, Math.min(error.line, doc.lines)));
    const at = Math.min(line.from + error.column - 1, line.to);
    const word = /^\S+(?:\s+[A-Za-zµ/0-9]+)?/.exec(doc.sliceString(at, line.to))?.[0].length ?? 0;
    if (word > 0) ranges.push(Decoration.mark({ class: "cm-wrong" }).range(at, at + word));
    const widget = Decoration.widget({ widget: new ErrorLine(error.message), block: true, side: 1 });
    ranges.push(widget.range(line.to));
  }
  return Decoration.set(ranges, true);
}
