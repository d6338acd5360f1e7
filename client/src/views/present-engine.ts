/** How an engine looks in a view of several. */
import * as l10n from "@vscode/l10n";
import { type Feature, type Lack, lacksOfStatus } from "../engine/capabilities.ts";
import { adviceFor, problemTitle } from "../ui/explain.ts";
import type { EngineNode } from "./node.ts";
import { icon, lines, type Row, row } from "./row.ts";

export function engineRow({ known, status, isCurrent, members }: EngineNode): Row {
  const state = engineState(status);
  const version = status?.kind === "connected" ? status.info.name : "";
  const current = isCurrent ? l10n.t("current") : "";
  const description = members === null ? [current, version || state, known.url] : [current, version ? "" : state];
  return row({
    label: known.name,
    description: description.filter(Boolean).join(" · "),
    tooltip: lines(known.name, version, state, known.url, originText(known), problemText(status), lackText(status)),
    spoken: l10n.t("Engine {0}, {1}", known.name, [current, version, state, known.url].filter(Boolean).join(", ")),
    icon: engineIcon(status),
    // Also without rows: VS Code opens nothing that it once knew as a row without any.
    expanded: members === null ? null : true,
  });
}

function engineIcon(status: EngineNode["status"]): Row["icon"] {
  switch (status?.kind) {
    case undefined:
      return icon("debug-disconnect", "disabledForeground");
    case "connecting":
      return icon("sync~spin", "charts.yellow");
    case "connected":
      return icon("server-environment", "charts.green");
    case "unreachable":
      return icon("warning", "list.warningForeground");
  }
}

function engineState(status: EngineNode["status"]): string {
  switch (status?.kind) {
    case undefined:
      return l10n.t("not connected");
    case "connecting":
      return l10n.t("connecting");
    case "connected":
      return l10n.t("connected");
    case "unreachable":
      return problemTitle(status.reason);
  }
}

const problemText = (status: EngineNode["status"]): string =>
  status?.kind === "unreachable" ? lines(status.message, adviceFor(status.reason).full) : "";

/** What is not offered there, and why. */
function lackText(status: EngineNode["status"]): string {
  const lacks = [...lacksOfStatus(status)].map(([feature, lack]) => `– ${featureName(feature)}: ${lackReason(lack)}`);
  return lacks.length === 0 ? "" : lines("", l10n.t("Not possible here:"), ...lacks);
}

function featureName(feature: Feature): string {
  switch (feature) {
    case "buildkit":
      return l10n.t("details of each build step");
    case "export":
      return l10n.t("export of a container");
    case "limits":
      return l10n.t("other limits for a container");
    case "restart-policy":
      return l10n.t("another restart policy for a container");
  }
}

function lackReason(lack: Lack): string {
  switch (lack) {
    case "podman":
      return l10n.t("Podman does not have it");
    case "old-podman":
      return l10n.t("it needs Podman 4.3 or newer");
    case "windows":
      return l10n.t("Windows containers do not have it");
    case "old-docker":
      return l10n.t("it needs Docker 18.09 or newer");
  }
}

function originText({ source, context, name }: EngineNode["known"]): string {
  switch (source) {
    case "setting":
      return l10n.t("From the setting gantry.engine.address");
    case "environment":
      return l10n.t("From the environment");
    case "context":
      return l10n.t("Docker context '{0}'", context ?? "");
    case "socket":
      return l10n.t("Found on this machine");
    case "connection":
      return l10n.t("Podman connection '{0}'", name);
    case "added":
      return l10n.t("Added by you");
  }
}
