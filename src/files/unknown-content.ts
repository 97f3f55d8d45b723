const signatures: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "starts with PK: this is a zip archive (unpack it and give its contents)"],
  [[0x50, 0x4b, 0x05, 0x06], "starts with PK: this is an empty zip archive"],
  [[0x1f, 0x8b], "starts with 1F 8B: this is gzip-compressed data (unpack it first)"],
  [[0x25, 0x50, 0x44, 0x46], "starts with %PDF: this is a PDF document"],
  [[0x89, 0x50, 0x4e, 0x47], "starts with a PNG signature: this is an image"],
  [[0xff, 0xd8, 0xff], "starts with a JPEG signature: this is an image"],
  [[0x89, 0x48, 0x44, 0x46], "starts with an HDF5 signature: this is an HDF5 file"],
  [[0xd0, 0xcf, 0x11, 0xe0], "starts with an OLE signature: this is an old Office document (export it as CSV)"],
  [[0x49, 0x49, 0x2a, 0x00], "starts with II*: this is a TIFF image"],
  [[0x4d, 0x4d, 0x00, 0x2a], "starts with MM: this is a TIFF image"],
  [[0x50, 0x41, 0x52, 0x31], "starts with PAR1: this is a Parquet table"],
];

/** Says in a clause what unknown bytes look like: a known signature, or their first characters, printable ones only. */
export function describeContent(bytes: Uint8Array): string {
  for (const [signature, what] of signatures) {
    if (signature.every((byte, i) => bytes[i] === byte)) return what;
  }
  const head = Array.from(bytes.subarray(0, 24));
  const printable = head.filter((byte) => byte >= 0x20 && byte < 0x7f).length;
  if (printable >= 0.8 * head.length) {
    const text = head.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : " ")).join("");
    return `starts with "${text.trim()}"`;
  }
  return `starts with the bytes ${head
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, "0").toUpperCase())
    .join(" ")}`;
}
