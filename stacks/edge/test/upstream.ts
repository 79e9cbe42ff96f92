import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { WebSocketServer } from "ws";

/** What a host answers. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A request as a backend got it. */
export interface Received {
  readonly host: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

/** Every backend there is, at one address on loopback: they are told apart by the host that is asked for. */
export class Upstream implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #answers: Readonly<Record<string, Answer>>;
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first ?? false });
  readonly #server = createServer((request, response) => this.#answer(request, response));

  /** @param answers by host */
  constructor(answers: Readonly<Record<string, Answer>>) {
    this.#answers = answers;
    this.#server.on("upgrade", (request, socket, head) => {
      this.#note(request);
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on("message", (data) => client.send(`echo ${data}`));
      });
    });
  }

  /** Address and port. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? `${address.address}:${address.port}` : "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request);
    const answer = this.#answers[request.headers.host ?? ""];
    if (answer === undefined) response.writeHead(421).end();
    else answer(request, response);
  }

  #note({ headers, method = "", url = "" }: IncomingMessage): void {
    this.received.push({ host: headers.host ?? "", method, url, headers });
  }
}

/** Answers with what came: the body, with a status of its own. */
export const echo: Answer = (request, response) => {
  response.writeHead(201, { "content-type": request.headers["content-type"] ?? "text/plain" });
  request.pipe(response);
};

/** Breaks the connection. */
export const broken: Answer = (request) => request.socket.destroy();
