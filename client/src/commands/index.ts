/** The list of commands; their order is the order of the menus. */
import type { Command } from "./command.ts";
import composeDown from "./compose/down.ts";
import composeLogs from "./compose/logs.ts";
import composeRestart from "./compose/restart.ts";
import composeShell from "./compose/shell.ts";
import showEffective from "./compose/show-effective.ts";
import composeStop from "./compose/stop.ts";
import composeUp from "./compose/up.ts";
import attachShell from "./containers/attach-shell.ts";
import clearContainerFilter from "./containers/clear-filter.ts";
import copyContainerId from "./containers/copy-id.ts";
import copyContainerName from "./containers/copy-name.ts";
import filterContainers from "./containers/filter.ts";
import groupBy from "./containers/group-by.ts";
import inspectContainer from "./containers/inspect.ts";
import kill from "./containers/kill.ts";
import logs from "./containers/logs.ts";
import onlyRunning from "./containers/only-running.ts";
import openPort from "./containers/open-port.ts";
import pause from "./containers/pause.ts";
import pruneContainers from "./containers/prune.ts";
import removeContainer from "./containers/remove.ts";
import rename from "./containers/rename.ts";
import restart from "./containers/restart.ts";
import runNew from "./containers/run-new.ts";
import showAll from "./containers/show-all.ts";
import start from "./containers/start.ts";
import stop from "./containers/stop.ts";
import unpause from "./containers/unpause.ts";
import connectEngine from "./engines/connect.ts";
import disconnectEngine from "./engines/disconnect.ts";
import refreshEngines from "./engines/refresh.ts";
import retry from "./engines/retry.ts";
import useEngine from "./engines/use.ts";
import build from "./images/build.ts";
import buildWithOptions from "./images/build-with-options.ts";
import clearImageFilter from "./images/clear-filter.ts";
import copyImageDigest from "./images/copy-digest.ts";
import copyImageName from "./images/copy-name.ts";
import filterImages from "./images/filter.ts";
import inspectImage from "./images/inspect.ts";
import pruneImages from "./images/prune.ts";
import pull from "./images/pull.ts";
import pullByName from "./images/pull-by-name.ts";
import push from "./images/push.ts";
import removeImage from "./images/remove.ts";
import run from "./images/run.ts";
import runInteractive from "./images/run-interactive.ts";
import runWithOptions from "./images/run-with-options.ts";
import tag from "./images/tag.ts";
import tryStage from "./images/try-stage.ts";
import createNetwork from "./networks/create.ts";
import inspectNetwork from "./networks/inspect.ts";
import pruneNetworks from "./networks/prune.ts";
import removeNetwork from "./networks/remove.ts";
import createVolume from "./volumes/create.ts";
import inspectVolume from "./volumes/inspect.ts";
import pruneVolumes from "./volumes/prune.ts";
import removeVolume from "./volumes/remove.ts";

export const commands: readonly Command[] = [
  build,
  buildWithOptions,
  tryStage,
  run,
  runInteractive,
  runWithOptions,
  pull,
  push,
  tag,
  inspectImage,
  copyImageName,
  copyImageDigest,
  removeImage,
  showEffective,
  composeUp,
  composeRestart,
  composeStop,
  composeLogs,
  composeShell,
  composeDown,
  attachShell,
  logs,
  openPort,
  start,
  stop,
  restart,
  pause,
  unpause,
  kill,
  rename,
  inspectContainer,
  copyContainerName,
  copyContainerId,
  removeContainer,
  inspectVolume,
  removeVolume,
  inspectNetwork,
  removeNetwork,
  createVolume,
  createNetwork,
  runNew,
  filterContainers,
  clearContainerFilter,
  onlyRunning,
  showAll,
  groupBy,
  pullByName,
  filterImages,
  clearImageFilter,
  pruneContainers,
  pruneImages,
  pruneVolumes,
  pruneNetworks,
  useEngine,
  connectEngine,
  disconnectEngine,
  refreshEngines,
  retry,
];
