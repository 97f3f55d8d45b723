const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

/** Runs something in a task of its own, soon and in order: a message is taken in one task, and what it brings is drawn in the next. */
export function inNextTask(run: () => void): void {
  waiting.push(run);
  channel.port2.postMessage(null);
}
