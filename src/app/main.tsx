import "@mantine/core/styles.css";
import "@fontsource-variable/inter/index.css";
import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { themeStyles } from "./theme/css-variables.ts";

const styles = document.createElement("style");
styles.textContent = themeStyles();
document.head.append(styles);

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
