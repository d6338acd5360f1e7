/**
 * Stands in for Docker Buildx, which Debian 12 does not have: `docker buildx build` as far as Gantry uses it. It builds on
 * the real engine of DOCKER_HOST and says what that says, in the form of `--progress=rawjson`. What only Buildx can do, it
 * does not; its arguments are kept in the file BUILDX_ARGUMENTS.
 */
import { writeFileSync } from "node:fs";
import { packContext } from "../../client/src/build/pack.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { BuildEvent } from "../../client/src/engine/engine.ts";
import { readContext } from "../../server/src/shared/context/read.ts";

const stamp = (name: string, milliseconds: number | null): object =>
  milliseconds === null ? {} : { [name]: new Date(milliseconds).toISOString() };

function status(event: BuildEvent): object | null {
  switch (event.type) {
    case "vertex": {
      const { digest, name, cached, startedAt, completedAt, error } = event.vertex;
      const times = { ...stamp("started", startedAt), ...stamp("completed", completedAt) };
      return { vertexes: [{ digest, name, ...times, ...(cached && { cached }), ...(error && { error }) }] };
    }
    case "log": {
      const { vertex, channel, text, at } = event;
      const data = Buffer.from(text).toString("base64");
      return { logs: [{ vertex, stream: channel === "stderr" ? 2 : 1, data, ...stamp("timestamp", at) }] };
    }
    default:
      return null;
  }
}

async function main([verb, subverb, ...args]: readonly string[]): Promise<number> {
  if (verb !== "buildx") return 1;
  if (subverb === "version") {
    console.log("github.com/docker/buildx v0.99.0 of-these-tests");
    return 0;
  }
  if (process.env.BUILDX_ARGUMENTS) writeFileSync(process.env.BUILDX_ARGUMENTS, args.join("\n"));
  const given = (name: string): string => args.find((it) => it.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";
  const stop = new AbortController();
  process.on("SIGINT", () => stop.abort());
  const engine = await connect({ url: process.env.DOCKER_HOST ?? "", tls: null });
  const read = await readContext(args.at(-1) ?? "", given("file"));
  const { dockerfile } = read;
  const request = { context: packContext(read), dockerfile, tag: given("tag"), network: "none" };
  try {
    for await (const event of engine.build(request, stop.signal)) {
      const said = status(event);
      if (said) process.stderr.write(`${JSON.stringify(said, null, 2)}\n`);
    }
    return 0;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    process.stderr.write(
      `ERROR: failed to build: failed to solve: ${cause instanceof Error ? cause.message : cause}\n`,
    );
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
