/** Words for an engine's failures: what happened, to which thing, what to do next. */
import * as l10n from "@vscode/l10n";
import { EngineError, isAway, type Reason } from "../engine/errors.ts";
import { runProblem } from "../run/problem.ts";

/** A heading for the state of an engine that does not answer. */
export function problemTitle(reason: Reason): string {
  switch (reason) {
    case "missing":
      return l10n.t("No container engine is installed");
    case "stopped":
      return l10n.t("The engine is not running");
    case "denied":
      return l10n.t("No permission to use the engine");
    case "lost":
      return l10n.t("Connection to the engine lost");
    case "timeout":
      return l10n.t("The engine does not answer");
    case "tls":
      return l10n.t("No secure connection to the engine");
    case "expired":
      return l10n.t("A certificate has expired");
    case "no-host":
      return l10n.t("The machine cannot be reached");
    case "host-key":
      return l10n.t("The machine's key is not known yet");
    case "host-key-changed":
      return l10n.t("The machine's key has changed");
    case "ssh-login":
      return l10n.t("ssh is not let in");
    case "no-ssh":
      return l10n.t("There is no ssh program");
    case "too-old":
      return l10n.t("The engine's version is too old");
    default:
      return l10n.t("Cannot connect to the engine");
  }
}

export interface Advice {
  /** Fits a narrow side bar. */
  readonly short: string;
  /** One or two whole sentences. */
  readonly full: string;
}

/** What the user can do about an engine that does not answer. */
export function adviceFor(reason: Reason): Advice {
  switch (reason) {
    case "missing":
      return {
        short: l10n.t("Install Docker or Podman"),
        full: l10n.t("Install Docker or Podman and start it. Gantry then connects by itself."),
      };
    case "stopped":
      return {
        short: l10n.t("Start the engine to connect"),
        full: l10n.t("Start Docker or Podman. Gantry then connects by itself."),
      };
    case "denied":
      return {
        short: l10n.t("Join the group 'docker'"),
        full: l10n.t(
          "Add yourself with 'sudo usermod -aG docker $USER', then log in again. For Podman, start one of your own: 'systemctl --user start podman.socket'.",
        ),
      };
    case "lost":
      return {
        short: l10n.t("Reconnecting by itself"),
        full: l10n.t("Gantry goes on trying and reconnects by itself."),
      };
    case "timeout":
      return {
        short: l10n.t("Reconnecting by itself"),
        full: l10n.t(
          "Gantry goes on trying and reconnects by itself. If it stays so, restart the engine or check the network to it.",
        ),
      };
    case "tls":
      return {
        short: l10n.t("Check the TLS files"),
        full: l10n.t(
          "Check the certificates and the key: of the engine that you added, the docker context or DOCKER_CERT_PATH.",
        ),
      };
    case "expired":
      return {
        short: l10n.t("Renew the certificate"),
        full: l10n.t("Renew the engine's certificate or your own, and check this machine's clock."),
      };
    case "no-host":
      return {
        short: l10n.t("Check the name and the network"),
        full: l10n.t("Check the machine's name, and whether this network or a VPN leads to it."),
      };
    case "host-key":
      return {
        short: l10n.t("Compare the key and trust it"),
        full: l10n.t("Compare the key's fingerprint with that of the machine, then trust it."),
      };
    case "host-key-changed":
      return {
        short: l10n.t("Find out why, then edit known_hosts"),
        full: l10n.t(
          "Somebody may be listening in, or the machine was installed anew. If you know why, remove its old key with 'ssh-keygen -R'.",
        ),
      };
    case "ssh-login":
      return {
        short: l10n.t("Load your key with ssh-add"),
        full: l10n.t("Load your key into the agent with 'ssh-add', and check the user's name in ~/.ssh/config."),
      };
    case "no-ssh":
      return {
        short: l10n.t("Install OpenSSH"),
        full: l10n.t("Install the OpenSSH client; Gantry connects through your own ssh program."),
      };
    case "too-old":
      return {
        short: l10n.t("Update the engine"),
        full: l10n.t("Update the engine, or Gantry if the engine is newer than it."),
      };
    default:
      return {
        short: l10n.t("Check the address"),
        full: l10n.t("Check the setting gantry.engine.address, DOCKER_HOST and the docker context."),
      };
  }
}

/** Why nothing can be done just now, and what to do about it. */
export const awayText = (reason: Reason): string => `${problemTitle(reason)}. ${adviceFor(reason).full}`;

/** What failed and why, and what to do about it; `what` is the failed doing, such as "Cannot stop 'web'". */
export function explainFailure(what: string, error: unknown): string {
  if (!(error instanceof EngineError)) return because(what, systemWords(error));
  if (isAway(error.reason)) return `${what}. ${awayText(error.reason)}`;
  switch (error.reason) {
    case "gone":
      return l10n.t("{0}: it is not there any more.", what);
    case "login":
      return l10n.t(
        "{0}: there is no such image, or the registry asks for a login. Check its name, or try again and log in. {1}",
        what,
        inOwnWords(error),
      );
    case "no-registry":
      return l10n.t(
        "{0}: the engine cannot reach the registry. Check its name, and the engine's network and proxy. {1}",
        what,
        inOwnWords(error),
      );
    case "disk":
      return l10n.t("{0}: the engine's disk is full. Prune what nothing uses, then try again.", what);
    case "no-shell":
      return l10n.t("{0}: the image has no shell, neither bash nor sh.", what);
    default:
      return knownProblem(what, error) ?? because(what, inOwnWords(error));
  }
}

/** What engines tell in many words. */
function knownProblem(what: string, error: EngineError): string | null {
  const problem = runProblem(error);
  if (problem?.kind === "port")
    return l10n.t("{0}: port {1} is taken. Stop what listens on it, or publish another port.", what, problem.port);
  return problem?.kind === "name" ? l10n.t("{0}: there is a container '{1}' already.", what, problem.name) : null;
}

/** Node's errors have a code; others are ours, in the user's language. */
const systemWords = (error: unknown): string =>
  error instanceof Error && "code" in error
    ? l10n.t('The system says: "{0}"', error.message)
    : sentence(error instanceof Error ? error.message : String(error));

/** The reason may be a sentence of its own. */
const because = (what: string, reason: string): string =>
  /^\p{Lu}/u.test(reason) ? `${what}. ${reason}` : `${what}: ${reason}`;

const sentence = (text: string): string => (/[.!?»"]$/.test(text) ? text : `${text}.`);

/** The error's own text: ours as a sentence, the engine's as a quotation. */
export const inOwnWords = ({ words, message }: EngineError): string =>
  words === "ours" ? sentence(message) : l10n.t('The engine says: "{0}"', message);
