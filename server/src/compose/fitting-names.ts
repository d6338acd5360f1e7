/** The names of the project that fit at the cursor: services, networks, volumes, profiles, stages, build arguments, ports. */
import type { ComposeFile, SectionName } from "./compose-file.ts";
import type { Cursor } from "./cursor.ts";
import { argNames, dockerfileOf, stageNames } from "./dockerfiles.ts";
import { uriOf } from "./env.ts";
import { mountTypeAt } from "./path-places.ts";
import { otherFile, projectOf } from "./project.ts";
import { LONE, occurrencesOf } from "./references.ts";
import type { Step } from "./schema.ts";
import { serviceAt } from "./services.ts";
import type { MapNode } from "./yaml.ts";

export class FittingNames {
  readonly #file: ComposeFile;
  readonly #offset: number;
  readonly #cursor: Cursor;

  constructor(file: ComposeFile, offset: number, cursor: Cursor) {
    this.#file = file;
    this.#offset = offset;
    this.#cursor = cursor;
  }

  /** As the value of a key, or as an item of its list. */
  at(path: readonly Step[]): string[] {
    const [root, , key, inner, last] = path;
    if (root !== "services") return [];
    switch (key) {
      case "depends_on":
      case "links":
      case "volumes_from":
        return path.length === 4 ? this.of("services") : [];
      case "extends":
        if (path.length === 3) return this.of("services");
        return inner === "service" ? this.#extendable() : [];
      case "networks":
      case "models":
      case "secrets":
      case "configs":
        return path.length === 4 || (path.length === 5 && last === "source") ? this.of(key) : [];
      case "ports":
        return last === "target" ? this.exposedPorts() : [];
      case "volumes":
        return last === "source" && mountTypeAt(this.#file, this.#offset) === "volume" ? this.of("volumes") : [];
      case "profiles":
        return this.#profiles();
      case "network_mode":
      case "ipc":
      case "pid":
        return this.of("services").map((it) => `service:${it}`);
      case "build":
        if (inner === "target") return this.#stages();
        if (inner === "args") return this.buildArguments().map((it) => `${it}=`);
        return inner === "secrets" ? this.of("secrets") : [];
      default:
        return [];
    }
  }

  /** Of a section in the whole project, without those that are there already and the service itself. */
  of(section: SectionName): string[] {
    const own = section === "services" ? serviceNameIn(this.#cursor.path) : null;
    const names = projectOf(this.#file).files.flatMap((it) => it.entries(section).map((entry) => entry.name));
    return [...new Set(names)].filter((it) => it !== own && it !== "" && !this.#cursor.siblings.has(it));
  }

  /** That are used somewhere in the project and defined nowhere, as keys of their section. */
  missing(section: "networks" | "volumes" | "secrets" | "configs"): string[] {
    const all = projectOf(this.#file).files.flatMap((it) => occurrencesOf(it).filter(({ kind }) => kind === section));
    const defined = new Set(all.flatMap((it) => (it.isDefinition ? it.name : [])));
    const used = all.flatMap(({ name, role }) => (role === LONE || name.includes("$") ? [] : name));
    return [...new Set(used)].filter((it) => !defined.has(it) && it !== "default");
  }

  buildArguments(): string[] {
    const dockerfile = dockerfileOf(this.#file, this.service());
    return dockerfile ? argNames(dockerfile).filter((it) => !this.#cursor.siblings.has(it)) : [];
  }

  /** Those that the service's Dockerfile has in EXPOSE. */
  exposedPorts(): string[] {
    const dockerfile = dockerfileOf(this.#file, this.service());
    const words = dockerfile ? [...dockerfile.all("EXPOSE")].flatMap((it) => it.words.map((word) => word.text)) : [];
    return [...new Set(words.map((it) => it.split("/", 1)[0] ?? "").filter((it) => /^\d+$/.test(it)))];
  }

  /** What the service around the cursor says. */
  service(): MapNode | null {
    const name = serviceNameIn(this.#cursor.path);
    const here = serviceAt(this.#file, this.#offset) ?? (name === null ? null : this.#file.entry("services", name));
    return here?.body ?? null;
  }

  #extendable(): string[] {
    const node = this.#file.scalar(this.service(), "extends", "file");
    if (!node) return this.of("services");
    const uri = uriOf(this.#file, node.value);
    const other = uri === null ? null : otherFile(this.#file, uri);
    return other?.services.map((it) => it.name) ?? [];
  }

  #profiles(): string[] {
    const all = projectOf(this.#file).files.flatMap((it) =>
      occurrencesOf(it).filter(({ kind }) => kind === "profiles"),
    );
    return [...new Set(all.map((it) => it.name))].filter((it) => !this.#cursor.siblings.has(it));
  }

  #stages(): string[] {
    const dockerfile = dockerfileOf(this.#file, this.service());
    return dockerfile ? stageNames(dockerfile) : [];
  }
}

const serviceNameIn = (path: readonly Step[]): string | null =>
  path[0] === "services" && typeof path[1] === "string" ? path[1] : null;
