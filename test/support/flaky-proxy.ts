/** Stands between a client and a real engine, and fails as networks, proxies and busy machines do. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** `held`: taken and not answered. `busy`: answered 503. `damaged`: lists are whole answers of half a JSON. */
export type Mode = "passing" | "held" | "busy" | "damaged";

export interface FlakyProxy {
  /** `tcp://127.0.0.1:…`; of a socket `unix:///…` */
  readonly url: string;
  /** Of connections that are made from now on; those that were held go on when it is `passing`. */
  set(mode: Mode): void;
  /** To whom requests are passed on from now on. */
  lead(socket: string): void;
  /** Ends all connections: in order, or with a reset. */
  cut(how: "end" | "reset"): void;
  /** All connections stay open, and nothing goes through them any more. */
  silence(): void;
  /** Streams of events that are open, as far as the client has them open. */
  eventStreams(): number;
  mostEventStreams(): number;
  close(): Promise<void>;
}

const BUSY = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 8\r\nConnection: close\r\n\r\nstarting";
const HALF = '[{"Id":"0123","Names":["/half';
const DAMAGED = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${HALF.length}\r\nConnection: close\r\n\r\n${HALF}`;

/** Listens at a port, or at the socket that is named. */
export async function startFlakyProxy(engine: string, at: string | null = null): Promise<FlakyProxy> {
  const clients = new Set<Socket>();
  const events = new Set<Socket>();
  const held = new Set<() => void>();
  const state = { mode: "passing" as Mode, engine, most: 0 };

  const pass = (client: Socket): void => {
    const upstream = connect(state.engine);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on("close", end).pipe(upstream);
    upstream.on("error", end).on("close", end).pipe(client);
  };
  const answer = (client: Socket, request: string): void => {
    if (state.mode === "busy") return void client.end(BUSY);
    if (state.mode === "damaged" && request.includes("/containers/json")) return void client.end(DAMAGED);
    // A connection is used for one request after another.
    client.on("data", (chunk: Buffer) => {
      if (!/^GET \S*\/events\?/.test(chunk.toString("latin1"))) return;
      events.add(client);
      state.most = Math.max(state.most, events.size);
    });
    pass(client);
  };
  const server = createServer((client) => {
    clients.add(client);
    client.on("error", () => client.destroy());
    client.on("close", () => {
      clients.delete(client);
      events.delete(client);
    });
    client.once("data", (chunk) => {
      client.pause();
      client.unshift(chunk);
      const request = chunk.toString("latin1");
      if (state.mode === "held") held.add(() => answer(client, request));
      else answer(client, request);
    });
  });
  await new Promise<void>((done) => server.listen(at === null ? { port: 0, host: "127.0.0.1" } : { path: at }, done));
  return {
    url: at === null ? `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` : `unix://${at}`, // A server that listens on a port has a port.
    set(mode) {
      state.mode = mode;
      if (mode !== "passing") return;
      for (const go of held) go();
      held.clear();
    },
    lead(socket) {
      state.engine = socket;
    },
    cut(how) {
      for (const it of clients) how === "end" ? it.destroy() : it.resetAndDestroy();
    },
    silence() {
      for (const it of clients) it.unpipe().removeAllListeners("data").pause();
    },
    eventStreams: () => events.size,
    mostEventStreams: () => state.most,
    async close() {
      for (const it of clients) it.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
