import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exit, UsageError } from "./exit.ts";
import { onInterrupt } from "./interrupt.ts";
import { type Served, serve } from "./serve/server.ts";

/** Always the same, so that a browser finds the projects it kept. */
const PORT = 8417;

export interface AppFlags {
  readonly port?: string;
  readonly open?: boolean;
  readonly example?: string;
}

/** `liquidus app` */
export async function app(flags: AppFlags): Promise<number> {
  const folder = join(fileURLToPath(new URL("..", import.meta.url)), "app");
  if (!existsSync(folder)) {
    throw new UsageError("The workbench is not built: run `npm run build` in the folder of Liquidus.");
  }
  const port = portOf(flags.port);
  const served = await serve({ folder, port: port ?? PORT, exact: port !== undefined });
  const address =
    flags.example === undefined
      ? served.address
      : `${served.address}#/impedance?example=${encodeURIComponent(flags.example)}`;
  process.stdout.write(`The workbench is at ${address}\n`);
  process.stderr.write(
    `${port === undefined && served.port !== PORT ? `Port ${PORT} is taken, so this is another address: projects kept under the usual one are not seen here.\n` : ""}Only this machine can reach it. Ctrl-C ends it; projects stay in the browser.\n`,
  );
  if (flags.open !== false) await openBrowser(address);
  await ended(served);
  return exit.done;
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(`--port takes a whole number from 0 to 65535, found "${text}".`);
  }
  return port;
}

/** Opens the browser of the user; where there is none, the printed address is all. */
async function openBrowser(address: string): Promise<void> {
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const alone = "No browser was opened: open the address above in one.\n";
  if (!hasDisplay) {
    process.stderr.write(alone);
    return;
  }
  const { default: open } = await import("open");
  const child = await open(address).catch(() => null);
  if (child === null) process.stderr.write(alone);
  child?.on("error", () => process.stderr.write(alone));
}

function ended(served: Served): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => void served.close().then(resolve);
    onInterrupt(end);
    process.once("SIGTERM", end);
  });
}
