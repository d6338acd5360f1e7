/** Compose files in tests. */
import assert from "node:assert/strict";
import type { ComposeFile } from "../../server/src/compose/compose-file.ts";
import { type Files, NO_FILES } from "../../server/src/compose/files.ts";
import { parseCompose } from "../../server/src/compose/parse.ts";
import type { YamlNode } from "../../server/src/compose/yaml.ts";
import { createDocument } from "../../server/src/text/document.ts";

interface Around {
  readonly old?: ComposeFile;
  readonly uri?: string;
  readonly files?: Files;
}

export const compose = (text: string, { old, uri = "file:///shop/compose.yaml", files = NO_FILES }: Around = {}) =>
  parseCompose(createDocument(uri, "dockercompose", 1, text), old ?? null, files);

/** Files in the folder of the compose file, by their paths in it; a path that ends in `/` is an empty folder. */
export function filesWith(texts: Readonly<Record<string, string>>): Files {
  const root = "file:///shop/";
  const paths = Object.keys(texts);
  return {
    epoch: {},
    read: (uri) => texts[uri.slice(root.length)] ?? null,
    exists: (uri) =>
      uri === root || paths.some((it) => root + it === uri || (root + it).startsWith(uri.replace(/\/?$/, "/"))),
    list: (uri) => {
      const folder = uri === root || `${uri}/` === root ? "" : `${uri.slice(root.length).replace(/\/$/, "")}/`;
      const inside = paths.filter((it) => it.startsWith(folder)).map((it) => it.slice(folder.length));
      const names = new Set(inside.map((it) => it.split("/")[0] ?? "").filter((it) => it !== ""));
      return [...names].map((name) => ({ name, isFolder: inside.some((it) => it.startsWith(`${name}/`)) }));
    },
  };
}

/** The tree with all its places, in one line per node. */
export function dump(node: YamlNode, indent = ""): string {
  const props = [node.anchor && `&${node.anchor.name}@${node.anchor.start}`, node.tag && `!${node.tag.name}`];
  const head = [indent + node.kind, `${node.start}-${node.end}`, ...props.filter((it) => it !== null)].join(" ");
  if (node.kind === "scalar") return `${head} ${node.type} ${JSON.stringify(node.value)}\n`;
  if (node.kind === "alias") return `${head} *${node.name}\n`;
  const inner = `${indent}  `;
  const children =
    node.kind === "seq"
      ? node.items.map((it) => dump(it, inner))
      : node.pairs.map((it) => dump(it.key, inner) + dump(it.value, `${inner}  `));
  return `${head}\n${children.join("")}`;
}

export const dumpFile = (file: ComposeFile): string =>
  [
    ...file.roots.map((it) => dump(it)),
    ...file.problems.map((it) => `${it.code} ${it.span.start}-${it.span.end}`).sort(),
    ...[...file.anchors].map(([name, nodes]) => `${name}: ${nodes.map((it) => it.start).join(" ")}`),
  ].join("\n");

/** `services` of some size, each with the idioms of real files: an anchored block, merges, all common keys. */
export function manyServices(count: number): string {
  const service = (i: number): string => `  service-${i}:
    <<: *common
    image: registry.example.com/team/app-${i}:1.${i}
    depends_on:
      - ${i === 0 ? "base" : `service-${i - 1}`}
    environment:
      NAME: service-${i}
      URL: http://service-${i}:8080/
    ports:
      - "127.0.0.1:${20000 + i}:8080"
    volumes:
      - data:/var/lib/data
    logging: *logging
    healthcheck:
      test: ["CMD", "true"]
      interval: 10s
    networks:
      - backend
`;
  return `x-common: &common
  restart: unless-stopped
  init: true
x-logging: &logging
  driver: json-file
  options:
    max-size: 10m
services:
  base:
    image: alpine:3.22
${Array.from({ length: count }, (_, i) => service(i)).join("")}networks:
  backend:
volumes:
  data:
`;
}

/** Fails when `work` takes longer, in time of our own: the machine may be busy. */
export function within(milliseconds: number, work: () => void): void {
  const started = process.cpuUsage();
  work();
  const took = process.cpuUsage(started).user / 1000;
  assert.ok(took < milliseconds, `took ${Math.round(took)} ms`);
}
