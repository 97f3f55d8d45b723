import { isStop } from "./is-stop.ts";
import { tellError } from "./toast-store.ts";

/** Says what failed where nothing else does: no failure is silent but that of what was stopped. */
export function tellUnhandled(): void {
  addEventListener("unhandledrejection", (event) => {
    if (isStop(event.reason)) event.preventDefault();
    else tellError(event.reason);
  });
}
