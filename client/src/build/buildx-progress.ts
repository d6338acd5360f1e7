/** What Docker Buildx says of a build with `--progress=rawjson`: BuildKit's own messages as JSON, each over many lines. */
import type { BuildEvent } from "../engine/api/builds.ts";
import type { OutputChannel } from "../engine/api/processes.ts";

/** `moby/buildkit/client.SolveStatus`, as far as it is shown. */
interface Status {
  readonly vertexes?: readonly {
    readonly digest?: string;
    readonly name?: string;
    readonly cached?: boolean;
    readonly started?: string;
    readonly completed?: string;
    readonly error?: string;
  }[];
  readonly statuses?: readonly {
    readonly id?: string;
    readonly vertex?: string;
    readonly current?: number;
    readonly total?: number;
  }[];
  readonly logs?: readonly {
    readonly vertex?: string;
    readonly stream?: number;
    /** Base64. */
    readonly data?: string;
    readonly timestamp?: string;
  }[];
  readonly warnings?: readonly {
    readonly vertex?: string;
    /** Base64. */
    readonly short?: string;
    readonly range?: readonly {
      readonly start?: { readonly line?: number };
      readonly end?: { readonly line?: number };
    }[];
  }[];
}

/** Reads the lines of one build, in order; null for a line of Buildx's own words, of which its error is the last. */
export function buildxProgress(): (line: string) => BuildEvent[] | null {
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  // A character of a log may be split over two messages.
  const decode = (vertex: string, channel: OutputChannel, data: string): string => {
    const key = `${channel} ${vertex}`;
    const decoder = decoders.get(key) ?? new TextDecoder();
    decoders.set(key, decoder);
    return decoder.decode(Buffer.from(data, "base64"), { stream: true });
  };
  const read = messages();
  return (line) => {
    const text = read(line);
    const status = text === "" ? {} : statusIn(text);
    if (status === null) return null;
    const { vertexes = [], statuses = [], logs = [], warnings = [] } = status;
    return [
      ...vertexes.map(({ digest = "", name = "", cached = false, started, completed, error }): BuildEvent => {
        const [startedAt, completedAt] = [timeOf(started), timeOf(completed)];
        return { type: "vertex", vertex: { digest, name, cached, startedAt, completedAt, error: error || null } };
      }),
      ...statuses.map(
        ({ vertex = "", id = "", current = 0, total = 0 }): BuildEvent => ({
          type: "status",
          vertex,
          id,
          current,
          total,
        }),
      ),
      ...logs.map(({ vertex = "", stream, data = "", timestamp }): BuildEvent => {
        const channel = stream === 2 ? "stderr" : "stdout";
        return { type: "log", vertex, channel, text: decode(vertex, channel, data), at: timeOf(timestamp) ?? 0 };
      }),
      ...warnings.map(({ vertex = "", short = "", range: [range] = [] }): BuildEvent => {
        const [line, endLine] = [range?.start?.line ?? null, range?.end?.line ?? null];
        return { type: "warning", vertex, text: Buffer.from(short, "base64").toString("utf8"), line, endLine };
      }),
    ];
  };
}

/** Puts the lines of a message together: empty until it is whole. A line that is in none is passed on as it is. */
function messages(): (line: string) => string {
  let begun = "";
  return (line) => {
    if (begun === "" && line !== "{") return line;
    begun += line;
    if (line !== "}") return "";
    const whole = begun;
    begun = "";
    return whole;
  };
}

function statusIn(line: string): Status | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Status;
  } catch {
    return null; // Something that only begins like it.
  }
}

/** Milliseconds since 1970. */
function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
}
