/** The list of commands; their order is the order of the menus. */

import clearBuilds from "./builds/clear.ts";
import compareBuilds from "./builds/compare.ts";
import buildLog from "./builds/log.ts";
import openBuiltDockerfile from "./builds/open-dockerfile.ts";
import rebuild from "./builds/rebuild.ts";
import removeBuild from "./builds/remove.ts";
import type { Command } from "./command.ts";
import composeDown from "./compose/down.ts";
import composeLogs from "./compose/logs.ts";
import composePull from "./compose/pull.ts";
import composeRestart from "./compose/restart.ts";
import composeShell from "./compose/shell.ts";
import showEffective from "./compose/show-effective.ts";
import composeStop from "./compose/stop.ts";
import composeUp from "./compose/up.ts";
import attachMain from "./containers/attach-main.ts";
import attachShell from "./containers/attach-shell.ts";
import attachShellWithOptions from "./containers/attach-shell-with-options.ts";
import attachVsCode from "./containers/attach-vs-code.ts";
import browseContainer from "./containers/browse.ts";
import changes from "./containers/changes.ts";
import clearContainerFilter from "./containers/clear-filter.ts";
import commit from "./containers/commit.ts";
import copyContainerId from "./containers/copy-id.ts";
import copyIp from "./containers/copy-ip.ts";
import copyContainerName from "./containers/copy-name.ts";
import dashboard from "./containers/dashboard.ts";
import debugShell from "./containers/debug-shell.ts";
import everyContainers from "./containers/every-workspace.ts";
import exec from "./containers/exec.ts";
import exportContainer from "./containers/export.ts";
import filterContainers from "./containers/filter.ts";
import groupBy from "./containers/group-by.ts";
import hideStats from "./containers/hide-stats.ts";
import inspectContainer from "./containers/inspect.ts";
import kill from "./containers/kill.ts";
import logs from "./containers/logs.ts";
import logsInTerminal from "./containers/logs-in-terminal.ts";
import onlyRunning from "./containers/only-running.ts";
import ownContainers from "./containers/only-workspace.ts";
import openPort from "./containers/open-port.ts";
import pause from "./containers/pause.ts";
import pruneContainers from "./containers/prune.ts";
import removeContainer from "./containers/remove.ts";
import rename from "./containers/rename.ts";
import restart from "./containers/restart.ts";
import runNew from "./containers/run-new.ts";
import showAll from "./containers/show-all.ts";
import showStats from "./containers/show-stats.ts";
import sortContainers from "./containers/sort-by.ts";
import start from "./containers/start.ts";
import stats from "./containers/stats.ts";
import stop from "./containers/stop.ts";
import top from "./containers/top.ts";
import unpause from "./containers/unpause.ts";
import updateLimits from "./containers/update.ts";
import addEngine from "./engines/add.ts";
import connectEngine from "./engines/connect.ts";
import copyEngineAddress from "./engines/copy-address.ts";
import disconnectEngine from "./engines/disconnect.ts";
import editEngine from "./engines/edit.ts";
import inspectEngine from "./engines/inspect.ts";
import pruneEngine from "./engines/prune.ts";
import refreshEngines from "./engines/refresh.ts";
import removeEngine from "./engines/remove.ts";
import retry from "./engines/retry.ts";
import startEngine from "./engines/start.ts";
import trustEngine from "./engines/trust.ts";
import engineUsage from "./engines/usage.ts";
import useEngine from "./engines/use.ts";
import useEngineEverywhere from "./engines/use-everywhere.ts";
import copyPath from "./files/copy-path.ts";
import deleteFile from "./files/delete.ts";
import downloadFile from "./files/download.ts";
import newFile from "./files/new-file.ts";
import newFolder from "./files/new-folder.ts";
import openFile from "./files/open.ts";
import openFolder from "./files/open-folder.ts";
import renameFile from "./files/rename.ts";
import uploadFiles from "./files/upload.ts";
import getStarted from "./help/get-started.ts";
import openExample from "./help/open-example.ts";
import build from "./images/build.ts";
import buildHistory from "./images/build-history.ts";
import buildWithOptions from "./images/build-with-options.ts";
import clearImageFilter from "./images/clear-filter.ts";
import copyImageDigest from "./images/copy-digest.ts";
import copyImageName from "./images/copy-name.ts";
import everyImages from "./images/every-workspace.ts";
import filterImages from "./images/filter.ts";
import forgetLogin from "./images/forget-login.ts";
import history from "./images/history.ts";
import inspectImage from "./images/inspect.ts";
import imageLayers from "./images/layers.ts";
import loadImages from "./images/load.ts";
import ownImages from "./images/only-workspace.ts";
import pruneImages from "./images/prune.ts";
import pull from "./images/pull.ts";
import pullByName from "./images/pull-by-name.ts";
import push from "./images/push.ts";
import removeImage from "./images/remove.ts";
import run from "./images/run.ts";
import runInteractive from "./images/run-interactive.ts";
import runWithOptions from "./images/run-with-options.ts";
import saveImages from "./images/save.ts";
import sortImages from "./images/sort-by.ts";
import tag from "./images/tag.ts";
import tryStage from "./images/try-stage.ts";
import untag from "./images/untag.ts";
import copyAddress from "./memberships/copy.ts";
import leaveNetwork from "./memberships/leave.ts";
import connectContainer from "./networks/connect.ts";
import createNetwork from "./networks/create.ts";
import disconnectContainer from "./networks/disconnect.ts";
import everyNetworks from "./networks/every-workspace.ts";
import inspectNetwork from "./networks/inspect.ts";
import ownNetworks from "./networks/only-workspace.ts";
import pruneNetworks from "./networks/prune.ts";
import removeNetwork from "./networks/remove.ts";
import copyPort from "./ports/copy.ts";
import openThisPort from "./ports/open.ts";
import copyVariable from "./variables/copy.ts";
import hideVariable from "./variables/hide.ts";
import showVariable from "./variables/show.ts";
import backUp from "./volumes/back-up.ts";
import browseVolume from "./volumes/browse.ts";
import createVolume from "./volumes/create.ts";
import everyVolumes from "./volumes/every-workspace.ts";
import inspectVolume from "./volumes/inspect.ts";
import ownVolumes from "./volumes/only-workspace.ts";
import pruneVolumes from "./volumes/prune.ts";
import removeVolume from "./volumes/remove.ts";
import restore from "./volumes/restore.ts";
import sortVolumes from "./volumes/sort-by.ts";

