/** Asks for an engine step by step: how it is reached, its address, its certificates, its name; then tries it. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { AddedEngine, TlsPaths } from "../../engine/added.ts";
import { endpointOf, usesTcp } from "../../engine/address.ts";
import type { EngineInfo } from "../../engine/api/system.ts";
import { EngineError } from "../../engine/errors.ts";
import { sshAddress } from "../../engine/ssh.ts";
import { explainFailure } from "../../ui/explain.ts";
import type { Ui } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";
import { askToTrust } from "./trust-host.ts";

type Way = "ssh" | "tls" | "tcp" | "socket";

/** Null when the user gave up. What was asked is saved and connected. */
export async function askForEngine(context: CommandContext, before: AddedEngine | null): Promise<void> {
  const asked = await ask(context, before);
  if (asked === null) return;
  const { engine, passphrase } = asked;
  const tried = await tryOut(context, engine, passphrase);
  if (tried === "given up") return;
  if (tried === "again") return askForEngine(context, engine);
  await context.added.save(engine, passphrase);
  await context.engines.refresh();
  context.engines.connect(engine.id);
  if (tried !== null) context.ui.info(l10n.t("Connected '{0}': {1}.", engine.name, tried.name));
}

interface Asked {
  readonly engine: AddedEngine;
  /** Null where the key needs none, or the one that is remembered holds. */
  readonly passphrase: string | null;
}

