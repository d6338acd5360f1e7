/** The classic builder's text as the steps that BuildKit would report, so that there is one picture of a build. */
import type { BuildEvent, BuildVertex } from "./api/builds.ts";

/** `Step 2/8 : RUN make` (Docker), `[1/2] STEP 2/8: RUN make` and `STEP 2/8: RUN make` (Podman). */
const STEP = /^(?:\[(\d+)\/\d+\] )?step (\d+)\/(\d+) ?: (.*)$/i;
const CACHED = /^-{2,3}> Using cache\b/;

export interface ClassicBuild {
  /** What a piece of the builder's text means. Pieces may end anywhere. */
  read(piece: string): BuildEvent[];
  /** The build has ended: `error` is null when it went well. */
  end(error: string | null): BuildEvent[];
}

export function classicBuild(now: () => number = Date.now): ClassicBuild {
  let rest = "";
  let step: BuildVertex | null = null;

  const complete = (error: string | null): BuildEvent[] => {
    if (step === null) return [];
    const vertex = { ...step, completedAt: now(), error };
    step = null;
    return [{ type: "vertex", vertex }];
  };
  const line = (text: string): BuildEvent[] => {
    const [, stage, number, total, instruction] = STEP.exec(text) ?? [];
    if (instruction !== undefined) {
      const events = complete(null);
      const name = `[${stage ? `stage-${Number(stage) - 1} ` : ""}${number}/${total}] ${instruction}`;
      step = { digest: name, name, cached: false, startedAt: now(), completedAt: null, error: null };
      return [...events, { type: "vertex", vertex: step }];
    }
    if (step === null) return text.trim() === "" ? [] : [{ type: "line", text }];
    if (CACHED.test(text.trim())) {
      step = { ...step, cached: true };
      return [{ type: "vertex", vertex: step }];
    }
    return [{ type: "log", vertex: step.digest, channel: "stdout", text: `${text}\n`, at: now() }];
  };

  return {
    read(piece) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      return lines.flatMap(line);
    },
    end(error) {
      const events = rest === "" ? [] : line(rest);
      rest = "";
      return [...events, ...complete(error)];
    },
  };
}
