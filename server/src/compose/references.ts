/** Every place of a file that names a thing: services, networks, volumes, secrets, configs, models, profiles, anchors. */
import { KeptWith } from "../text/once.ts";
import { contains, type Span } from "../text/span.ts";
import { type ComposeFile, type Entry, SECTIONS, type SectionName } from "./compose-file.ts";
import { isPath, readMount } from "./values.ts";
import type { MapNode, Pair, Resolved, ScalarNode } from "./yaml.ts";

export type SymbolKind = SectionName | "profiles" | "anchors";

export interface Occurrence {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly span: Span;
  /** Where the thing is made, not where it is used. */
  readonly isDefinition: boolean;
  /** What tells two anchors of one name apart. */
  readonly identity: string;
  /** The key it stands under, such as `depends_on`. */
  readonly role: string;
  /** It is in the file that this names, not here. */
  readonly file: ScalarNode | null;
}

export const occurrencesOf = (file: ComposeFile): readonly Occurrence[] =>
  file.derive(occurrencesOf, () => {
    const all = [...new Collector(file).definitions()];
    const shared: Occurrence[] = [];
    for (const service of file.services) {
      const { start, end } = service.pair.span;
      for (const it of occurrencesIn(file, service))
        (start <= it.span.start && it.span.start < end ? all : shared).push(it);
    }
    return shared.length === 0 ? all : withoutRepeated([...all, ...shared]);
  });

export const occurrenceAt = (file: ComposeFile, offset: number): Occurrence | null =>
  occurrencesOf(file).find((it) => contains(it.span, offset)) ?? null;

/** All places of the same thing in this file. */
export const sameAs = (file: ComposeFile, it: Occurrence): readonly Occurrence[] =>
  occurrencesOf(file).filter((other) => other.kind === it.kind && other.identity === it.identity && !other.file);

/** The role of a volume's name that nothing follows: to the official tool it is an anonymous volume's path. */
export const LONE = "lone";

/** What a service's own text names, kept as long as it and all anchors stay the same; its places move with it. */
const kept = new KeptWith<Pair, { readonly stamp: object; readonly found: readonly Occurrence[] }>();

/** What a service names, also through an anchor that others share. */
export function occurrencesIn(file: ComposeFile, service: Entry): readonly Occurrence[] {
  const { anchorStamp: stamp } = file;
  const known = kept.get(service.pair);
  if (known?.stamp === stamp) return known.found;
  const found = new Collector(file).of(service);
  kept.set(service.pair, { stamp, found });
  return found;
}

class Collector {
  readonly found: Occurrence[] = [];
  readonly #file: ComposeFile;

  constructor(file: ComposeFile) {
    this.#file = file;
  }

  /** What stands outside of services, and the names of all that is defined. */
  definitions(): readonly Occurrence[] {
    const file = this.#file;
    this.#anchors();
    for (const kind of SECTIONS) {
      for (const { name, key } of file.entries(kind))
        this.#add(kind, name, key.content, { isDefinition: true, role: kind });
    }
    return this.found;
  }

  /** What one service names. */
  of(service: Entry): readonly Occurrence[] {
    this.#service(service);
    return this.found;
  }

