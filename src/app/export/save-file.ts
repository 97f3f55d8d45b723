const types: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  json: "application/json",
  csv: "text/csv",
  html: "text/html",
  yaml: "application/yaml",
  parquet: "application/vnd.apache.parquet",
};

/** Gives a content to the user as a file of this name. */
export function saveFile(name: string, content: string | Uint8Array): void {
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  const part = typeof content === "string" ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