export const commands: readonly Command[] = [
  build,
  buildWithOptions,
  buildHistory,
  rebuild,
  openBuiltDockerfile,
  buildLog,
  compareBuilds,
  removeBuild,
  clearBuilds,
  forgetLogin,
  tryStage,
  run,
  runInteractive,
  runWithOptions,
  pull,
  push,
  tag,
  untag,
  imageLayers,
  inspectImage,
  copyImageName,
  copyImageDigest,
  removeImage,
  showEffective,
  composeUp,
  composePull,
  composeRestart,
  composeStop,
  composeLogs,
  composeShell,
  composeDown,
  attachShell,
  attachShellWithOptions,
  exec,
  attachMain,
  attachVsCode,
  debugShell,
  logs,
  logsInTerminal,
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
  openThisPort,
  copyPort,
  showVariable,
  hideVariable,
  copyVariable,
  openFile,
  openFolder,
  downloadFile,
  uploadFiles,
  newFile,
  newFolder,
  renameFile,
  deleteFile,
  copyPath,
  browseContainer,
  browseVolume,
  copyIp,
  stats,
  changes,
  top,
  commit,
  exportContainer,
  updateLimits,
  history,
  saveImages,
  backUp,
  restore,
  connectContainer,
  disconnectContainer,
  leaveNetwork,
  copyAddress,
  createVolume,
  createNetwork,
  runNew,
  dashboard,
  filterContainers,
  clearContainerFilter,
  onlyRunning,
  showAll,
  groupBy,
  pullByName,
  filterImages,
  clearImageFilter,
  sortContainers,
  sortImages,
  sortVolumes,
  ownContainers,
  everyContainers,
  ownImages,
  everyImages,
  ownVolumes,
  everyVolumes,
  ownNetworks,
  everyNetworks,
  showStats,
  hideStats,
  loadImages,
  pruneContainers,
  pruneImages,
  pruneVolumes,
  pruneNetworks,
  startEngine,
  trustEngine,
  useEngine,
  connectEngine,
  disconnectEngine,
  editEngine,
  useEngineEverywhere,
  inspectEngine,
  engineUsage,
  copyEngineAddress,
  pruneEngine,
  removeEngine,
  addEngine,
  refreshEngines,
  retry,
  getStarted,
  openExample,
];
