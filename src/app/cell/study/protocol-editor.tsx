import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, WidgetType } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { CheckedProtocol } from "../../../study/studies/checked-protocol.ts";
import type { StepPlace } from "../../../study/studies/step-places.ts";
import { completeProtocol, protocolColors } from "./protocol-language.ts";
import classes from "./protocol-section.module.css";

export interface ProtocolEditorProps {
  readonly text: string;
  /** The text is not yet part of the study. */
  readonly draft: boolean;
  readonly error: CheckedProtocol["error"];
  /** Steps that are being run now. */
  readonly running: readonly StepPlace[];
  readonly onChange: (text: string) => void;
}

interface Marks {
  readonly error: CheckedProtocol["error"];
  readonly running: readonly StepPlace[];
}

const setMarks = StateEffect.define<Marks>();

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

const marksField = StateField.define<DecorationSet>({
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

/** The editor of a protocol: it knows the language, shows the one error under its line, and a bar at the lines being run. */
export function ProtocolEditor({ text, draft, error, running, onChange }: ProtocolEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const initial = useRef(text);
  useEffect(() => {
    if (frame.current === null) return;
    const editor = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          lineNumbers(),
          history(),
          protocolColors,
          autocompletion({ override: [completeProtocol], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Protocol" }),
          marksField,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  const places = JSON.stringify(running);
  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of({ error, running: JSON.parse(places) as readonly StepPlace[] }) });
  }, [error, places]);
  return <div ref={frame} className={classes.editor} data-draft={draft} />;
}
