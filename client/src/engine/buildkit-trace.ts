/** BuildKit's progress (`moby.buildkit.v1.StatusResponse`, protobuf) as build events. */
import { Reader } from "protobufjs/minimal.js";
import type { BuildEvent, BuildVertex } from "./api/builds.ts";
import type { OutputChannel } from "./api/processes.ts";

/** Decodes the messages of one build, in order: a character of a log may be split over two of them. */
export function traceDecoder(): (message: Uint8Array) => BuildEvent[] {
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  const decode = (vertex: string, channel: OutputChannel, bytes: Uint8Array): string => {
    const key = `${channel} ${vertex}`;
    const decoder = decoders.get(key) ?? new TextDecoder();
    decoders.set(key, decoder);
    return decoder.decode(bytes, { stream: true });
  };
  return (message) =>
    fields(message).flatMap(({ number, bytes }): BuildEvent[] => {
      switch (number) {
        case 1:
          return [{ type: "vertex", vertex: vertex(bytes) }];
        case 2:
          return [status(bytes)];
        case 3: {
          const { vertex, channel, at, bytes: text } = log(bytes);
          return [{ type: "log", vertex, channel, text: decode(vertex, channel, text), at }];
        }
        case 4:
          return [warning(bytes)];
        default:
          return [];
      }
    });
}

interface Field {
  readonly number: number;
  /** Of strings, bytes and messages; empty for numbers. */
  readonly bytes: Uint8Array;
  /** Of numbers; 0 for all else. */
  readonly value: number;
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** The fields of one message. Unknown ones are passed over by the caller, as newer engines have more. */
function fields(message: Uint8Array): Field[] {
  const reader = Reader.create(message);
  const found: Field[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const number = tag >>> 3;
    const wireType = tag & 7;
    if (wireType === LENGTH_DELIMITED) found.push({ number, bytes: reader.bytes(), value: 0 });
    else if (wireType === VARINT) found.push({ number, bytes: NOTHING, value: Number(reader.int64()) });
    else reader.skipType(wireType);
  }
  return found;
}

const NOTHING = new Uint8Array();

function vertex(message: Uint8Array): BuildVertex {
  const it = byNumber(message);
  return {
    digest: textOf(it.get(1)),
    name: textOf(it.get(3)),
    cached: it.get(4)?.value === 1,
    startedAt: time(it.get(5)),
    completedAt: time(it.get(6)),
    error: textOf(it.get(7)) || null,
  };
}

function status(message: Uint8Array): BuildEvent {
  const it = byNumber(message);
  return {
    type: "status",
    vertex: textOf(it.get(2)),
    id: textOf(it.get(1)),
    current: it.get(4)?.value ?? 0,
    total: it.get(5)?.value ?? 0,
  };
}

function log(message: Uint8Array): { vertex: string; channel: OutputChannel; bytes: Uint8Array; at: number } {
  const it = byNumber(message);
  const channel = it.get(3)?.value === 2 ? "stderr" : "stdout";
  return { vertex: textOf(it.get(1)), channel, bytes: it.get(4)?.bytes ?? NOTHING, at: time(it.get(2)) ?? 0 };
}

function warning(message: Uint8Array): BuildEvent {
  const it = byNumber(message);
  const range = it.get(7);
  const ends = range ? byNumber(range.bytes) : new Map<number, Field>();
  const lineOf = (position: Field | undefined): number | null =>
    (position && byNumber(position.bytes).get(1)?.value) ?? null;
  const text = textOf(it.get(3));
  return { type: "warning", vertex: textOf(it.get(1)), text, line: lineOf(ends.get(1)), endLine: lineOf(ends.get(2)) };
}

/** For fields that come once; of those that repeat, the first one. */
function byNumber(message: Uint8Array): Map<number, Field> {
  return new Map(
    fields(message)
      .reverse()
      .map((it) => [it.number, it]),
  );
}

const textOf = (field: Field | undefined): string => (field ? new TextDecoder().decode(field.bytes) : "");

/** Milliseconds since 1970 of a `google.protobuf.Timestamp`. */
function time(field: Field | undefined): number | null {
  if (!field) return null;
  const it = byNumber(field.bytes);
  return (it.get(1)?.value ?? 0) * 1000 + (it.get(2)?.value ?? 0) / 1e6;
}
