import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentDigest } from "../../work/content-digest.ts";
import { emptyProject, type ProjectDocument } from "../project.ts";
import { DecodeError } from "./decode.ts";
import { type PackedProject, packProject, unpackProject } from "./project-file.ts";

const SAVED = Date.UTC(2026, 9, 3, 12, 4);

async function project(contents: readonly Uint8Array[], name = "NaK on NASICON"): Promise<PackedProject> {
  const blobs = contents.map((bytes) => new Blob([Uint8Array.from(bytes)]));
  const ids = await Promise.all(blobs.map(contentDigest));
  const document: ProjectDocument = {
    ...emptyProject,
    name,
    files: ids.map((id, k) => ({
      id,
      name: `file ${k}.mpr`,
      folder: "",
      size: blobs[k]?.size ?? 0,
      area: null,
      working: null,
      counter: null,
    })),
  };
  return { document, session: { view: "impedance" }, contents: new Map(ids.map((id, k) => [id, blobs[k] as Blob])) };
}

async function bytesOf(blob: Blob): Promise<Buffer> {
  return Buffer.from(await blob.arrayBuffer());
}

/** Whether two contents are equal to the byte. */
async function same(a: Blob, b: Blob): Promise<boolean> {
  return (await bytesOf(a)).equals(await bytesOf(b));
}

const unpack = (bytes: Uint8Array) => unpackProject(new Blob([Uint8Array.from(bytes)]), contentDigest);

async function lines(packed: Blob): Promise<string[]> {
  return gunzipSync(await bytesOf(packed))
    .toString()
    .trimEnd()
    .split("\n");
}

describe("a project file", () => {
  test("gives back what was written: document, session and every byte of the contents", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.uint8Array({ maxLength: 5000 }), { maxLength: 4, selector: (bytes) => bytes.join() }),
        fc.string({ unit: "binary" }),
        fc.jsonValue(),
        async (contents, name, session) => {
          const before = { ...(await project(contents, name)), session };
          const after = await unpackProject(await packProject(before, SAVED), contentDigest);
          expect(after.document).toEqual(before.document);
          expect(JSON.stringify(after.session)).toBe(JSON.stringify(session));
          expect([...after.contents.keys()]).toEqual([...before.contents.keys()]);
          for (const [id, content] of before.contents) {
            expect(await same(after.contents.get(id) as Blob, content)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("holds a content of several portions, and the same project twice is the same file", async () => {
    const big = Uint8Array.from({ length: 2_000_001 }, (_, k) => (k * 2654435761) >>> 24);
    const before = await project([big]);
    const packed = await packProject(before, SAVED);
    expect(await same(await packProject(before, SAVED), packed)).toBe(true);
    expect((await lines(packed)).length).toBe(1 + Math.ceil(big.length / 786_432));
    const [content] = (await unpackProject(packed, contentDigest)).contents.values();
    expect(await same(content as Blob, new Blob([big]))).toBe(true);
  });

  test("leaves out the contents of files that the project no longer has", async () => {
    const before = await project([new Uint8Array([1, 2, 3])]);
    const packed = await packProject({ ...before, document: { ...before.document, files: [] } }, SAVED);
    expect(await lines(packed)).toHaveLength(1);
  });

  test("a file without its content is opened; its content is what is missing", async () => {
    const before = await project([new Uint8Array([1, 2, 3])]);
    const after = await unpackProject(await packProject({ ...before, contents: new Map() }, SAVED), contentDigest);
    expect(after.document.files).toHaveLength(1);
    expect(after.contents.size).toBe(0);
  });
});

describe("a project file that is wrong is refused in a sentence, never in part", () => {
  const sound = (async () =>
    bytesOf(await packProject(await project([new Uint8Array([1, 2, 3]), new Uint8Array(100)]), SAVED)))();

  test("cut at any byte", async () => {
    const whole = await sound;
    for (let length = 0; length < whole.length; length += 7) {
      await expect(unpack(whole.subarray(0, length))).rejects.toThrow(DecodeError);
    }
  });

  test("with any byte changed it is refused, or nothing of it differs", async () => {
    const whole = await sound;
    const before = JSON.stringify((await unpack(whole)).document);
    for (let at = 0; at < whole.length; at += 3) {
      const bad = Uint8Array.from(whole);
      bad[at] = (bad[at] as number) ^ 0x55;
      const read = await unpack(bad).catch((error: unknown) => error);
      if (read instanceof Error) expect(read).toBeInstanceOf(DecodeError);
      else expect(JSON.stringify((read as PackedProject).document)).toBe(before);
    }
  });

  const rewritten = async (change: (all: string[]) => string[]): Promise<Uint8Array> =>
    gzipSync(
      `${change(
        gunzipSync(await sound)
          .toString()
          .trimEnd()
          .split("\n"),
      ).join("\n")}\n`,
    );
  const head = (all: readonly string[], change: (head: Record<string, unknown>) => unknown): string =>
    JSON.stringify(change(JSON.parse(all[0] as string)));

  test.each<[string, (all: string[]) => string[], RegExp]>([
    ["a content exchanged", (all) => [all[0] as string, '"BAUG"', all[2] as string], /does not match its sha256/],
    ["a content missing", (all) => all.slice(0, -1), /ends inside file 1\.mpr \(0 of 100 bytes\)/],
    [
      "a content too long",
      (all) => [all[0] as string, '"AQIDBA=="', all[2] as string],
      /more or less than the 3 bytes/,
    ],
    ["an empty portion", (all) => [all[0] as string, '""', all[2] as string], /more or less than the 3 bytes/],
    ["a portion that is no base64", (all) => [all[0] as string, '"<script>"', all[2] as string], /not base64/],
    ["a portion that is a number", (all) => [all[0] as string, "7", all[2] as string], /not base64/],
    ["more after its end", (all) => [...all, '"AQID"'], /goes on after its last content/],
    ["another kind of file", () => ['{"schema":"x"}'], /does not say liquidus\.project-file/],
    ["a first line that is no JSON", () => ["PK"], /not JSON/],
    [
      "the file of a newer program",
      (all) => [head(all, (one) => ({ ...one, schema: "liquidus.project-file/2" }))],
      /liquidus\.project-file\/2; this program reads liquidus\.project-file\/1/,
    ],
    [
      "contents of 5 GB announced",
      (all) => [head(all, (one) => ({ ...one, contents: Array(5).fill({ id: "0".repeat(64), size: 1e9 }) }))],
      /announces 5\.0 GB of files; up to 2 GB are read/,
    ],
    [
      "a negative size",
      (all) => [head(all, (one) => ({ ...one, contents: [{ id: "0".repeat(64), size: -1 }] }))],
      /contents\[0\]\.size/,
    ],
  ])("%s", async (_, change, sentence) => {
    const bad = await rewritten(change);
    await expect(unpack(bad)).rejects.toThrow(sentence);
    await expect(unpack(bad)).rejects.toThrow(DecodeError);
  });

  test("a gzip that unfolds without end stops at the longest line", async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000, 0x61));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(unpack(bomb)).rejects.toThrow(/longer than 64000000 bytes/);
  });

  test.each([
    ["empty", new Uint8Array(0), /empty/],
    ["a zip archive", new TextEncoder().encode("PK\u0003\u0004"), /does not begin as gzip does \(1F 8B\)/],
  ])("%s", async (_, bytes, sentence) => {
    await expect(unpack(bytes)).rejects.toThrow(sentence);
  });
});
