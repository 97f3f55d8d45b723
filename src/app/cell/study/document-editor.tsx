import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { marksField, setMarks, type TextError } from "./editor-marks.ts";
import classes from "./protocol-section.module.css";
import own from "./study-document.module.css";
import { useEditorText } from "./use-editor-text.ts";

export interface DocumentEditorProps {
  readonly text: string;
  readonly error: TextError | null;
  readonly onChange: (text: string) => void;
  /** Ctrl Enter. */
  readonly onTake: () => void;
}

/** The editor of the document of a study: numbered lines, the one error under its line. */
export function DocumentEditor({ text, error, onChange, onTake }: DocumentEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const acts = useRef({ onChange, onTake });
  acts.current = { onChange, onTake };
  const initial = useRef(text);
  useEffect(() => {
    if (frame.current === null) return;
    const take = (): boolean => {
      acts.current.onTake();
      return true;
    };
    const editor = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          lineNumbers(),
          history(),
          Prec.high(keymap.of([{ key: "Mod-Enter", run: take }])),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Document of the study", spellcheck: "false" }),
          marksField,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) acts.current.onChange(update.state.doc.toString());
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
  useEditorText(view, text);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    const line = error === null ? null : doc.line(Math.max(1, Math.min(error.line, doc.lines)));
    editor.dispatch({
      effects: [
        setMarks.of({ error, running: [] }),
        ...(line === null ? [] : [EditorView.scrollIntoView(line.from, { y: "center" })]),
      ],
    });
  }, [error]);
  return <div ref={frame} className={`${classes.editor} ${own.editor}`} />;
}
