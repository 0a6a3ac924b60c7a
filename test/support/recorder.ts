// Local servers that record requests and send predefined answers.
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo, createServer as createTcpServer, type Server, type Socket} from 'node:net';

export interface Recorded {
  readonly verb: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Recorder {
  readonly url: string;
  readonly requests: Recorded[];
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer | null;
}

/** Answers each request with `reply`. A function that returns undefined answers the request itself, or not at all. */
export async function record(
  reply: (request: Recorded, count: number, response: ServerResponse) => Reply | undefined,
): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const recorded = {
      verb: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(pieces).toString(),
    };
    requests.push(recorded);
    const given = reply(recorded, requests.length, response);
    if (!given) return;
    response.writeHead(given.status, {'content-type': 'application/json', ...given.headers});
    response.end(given.body ?? undefined);
  });
  return {url: await listen(server), requests, close: () => stop(server)};
}

/** A TCP server. `talk` receives each connection; `bytes` counts the input of all connections. */
export async function serveRaw(talk: (socket: Socket, request: string) => void) {
  const sockets = new Set<Socket>();
  const seen = {bytes: 0, connections: 0};
  const server = createTcpServer(socket => {
    seen.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let text = '';
    socket.on('data', data => {
      seen.bytes += data.length;
      text += data.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      const request = text;
      text = '';
      talk(socket, request);
    });
  });
  const url = await listen(server);
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await stop(server);
  };
  return {url, seen, close};
}

/** HTTP servers can close their open connections. */
type AnyServer = Server & {closeAllConnections?: () => void};

export async function listen(server: AnyServer): Promise<string> {
  // A failed test that did not close its server must not keep the process alive.
  server.unref();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function stop(server: AnyServer): Promise<void> {
  server.closeAllConnections?.();
  await new Promise<void>(resolve => {
    server.close(() => resolve());
  });
}
