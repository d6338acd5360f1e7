/** The small languages inside values: durations, byte sizes, ports, mounts, devices. */

/** A piece of a value, in offsets of the value. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

const DURATION =
  /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))*$/;
export const isDuration = (text: string): boolean => text === "0" || (text.length < 100 && DURATION.test(text));

/** `512Mi`, as Kubernetes writes it, is none. */
export const isByteSize = (text: string): boolean => /^(?:-1|(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:i?b)?)?)$/i.test(text);

/** In bytes; null where it is no size. */
export function byteSize(text: string): number | null {
  const match = /^(-1|\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text);
  const power = "kmgtp".indexOf((match?.[2] ?? "").toLowerCase());
  return match ? Number(match[1]) * 1024 ** (match[2] ? power + 1 : 0) : null;
}

export interface PortRange extends Piece {
  readonly first: number;
  readonly last: number;
}

export type PortFault = "ip" | "host" | "container" | "missing" | "protocol" | "ranges";

export interface PortMapping {
  readonly ip: string | null;
  readonly host: PortRange | null;
  readonly container: PortRange | null;
  readonly protocol: string;
  readonly faults: readonly (Piece & { readonly kind: PortFault })[];
}

/** `[ip:][host|range:]container|range[/protocol]`. */
export function readPort(text: string): PortMapping {
  const faults: (Piece & { kind: PortFault })[] = [];
  const slash = text.lastIndexOf("/");
  const end = slash < 0 ? text.length : slash;
  const protocol = (slash < 0 ? "" : text.slice(slash + 1).toLowerCase()) || "tcp";
  if (!["tcp", "udp", "sctp"].includes(protocol)) faults.push({ kind: "protocol", from: slash + 1, to: text.length });
  const last = text.lastIndexOf(":", end - 1);
  const container = readRange(text, last + 1, end);
  if (last + 1 === end) faults.push({ kind: "missing", from: Math.max(0, last), to: Math.max(1, end) });
  else if (!container) faults.push({ kind: "container", from: last + 1, to: end });
  if (last < 0) return { ip: null, host: null, container, protocol, faults };
  const bracket = text.startsWith("[") ? text.indexOf("]") : -1;
  const before = last === 0 ? -1 : text.lastIndexOf(":", last - 1);
  const hasIp = bracket >= 0 ? bracket < last : before >= 0;
  const ipEnd = bracket >= 0 ? bracket + 1 : before;
  const ip = hasIp ? text.slice(0, ipEnd) : null;
  if (ip !== null && !isAddress(ip)) faults.push({ kind: "ip", from: 0, to: Math.max(1, ipEnd) });
  const hostFrom = hasIp ? ipEnd + 1 : 0;
  const host = readRange(text, hostFrom, last);
  if (!host && hostFrom < last) faults.push({ kind: "host", from: hostFrom, to: last });
  const width = ({ first, last: to }: PortRange): number => to - first;
  if (host && container && width(host) !== width(container) && width(container) !== 0) {
    faults.push({ kind: "ranges", from: hostFrom, to: end });
  }
  return { ip, host, container, protocol, faults };
}

function readRange(text: string, from: number, to: number): PortRange | null {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.slice(from, to));
  if (!match) return null;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65_535 ? { from, to, first, last } : null;
}

export function isAddress(text: string): boolean {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return bare.split(".").every((it) => Number(it) <= 255);
  return /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:%\w+)?$/.test(bare);
}

export interface Mount {
  readonly type: "bind" | "volume";
  readonly source: Piece | null;
  readonly target: Piece;
  readonly options: Piece | null;
  readonly fault: (Piece & { readonly kind: "empty" | "colons" }) | null;
}

/** `[source:]target[:options]`; a drive letter's colon splits nothing. */
export function readMount(text: string): Mount {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && (text[at] !== ":" || isDrive(text, from, at) || isInBraces(text, from, at))) continue;
    pieces.push({ from, to: at });
    from = at + 1;
  }
  const [first = { from: 0, to: text.length }, second = null, third = null, fourth] = pieces;
  const blank = pieces.find((it) => text.slice(it.from, it.to).trim() === "");
  const fault = fourth
    ? ({ kind: "colons", from: fourth.from - 1, to: text.length } as const)
    : blank
      ? ({ kind: "empty", from: Math.max(0, blank.from - 1), to: Math.max(blank.to, 1) } as const)
      : null;
  if (!second) return { type: "volume", source: null, target: first, options: null, fault };
  const type = isPath(text.slice(first.from, first.to)) ? "bind" : "volume";
  return { type, source: first, target: second, options: third, fault };
}

const isDrive = (text: string, from: number, at: number): boolean =>
  at === from + 1 && /[a-zA-Z]/.test(text[from] ?? "") && /[\\/]/.test(text[at + 1] ?? "");

/** The colon of `${X:-d}`. */
const isInBraces = (text: string, from: number, at: number): boolean => {
  const open = text.lastIndexOf("${", at);
  if (open < from) return false;
  const close = text.indexOf("}", open);
  return close < 0 || close > at;
};

export const isPath = (text: string): boolean => /^(?:[./~]|[a-zA-Z]:[\\/]|\\\\)/.test(text);
