// Greets whoever asks; `/health` tells the engine that it is well.
import { createServer } from "node:http";

export function answer(path) {
  if (path === "/health") return { status: 200, text: "ok" };
  if (path === "/") return { status: 200, text: process.env.GREETING ?? "Hello from a container" };
  return { status: 404, text: "not found" };
}

if (process.env.PORT) {
  const server = createServer((request, response) => {
    const { status, text } = answer(request.url);
    response.writeHead(status, { "content-type": "text/plain" }).end(`${text}\n`);
  });
  server.listen(Number(process.env.PORT));
  process.once("SIGTERM", () => server.close());
}
