async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * A page that is made with a compressor: a worker compresses only while others wait, so the page is made twice, first to
 * learn what it compresses. A page depends on nothing but its input.
 */
export async function deflatedPage(make: (deflate: (bytes: Uint8Array) => Uint8Array) => string): Promise<string> {
  const asked: Uint8Array[] = [];
  make((bytes) => {
    asked.push(bytes);
    return new Uint8Array();
  });
  const packed = await Promise.all(asked.map(deflated));
  let next = 0;
  return make(() => packed[next++] as Uint8Array);
}
