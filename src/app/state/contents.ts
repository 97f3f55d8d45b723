/** Contents of the files of the project by hash: references, no bytes are held. */
const contents = new Map<string, Blob>();

export function keepContent(id: string, content: Blob): void {
  contents.set(id, content);
}

/** The content of a file; undefined where it is not there (any more). */
export function contentOf(id: string): Blob | undefined {
  return contents.get(id);
}

/** Lets go of a content to which nothing refers any more, not even undo. */
export function releaseContent(id: string): void {
  contents.delete(id);
}
