/** The list of commands; their order is the order of the menus. */
import type { Command } from "./command.ts";
import attachShell from "./containers/attach-shell.ts";
import logs from "./containers/logs.ts";
import removeContainer from "./containers/remove.ts";
import restart from "./containers/restart.ts";
import start from "./containers/start.ts";
import stop from "./containers/stop.ts";
import retry from "./engines/retry.ts";
import build from "./images/build.ts";
import buildWithOptions from "./images/build-with-options.ts";
import removeImage from "./images/remove.ts";
import run from "./images/run.ts";
import runInteractive from "./images/run-interactive.ts";

export const commands: readonly Command[] = [
  build,
  buildWithOptions,
  run,
  runInteractive,
  removeImage,
  attachShell,
  logs,
  start,
  stop,
  restart,
  removeContainer,
  retry,
];