  #add(kind: SymbolKind, name: string, span: Span, more: Partial<Occurrence> & { readonly role: string }): void {
    this.found.push({ kind, name, span, isDefinition: false, identity: name, file: null, ...more });
  }

  #anchors(): void {
    const file = this.#file;
    for (const [name, nodes] of file.anchors) {
      nodes.forEach(({ anchor }, index) => {
        if (!anchor) return;
        const span = { start: anchor.start + 1, end: anchor.end };
        this.#add("anchors", name, span, { isDefinition: true, identity: `${name} ${index}`, role: "&" });
      });
    }
    for (const alias of file.aliases) {
      const target = file.target(alias);
      const index = target ? (file.anchors.get(alias.name)?.indexOf(target) ?? -1) : -1;
      const span = { start: alias.start + 1, end: alias.end };
      this.#add("anchors", alias.name, span, { identity: `${alias.name} ${index}`, role: "*" });
    }
  }

  #service({ body }: Entry): void {
    if (!body) return;
    for (const pair of this.#file.pairs(body)) {
      const value = this.#file.resolve(pair.value);
      if (value) this.#value(pair, value);
    }
  }

  #value({ name: role }: Pair, value: Resolved): void {
    const file = this.#file;
    switch (role) {
      case "depends_on":
        this.#names("services", value, role);
        break;
      case "networks":
      case "models":
        this.#names(role, value, role);
        break;
      case "links":
      case "volumes_from":
        for (const it of file.scalars(value)) this.#upToColon(it, role);
        break;
      case "network_mode":
      case "ipc":
      case "pid":
      case "uts":
      case "cgroup":
        if (value.kind === "scalar") this.#afterPrefix(value, role);
        break;
      case "profiles":
        for (const it of file.scalars(value)) this.#scalar("profiles", it, role);
        break;
      case "secrets":
      case "configs":
        this.#files(role, value, role);
        break;
      case "volumes":
        this.#volumes(value, role);
        break;
      case "extends":
        this.#extends(value, role);
        break;
      case "build":
        this.#build(value);
    }
  }

  /** A list of names, or a mapping whose keys are names. */
  #names(kind: SymbolKind, value: Resolved, role: string): void {
    if (value.kind === "map") {
      for (const { key } of this.#file.pairs(value)) this.#scalar(kind, key, role);
    } else if (value.kind === "seq") {
      for (const it of this.#file.scalars(value)) this.#scalar(kind, it, role);
    }
  }

  #scalar(kind: SymbolKind, node: ScalarNode, role: string): void {
    if (node.value !== "" && node.value !== "<<" && !node.value.includes("$")) {
      this.#add(kind, node.value, node.content, { role });
    }
  }

  #upToColon(node: ScalarNode, role: string): void {
    const { value } = node;
    if (value.includes("$") || value.startsWith("container:")) return;
    const colon = value.indexOf(":");
    const end = colon < 0 ? value.length : colon;
    if (end > 0) this.#add("services", value.slice(0, end), node.part(0, end), { role });
  }

  #afterPrefix(node: ScalarNode, role: string): void {
    const match = /^service:([^$\s]+)$/.exec(node.value);
    if (match?.[1]) this.#add("services", match[1], node.part("service:".length, node.value.length), { role });
  }

  /** Secrets and configs: names, or mappings with the name as `source`. */
  #files(kind: "secrets" | "configs", value: Resolved, role: string): void {
    if (value.kind === "map") this.#names(kind, value, role);
    for (const item of this.#file.items(value)) {
      const source = item.kind === "map" ? this.#file.scalar(item, "source") : item;
      if (source?.kind === "scalar") this.#scalar(kind, source, role);
    }
  }

  #volumes(value: Resolved, role: string): void {
    if (value.kind === "map") this.#names("volumes", value, role);
    for (const item of this.#file.items(value)) {
      if (item.kind === "scalar") this.#mount(item, role);
      if (item.kind !== "map") continue;
      const type = this.#file.scalar(item, "type")?.value ?? "volume";
      const source = this.#file.scalar(item, "source");
      if (source && type === "volume" && !isPath(source.value)) this.#scalar("volumes", source, role);
    }
  }

  #mount(node: ScalarNode, role: string): void {
    const { value } = node;
    const { type, source, target } = readMount(value);
    // A single word is a volume being written, or one without its path; a lone path is an anonymous volume.
    const name = source ?? (isPath(value) ? null : target);
    if (!name || type === "bind") return;
    const text = value.slice(name.from, name.to);
    if (text === "" || text.includes("$")) return;
    this.#add("volumes", text, node.part(name.from, name.to), { role: source ? role : LONE });
  }

  #extends(value: Resolved, role: string): void {
    if (value.kind === "scalar") this.#scalar("services", value, role);
    if (value.kind !== "map") return;
    const service = this.#file.scalar(value, "service");
    const file = this.#file.scalar(value, "file");
    if (service && !service.value.includes("$")) {
      this.#add("services", service.value, service.content, { role, file });
    }
  }

  #build(value: Resolved): void {
    if (value.kind !== "map") return;
    const secrets = this.#file.get(value, "secrets");
    if (secrets) this.#files("secrets", secrets, "build");
    const contexts = this.#file.get(value, "additional_contexts");
    const nodes =
      contexts?.kind === "map"
        ? valuesOf(this.#file, contexts)
        : this.#file.scalars(contexts).map((it) => ({ it, from: it.value.indexOf("=") + 1 }));
    for (const { it, from } of nodes) {
      const match = /^service:([^$\s]+)$/.exec(it.value.slice(from));
      const start = from + "service:".length;
      if (match?.[1]) this.#add("services", match[1], it.part(start, it.value.length), { role: "additional_contexts" });
    }
  }
}

const ORDER: readonly SymbolKind[] = [...SECTIONS, "profiles", "anchors"];

/** What several services share through an anchor is found once in each of them. */
function withoutRepeated(all: readonly Occurrence[]): Occurrence[] {
  const seen = new Set<number>();
  return all.filter((it) => {
    const key = it.span.start * ORDER.length + ORDER.indexOf(it.kind);
    return seen.size !== seen.add(key).size;
  });
}

const valuesOf = (file: ComposeFile, map: MapNode): { it: ScalarNode; from: number }[] =>
  file.pairs(map).flatMap((pair) => {
    const it = file.resolve(pair.value);
    return it?.kind === "scalar" ? [{ it, from: 0 }] : [];
  });
