/** Pulls and pushes images under a bar, and asks for a login where a registry does. */
import * as l10n from "@vscode/l10n";
import type { RegistryLogin, TransferEvent } from "../engine/api/images.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { Credentials, HelperProblem } from "../registry/credentials.ts";
import { DOCKER_HUB, registryName, registryOf } from "../registry/docker-config.ts";
import { inOwnWords } from "../ui/explain.ts";
import type { Ui } from "../ui/ui.ts";
import { NOTHING_MOVED, transferReport, withTransfer } from "./transfer-progress.ts";

interface Context {
  readonly ui: Ui;
  readonly credentials: Credentials;
}

/** `current`: there was nothing newer. `cancelled`: the user did not want it any more. */
export type Transferred = "moved" | "current" | "cancelled";

/** Throws EngineError. */
export function pullWithProgress(
  context: Context,
  engine: Engine,
  { reference, platform }: { readonly reference: string; readonly platform?: string },
): Promise<Transferred> {
  const title = l10n.t("Pulling {0}", reference);
  const request = { reference, ...(platform !== undefined && { platform }) };
  return transfer(context, title, reference, (login, signal) =>
    engine.pull({ ...request, ...(login && { login }) }, signal),
  );
}

/** Throws EngineError. */
export function pushWithProgress(context: Context, engine: Engine, reference: string): Promise<Transferred> {
  return transfer(context, l10n.t("Pushing {0}", reference), reference, (login, signal) =>
    engine.push({ reference, ...(login && { login }) }, signal),
  );
}

type Begin = (login: RegistryLogin | undefined, signal: AbortSignal) => AsyncIterable<TransferEvent>;
type Attempt = Transferred | { readonly refused: EngineError };

async function transfer(context: Context, title: string, reference: string, begin: Begin): Promise<Transferred> {
  const { ui, credentials } = context;
  const registry = registryOf(reference);
  const { logins, problem } = await credentials.logins(registry);
  // What is public is there for everybody, whatever became of a login.
  let outcome = await attempt(ui, title, begin, [...logins, undefined]);
  while (typeof outcome === "object") {
    const login = await askLogin(ui, { registry, reference, refused: outcome.refused, known: logins[0], problem });
    if (login === null) return "cancelled";
    outcome = await attempt(ui, title, begin, [login]);
    if (typeof outcome === "string" && outcome !== "cancelled") offerToKeep(context, login);
  }
  return outcome;
}

/** One login after the other, until the registry takes one. */
function attempt(
  ui: Ui,
  title: string,
  begin: Begin,
  logins: readonly (RegistryLogin | undefined)[],
): Promise<Attempt> {
  return ui.progress(title, async (report, signal) => {
    let refused = new EngineError("login", "");
    for (const login of logins) {
      try {
        return await follow(begin(login, signal), report);
      } catch (error) {
        if (signal.aborted) return "cancelled";
        if (!(error instanceof EngineError && error.reason === "login")) throw error;
        refused = error;
      }
    }
    return { refused };
  });
}

const REPORT_INTERVAL_MS = 100;

async function follow(
  events: AsyncIterable<TransferEvent>,
  report: Parameters<Parameters<Ui["progress"]>[1]>[0],
): Promise<Transferred> {
  let picture = NOTHING_MOVED;
  let isCurrent = false;
  let reportedAt = 0;
  for await (const event of events) {
    isCurrent ||= event.status.startsWith("Status: Image is up to date");
    const next = withTransfer(picture, event);
    if (next === picture) continue;
    picture = next;
    const now = Date.now();
    if (now - reportedAt < REPORT_INTERVAL_MS) continue;
    reportedAt = now;
    report(transferReport(picture));
  }
  return isCurrent ? "current" : "moved";
}

interface Refusal {
  readonly registry: string;
  readonly reference: string;
  readonly refused: EngineError;
  /** The login that was tried. */
  readonly known: RegistryLogin | undefined;
  readonly problem: HelperProblem | null;
}

async function askLogin(ui: Ui, refusal: Refusal): Promise<RegistryLogin | null> {
  const { registry, reference, refused, known, problem } = refusal;
  const name = registryName(registry);
  // Docker Hub says the same of an image that it does not have and of one that is private.
  if (registry === DOCKER_HUB || problem !== null) {
    const question = l10n.t(
      "{0} does not let '{1}' through: it is private, or there is no such image.",
      name,
      reference,
    );
    const detail = [...(problem ? [problemText(problem)] : []), inOwnWords(refused)].join("\n\n");
    if ((await ui.choose(question, detail, l10n.t("Log In..."))) === null) return null;
  }
  const title = l10n.t("Log in to {0}", name);
  const username = await ui.input({
    title,
    prompt: known
      ? l10n.t("The registry did not accept the login that it was shown. Your user name")
      : l10n.t("The registry asks who you are. Your user name"),
    value: known?.kind === "password" ? known.username : "",
    validate: (text) => (text.trim() === "" ? l10n.t("A user name is needed.") : null),
  });
  if (username === null) return null;
  const password = await ui.input({
    title,
    prompt: l10n.t("The password of {0}, or an access token", username),
    value: "",
    secret: true,
    validate: (text) => (text === "" ? l10n.t("A password is needed.") : null),
  });
  return password === null ? null : { kind: "password", registry, username: username.trim(), password };
}

function problemText({ program, problem }: HelperProblem): string {
  switch (problem) {
    case "missing":
      return l10n.t("The Docker configuration names '{0}' for its logins, but there is no such program.", program);
    case "silent":
      return l10n.t("'{0}', which keeps the logins, does not answer.", program);
    case "refused":
      return l10n.t("'{0}', which keeps the logins, failed.", program);
    case "nonsense":
      return l10n.t("'{0}', which keeps the logins, answered something that is no login.", program);
  }
}

/** The user's consent, without waiting for it. */
function offerToKeep({ ui, credentials }: Context, login: RegistryLogin): void {
  const name = registryName(login.registry);
  ui.info(l10n.t("Logged in to {0}. Keep the login in the secret storage of VS Code?", name), {
    label: l10n.t("Keep"),
    act: () => void credentials.keep(login),
  });
}
