import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real HTTP server that takes messages and answers as it is told. */
export async function startReceiver() {
  const received: Received[] = [];
  const receiver = {
    received,
    /** What comes of the next messages. */
    answer: (response: ServerResponse): void => {
      response.writeHead(204).end();
    },
  };
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      receiver.answer(response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    ...receiver,
    /** Changes what comes of the next messages. */
    answerWith(answer: (response: ServerResponse) => void): void {
      receiver.answer = answer;
    },
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
