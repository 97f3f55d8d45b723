import { IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import { withoutDirectionControls } from "../../figures/plotly.ts";
import { type Toast, useToasts } from "./toast-store.ts";
import classes from "./toasts.module.css";

/** ms that a toast is seen. */
const SEEN = 10_000;

export function Toasts() {
  const toasts = useToasts(({ toasts }) => toasts);
  return (
    <div className={classes.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} {...toast} />
      ))}
    </div>
  );
}

function OneToast({ id, text, action, stays }: Toast) {
  const close = useToasts(({ close }) => close);
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => close(id), SEEN);
    return () => clearTimeout(timer);
  }, [id, stays, close]);
  return (
    <div className={classes.toast}>
      <span>{withoutDirectionControls(text)}</span>
      {action === null ? null : (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            action.run();
            close(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className={classes.close} aria-label="Close" onClick={() => close(id)}>
        <IconX size={14} aria-hidden />
      </button>
    </div>
  );
}