async function ask({ ui, added }: CommandContext, before: AddedEngine | null): Promise<Asked | null> {
  const title = before === null ? l10n.t("Add Engine") : l10n.t("Edit Engine");
  const way = await ui.pick(title, waysFor(process.platform), { active: before && labelOf(wayOf(before)) });
  if (way === null) return null;
  const isSame = before !== null && wayOf(before) === way;
  const url = await ui.input({
    title,
    prompt: promptFor(way),
    value: isSame ? before.url.replace(/^(unix|npipe):\/\//, "") : "",
    validate: (text) => problemWith(way, text),
  });
  if (url === null) return null;
  const certificates = way === "tls" ? await askForFiles(ui, title, isSame ? before.tls : null) : NO_FILES;
  if (certificates === null) return null;
  const full = fullUrl(way, url);
  const taken = added.list().filter((it) => it.id !== before?.id);
  const name = await ui.input({
    title,
    prompt: l10n.t("What Gantry calls this engine"),
    value: before?.name ?? suggestedName(full),
    validate(text) {
      if (text.trim() === "") return l10n.t("A name is needed.");
      return taken.some((it) => it.name === text.trim()) ? l10n.t("There is an engine of this name.") : null;
    },
  });
  if (name === null) return null;
  const id = before?.id ?? `added:${crypto.randomUUID()}`;
  return { engine: { id, name: name.trim(), url: full, tls: certificates.tls }, passphrase: certificates.passphrase };
}

/** The engine's own words when it answers; null when it is to be kept all the same. */
async function tryOut(
  context: CommandContext,
  engine: AddedEngine,
  passphrase: string | null,
): Promise<EngineInfo | null | "again" | "given up"> {
  const { ui, engines, added } = context;
  const abort = { signal: null as AbortSignal | null };
  try {
    return await ui.progress(l10n.t("Connecting to {0}", engine.name), async (_, signal) => {
      abort.signal = signal;
      return engines.probe(await added.address(engine, passphrase), signal);
    });
  } catch (error) {
    if (abort.signal?.aborted) return "given up";
    if (error instanceof EngineError && error.reason === "host-key" && (await askToTrust(context, engine.url)))
      return tryOut(context, engine, passphrase);
    const [keep, change] = [l10n.t("Add Anyway"), l10n.t("Change")];
    const words = explainFailure(l10n.t("Cannot connect to '{0}'", engine.name), error);
    const answer = await ui.choose(words, error instanceof Error ? error.message : "", change, keep);
    if (answer === change) return "again";
    return answer === keep ? null : "given up";
  }
}

function waysFor(platform: NodeJS.Platform) {
  const ways: Way[] = ["ssh", "tls", "tcp", "socket"];
  return ways.map((value) => ({ label: labelOf(value, platform), detail: detailOf(value), value }));
}

function labelOf(way: Way, platform: NodeJS.Platform = process.platform): string {
  switch (way) {
    case "ssh":
      return l10n.t("Over ssh");
    case "tls":
      return l10n.t("Over TCP with certificates");
    case "tcp":
      return l10n.t("Over TCP without encryption");
    case "socket":
      return platform === "win32" ? l10n.t("A pipe of this machine") : l10n.t("A socket of this machine");
  }
}

function detailOf(way: Way): string {
  switch (way) {
    case "ssh":
      return l10n.t(
        "Your own ssh with its configuration, keys and agent; nothing has to be open on the other machine.",
      );
    case "tls":
      return l10n.t("An engine that listens on port 2376 and proves who it is.");
    case "tcp":
      return l10n.t("Whoever reaches the port rules the machine: only for a network of your own.");
    case "socket":
      return l10n.t("An engine whose socket is at an unusual place.");
  }
}

function wayOf({ url, tls }: AddedEngine): Way {
  if (url.startsWith("ssh://")) return "ssh";
  if (!usesTcp(url)) return "socket";
  return tls === null ? "tcp" : "tls";
}

function promptFor(way: Way): string {
  switch (way) {
    case "ssh":
      return l10n.t("ssh://user@host, or ssh://alias of ~/.ssh/config; a port and the path of a socket may follow");
    case "tls":
      return l10n.t("Host and port, such as tcp://host:2376");
    case "tcp":
      return l10n.t("Host and port, such as tcp://host:2375");
    case "socket":
      return l10n.t(
        "The path, such as {0}",
        process.platform === "win32" ? "//./pipe/my_engine" : "/run/my/docker.sock",
      );
  }
}

function fullUrl(way: Way, text: string): string {
  const trimmed = text.trim();
  if (trimmed.includes("://")) return trimmed;
  if (way === "ssh") return `ssh://${trimmed}`;
  if (way !== "socket") return `tcp://${trimmed}`;
  return process.platform === "win32" ? `npipe://${trimmed.replaceAll("\\", "/")}` : `unix://${trimmed}`;
}

export function problemWith(way: Way, text: string): string | null {
  const url = fullUrl(way, text);
  try {
    if (way === "ssh") {
      sshAddress(url);
      return null;
    }
    const { kind } = endpointOf({ url, tls: null });
    if ((kind === "socket") === (way === "socket") && (kind === "tcp" || /^\w+:\/\/\//.test(url))) return null;
  } catch {
    /* the address is none */
  }
  return l10n.t("This is no address of that kind. {0}", promptFor(way));
}

function suggestedName(url: string): string {
  if (url.startsWith("ssh://")) return sshAddress(url).host;
  const endpoint = endpointOf({ url, tls: null });
  return endpoint.kind === "tcp" ? endpoint.host : (endpoint.path.split("/").at(-1) ?? endpoint.path);
}

interface Certificates {
  readonly tls: TlsPaths | null;
  readonly passphrase: string | null;
}

const NO_FILES: Certificates = { tls: null, passphrase: null };

async function askForFiles(ui: Ui, title: string, before: TlsPaths | null): Promise<Certificates | null> {
  const keep = before === null ? [] : [{ label: l10n.t("The same files as before"), value: "same" }];
  const how = await ui.pick(title, [
    ...keep,
    { label: l10n.t("A folder with ca.pem, cert.pem and key.pem"), value: "folder" },
    { label: l10n.t("Three files, one by one"), value: "files" },
    { label: l10n.t("No files: the engine's certificate comes from a public authority"), value: "none" },
    { label: l10n.t("No files, and do not check the engine's certificate"), value: "unchecked" },
  ]);
  const tls = how === "same" ? before : await pathsFor(ui, how);
  if (tls === null) return null;
  const text = tls.key === "" ? "" : await readFile(tls.key, "utf8").catch(() => "");
  if (!/ENCRYPTED/.test(text)) return { tls, passphrase: null };
  const passphrase = await ui.input({
    title,
    prompt: l10n.t("The passphrase of {0}; it is kept in VS Code's secret storage only", tls.key),
    value: "",
    secret: true,
    validate: (it) => (it === "" ? l10n.t("The key is encrypted: its passphrase is needed.") : null),
  });
  return passphrase === null ? null : { tls, passphrase };
}

async function pathsFor(ui: Ui, how: string | null): Promise<TlsPaths | null> {
  switch (how) {
    case "folder": {
      const folder = await ui.choosePath(l10n.t("The folder of the certificates"), "folder");
      if (folder === null) return null;
      return { ca: join(folder, "ca.pem"), cert: join(folder, "cert.pem"), key: join(folder, "key.pem"), verify: true };
    }
    case "files": {
      const ca = await ui.choosePath(l10n.t("The authority's certificate (ca.pem)"), "file");
      const cert = ca && (await ui.choosePath(l10n.t("Your certificate (cert.pem)"), "file", dirname(ca)));
      const key = cert && (await ui.choosePath(l10n.t("Your key (key.pem)"), "file", dirname(cert)));
      return ca && cert && key ? { ca, cert, key, verify: true } : null;
    }
    case "none":
      return { ca: "", cert: "", key: "", verify: true };
    case "unchecked":
      return { ca: "", cert: "", key: "", verify: false };
    default:
      return null;
  }
}
