import "./without-eval.ts";
import "@mantine/core/styles.css";
import "@fontsource-variable/inter/index.css";
import "./theme/base.css";
import "./theme/controls.css";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { keepOffline } from "./offline/keep-offline.ts";
import { tellEndedTasks } from "./shell/ended-tasks.ts";
import { hearDrops } from "./shell/hear-drops.ts";
import { tellUnhandled } from "./shell/tell-unhandled.ts";
import { tellError } from "./shell/toast-store.ts";
import { prepareFirstFile } from "./start/prepare-first-file.ts";
import { whenIdle } from "./start/when-idle.ts";
import { keepAddress } from "./state/keep-address.ts";
import { startKeeping } from "./state/persistence/keep-saved.ts";
import { keepFactsRead } from "./state/read-facts.ts";
import { themeStyles } from "./theme/css-variables.ts";

const styles = document.createElement("style");
styles.textContent = themeStyles();
document.head.append(styles);

tellUnhandled();
const kept = startKeeping(tellError);
hearDrops(kept);
// The page is drawn as it stood, not first empty and then as it stood.
await kept;
void keepAddress(tellError);
keepFactsRead();
tellEndedTasks();
void keepOffline();

// In slices, as the rest of the page is drawn.
startTransition(() =>
  createRoot(document.getElementById("root") as HTMLElement).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);

whenIdle(prepareFirstFile);
