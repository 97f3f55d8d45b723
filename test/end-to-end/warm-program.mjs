// Runs `liquidus …` again and again in one process, so that a test of what a command prints, writes and returns waits for no start.
// One request at a time: { args, folder } in, { status, stdout, stderr } out.
import { run } from "../../dist/cli/program.js";

process.on("message", async ({ args, folder }) => {
  const heard = [process.stdout, process.stderr].map(listen);
  let status;
  try {
    process.chdir(folder);
    status = await run(args);
  } finally {
    for (const { restore } of heard) restore();
    process.removeAllListeners("SIGINT");
    process.stdout.removeAllListeners("error");
  }
  const [stdout, stderr] = heard.map(({ text }) => text());
  process.send({ status, stdout, stderr });
});
process.on("disconnect", () => process.exit());

/** Keeps what is written to a stream from the terminal. */
function listen(stream) {
  const { write } = stream;
  const chunks = [];
  stream.write = (chunk, encoding, done) => {
    chunks.push(Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8"));
    const told = typeof encoding === "function" ? encoding : done;
    told?.();
    return true;
  };
  return {
    text: () => Buffer.concat(chunks).toString(),
    restore: () => {
      stream.write = write;
    },
  };
}
