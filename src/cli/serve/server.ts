import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { UsageError } from "../exit.ts";
import { pageFiles, policyOf, type ServedFile } from "./page-files.ts";

/** Only this machine reaches it. */
const LOOPBACK = "127.0.0.1";
/** Names by which this machine calls itself; any other is a page elsewhere that had its name resolved to us. */
const OWN_NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
/** Ports tried after the first one where that is taken. */
const TRIES = 10;

export interface ServeOptions {
  /** Folder of the built page. */
  readonly folder: string;
  /** First port tried; browsers keep projects by address, port included. 0: any. */
  readonly port: number;
  /** Whether another port may be taken. */
  readonly exact: boolean;
}

/** A page that is being served. */
export interface Served {
  /** http://127.0.0.1:PORT/ */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the files of a folder to this machine alone, with a policy that lets the page talk to nobody else.
 * @throws UsageError where no port is free
 */
export async function serve({ folder, port, exact }: ServeOptions): Promise<Served> {
  const files = await pageFiles(folder);
  const policy = await policyOf(join(folder, "index.html"));
  const server = createServer((request, response) => answer(request, response, files, policy));
  const tries = exact || port === 0 ? 1 : TRIES;
  for (let k = 0; k < tries; k++) {
    if (!(await listens(server, port + k))) continue;
    const { port: taken } = server.address() as AddressInfo;
    return { address: `http://${LOOPBACK}:${taken}/`, port: taken, close: () => closed(server) };
  }
  throw new UsageError(
    tries === 1
      ? `Port ${port} is taken by another program. Name another with --port, or leave --port out.`
      : `Ports ${port} to ${port + tries - 1} are taken by other programs. Name a free one with --port.`,
  );
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES")
        reject(new UsageError(`Port ${port} needs rights of an administrator. Name one above 1023.`));
      else reject(error);
    };
    server.once("error", failed);
    server.listen(port, LOOPBACK, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, ServedFile>,
  policy: string,
): void {
  const refuse = (status: number, sentence: string): void => {
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
    response.end(`${sentence}\n`);
  };
  const [path = "/"] = (request.url ?? "/").split(/[?#]/);
  const file = files.get(path);
  if (!OWN_NAMES.test(request.headers.host ?? "")) refuse(403, "Only this machine is served.");
  else if (request.method !== "GET" && request.method !== "HEAD") refuse(405, "Files are read here, nothing is taken.");
  else if (file === undefined) refuse(404, "There is no such page; the workbench is at /.");
  else send(file, request.method === "HEAD", response, policy);
}

function send(
  { type, immutable, path }: ServedFile,
  headOnly: boolean,
  response: ServerResponse,
  policy: string,
): void {
  response.writeHead(200, {
    "content-type": type,
    "content-security-policy": policy,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (headOnly) response.end();
  else
    createReadStream(path)
      .on("error", () => response.destroy())
      .pipe(response);
}
