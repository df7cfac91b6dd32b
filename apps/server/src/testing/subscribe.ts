interface Sent {
  event?: string;
  id?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever was sent; the expectations say what it must be
  data: any;
}

/** A subscription as the browser's EventSource asks for it. */
export async function subscribeAt(address: string, path: string, input: object, token: string | null) {
  const ended = new AbortController();
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  const response = await fetch(`${address}/api/trpc/${path}?${query.toString()}`, {
    headers: { accept: "text/event-stream", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    signal: ended.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  async function next(): Promise<Sent | null> {
    for (;;) {
      const end = buffer.indexOf("\n\n");
      if (end >= 0) {
        const block = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        const fields = Object.fromEntries(
          block
            .split("\n")
            .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
        );
        if (fields["event"] === "ping") continue;
        return { ...fields, data: fields["data"] ? JSON.parse(fields["data"]) : undefined };
      }
      const { value, done } = await reader.read();
      if (done) return null;
      buffer += value;
    }
  }
  /** The next message of the subscription itself. */
  async function message(): Promise<Sent | null> {
    for (;;) {
      const sent = await next();
      if (sent === null || sent.id !== undefined || sent.event === "serialized-error") return sent;
    }
  }
  return { response, message, close: () => ended.abort() };
}
