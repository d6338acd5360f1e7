/** The one list of rules, in alphabetical order. */
import type { Rule } from "./rule.ts";
import containerNameWithReplicas from "./rules/compose/container-name-with-replicas.ts";
import databasePortPublished from "./rules/compose/database-port-published.ts";
import dependencyCycle from "./rules/compose/dependency-cycle.ts";
import disabledDependency from "./rules/compose/disabled-dependency.ts";
import dockerSocketMount from "./rules/compose/docker-socket-mount.ts";
import duplicateContainerName from "./rules/compose/duplicate-container-name.ts";
import duplicateHostPort from "./rules/compose/duplicate-host-port.ts";
import duplicateMount from "./rules/compose/duplicate-mount.ts";
import emptySection from "./rules/compose/empty-section.ts";
import exclusiveKeys from "./rules/compose/exclusive-keys.ts";
import extendsCycle from "./rules/compose/extends-cycle.ts";
import healthCheckTest from "./rules/compose/health-check-test.ts";
import hostNamespace from "./rules/compose/host-namespace.ts";
import ignoredNetworkKey from "./rules/compose/ignored-network-key.ts";
import includeConflict from "./rules/compose/include-conflict.ts";
import includeCycle from "./rules/compose/include-cycle.ts";
import invalidChoice from "./rules/compose/invalid-choice.ts";
import invalidDeviceMapping from "./rules/compose/invalid-device-mapping.ts";
import invalidPortMapping from "./rules/compose/invalid-port-mapping.ts";
import invalidProjectName from "./rules/compose/invalid-project-name.ts";
import invalidValue from "./rules/compose/invalid-value.ts";
import invalidVolumeMapping from "./rules/compose/invalid-volume-mapping.ts";
import legacyKey from "./rules/compose/legacy-key.ts";
import malformedVariable from "./rules/compose/malformed-variable.ts";
import missingFile from "./rules/compose/missing-file.ts";
import missingHealthCheck from "./rules/compose/missing-health-check.ts";
import missingKey from "./rules/compose/missing-key.ts";
import noImageOrBuild from "./rules/compose/no-image-or-build.ts";
import obsoleteVersion from "./rules/compose/obsolete-version.ts";
import platformNotBuilt from "./rules/compose/platform-not-built.ts";
import privilegedService from "./rules/compose/privileged-service.ts";
import repeatedItem from "./rules/compose/repeated-item.ts";
import secretInEnvironment from "./rules/compose/secret-in-environment.ts";
import undefinedAnchor from "./rules/compose/undefined-anchor.ts";
import undefinedReference from "./rules/compose/undefined-reference.ts";
import unknownBuildArgument from "./rules/compose/unknown-build-argument.ts";
import unknownBuildStage from "./rules/compose/unknown-build-stage.ts";
import unknownKey from "./rules/compose/unknown-key.ts";
import unknownYamlTag from "./rules/compose/unknown-yaml-tag.ts";
import unpinnedImage from "./rules/compose/unpinned-image.ts";
import unquotedValue from "./rules/compose/unquoted-value.ts";
import unsetVariable from "./rules/compose/unset-variable.ts";
import unusedResource from "./rules/compose/unused-resource.ts";
import wrongType from "./rules/compose/wrong-type.ts";
import yamlSyntax from "./rules/compose/yaml-syntax.ts";
import addInsteadOfCopy from "./rules/dockerfile/add-instead-of-copy.ts";
import apkNoCache from "./rules/dockerfile/apk-no-cache.ts";
import aptGetYes from "./rules/dockerfile/apt-get-yes.ts";
import aptInScript from "./rules/dockerfile/apt-in-script.ts";
import aptListsLeft from "./rules/dockerfile/apt-lists-left.ts";
import aptNoRecommends from "./rules/dockerfile/apt-no-recommends.ts";
import archiveCopiedToExtract from "./rules/dockerfile/archive-copied-to-extract.ts";
import arrayOfTexts from "./rules/dockerfile/array-of-texts.ts";
import baseImagePlatform from "./rules/dockerfile/base-image-platform.ts";
import blankBaseImage from "./rules/dockerfile/blank-base-image.ts";
import blankName from "./rules/dockerfile/blank-name.ts";
import cacheMount from "./rules/dockerfile/cache-mount.ts";
import cdAnywhere from "./rules/dockerfile/cd-anywhere.ts";
import cdInsteadOfWorkdir from "./rules/dockerfile/cd-instead-of-workdir.ts";
import consecutiveRuns from "./rules/dockerfile/consecutive-runs.ts";
import constantPlatform from "./rules/dockerfile/constant-platform.ts";
import copyBeforeInstall from "./rules/dockerfile/copy-before-install.ts";
import copyFromLaterStage from "./rules/dockerfile/copy-from-later-stage.ts";
import copyFromOwnStage from "./rules/dockerfile/copy-from-own-stage.ts";
import copyGit from "./rules/dockerfile/copy-git.ts";
import copyIgnored from "./rules/dockerfile/copy-ignored.ts";
import copyNeedsDirectory from "./rules/dockerfile/copy-needs-directory.ts";
import copyRelativeDestination from "./rules/dockerfile/copy-relative-destination.ts";
import copySecrets from "./rules/dockerfile/copy-secrets.ts";
import copyWholeRootfs from "./rules/dockerfile/copy-whole-rootfs.ts";
import curlAndWget from "./rules/dockerfile/curl-and-wget.ts";
import definitionDescription from "./rules/dockerfile/definition-description.ts";
import directiveCase from "./rules/dockerfile/directive-case.ts";
import dnfCacheLeft from "./rules/dockerfile/dnf-cache-left.ts";
import dnfYes from "./rules/dockerfile/dnf-yes.ts";
import duplicateCmd from "./rules/dockerfile/duplicate-cmd.ts";
import duplicateDirective from "./rules/dockerfile/duplicate-directive.ts";
import duplicateEntrypoint from "./rules/dockerfile/duplicate-entrypoint.ts";
import duplicateFlag from "./rules/dockerfile/duplicate-flag.ts";
import duplicateHealthcheck from "./rules/dockerfile/duplicate-healthcheck.ts";
import duplicateMountKey from "./rules/dockerfile/duplicate-mount-key.ts";
import duplicateStageName from "./rules/dockerfile/duplicate-stage-name.ts";
import emptyContinuationLine from "./rules/dockerfile/empty-continuation-line.ts";
import emptyLabel from "./rules/dockerfile/empty-label.ts";
import execForm from "./rules/dockerfile/exec-form.ts";
import execFormEverywhere from "./rules/dockerfile/exec-form-everywhere.ts";
import exposeFormat from "./rules/dockerfile/expose-format.ts";
import exposeProtocolCase from "./rules/dockerfile/expose-protocol-case.ts";
import extraArguments from "./rules/dockerfile/extra-arguments.ts";
import fixedPlatform from "./rules/dockerfile/fixed-platform.ts";
import flagValue from "./rules/dockerfile/flag-value.ts";
import fromArguments from "./rules/dockerfile/from-arguments.ts";
import fromAsCase from "./rules/dockerfile/from-as-case.ts";
import healthcheckType from "./rules/dockerfile/healthcheck-type.ts";
import ignoreComment from "./rules/dockerfile/ignore-comment.ts";
import instructionCase from "./rules/dockerfile/instruction-case.ts";
import interactiveCommand from "./rules/dockerfile/interactive-command.ts";
import invalidCheckOption from "./rules/dockerfile/invalid-check-option.ts";
import invalidCopyFrom from "./rules/dockerfile/invalid-copy-from.ts";
import invalidDefaultArgInFrom from "./rules/dockerfile/invalid-default-arg-in-from.ts";
import invalidDuration from "./rules/dockerfile/invalid-duration.ts";
import invalidEscapeDirective from "./rules/dockerfile/invalid-escape-directive.ts";
import invalidExposePort from "./rules/dockerfile/invalid-expose-port.ts";
import invalidImageReference from "./rules/dockerfile/invalid-image-reference.ts";
import invalidLabelKey from "./rules/dockerfile/invalid-label-key.ts";
import invalidLabelValue from "./rules/dockerfile/invalid-label-value.ts";
import invalidMount from "./rules/dockerfile/invalid-mount.ts";
import invalidRetries from "./rules/dockerfile/invalid-retries.ts";
import invalidSignal from "./rules/dockerfile/invalid-signal.ts";
import invalidStageName from "./rules/dockerfile/invalid-stage-name.ts";
import jsonInSingleQuotes from "./rules/dockerfile/json-in-single-quotes.ts";
import lastUserRoot from "./rules/dockerfile/last-user-root.ts";
import latestTag from "./rules/dockerfile/latest-tag.ts";
import legacyKeyValue from "./rules/dockerfile/legacy-key-value.ts";
import loginInRun from "./rules/dockerfile/login-in-run.ts";
import maintainerDeprecated from "./rules/dockerfile/maintainer-deprecated.ts";
import missingArguments from "./rules/dockerfile/missing-arguments.ts";
import missingCopySource from "./rules/dockerfile/missing-copy-source.ts";
import missingEquals from "./rules/dockerfile/missing-equals.ts";
import missingHealthcheck from "./rules/dockerfile/missing-healthcheck.ts";
import missingLabel from "./rules/dockerfile/missing-label.ts";
import mountWithoutTarget from "./rules/dockerfile/mount-without-target.ts";
import noBaseImage from "./rules/dockerfile/no-base-image.ts";
import noSudo from "./rules/dockerfile/no-sudo.ts";
import noUser from "./rules/dockerfile/no-user.ts";
import nonNumericUser from "./rules/dockerfile/non-numeric-user.ts";
import onbuildTrigger from "./rules/dockerfile/onbuild-trigger.ts";
import osUpgrade from "./rules/dockerfile/os-upgrade.ts";
import passwordInImage from "./rules/dockerfile/password-in-image.ts";
import pinApkPackages from "./rules/dockerfile/pin-apk-packages.ts";
import pinAptPackages from "./rules/dockerfile/pin-apt-packages.ts";
import pinDnfPackages from "./rules/dockerfile/pin-dnf-packages.ts";
import pinGemPackages from "./rules/dockerfile/pin-gem-packages.ts";
import pinGoTools from "./rules/dockerfile/pin-go-tools.ts";
import pinNpmPackages from "./rules/dockerfile/pin-npm-packages.ts";
import pinPipPackages from "./rules/dockerfile/pin-pip-packages.ts";
import pinYumPackages from "./rules/dockerfile/pin-yum-packages.ts";
import pinZypperPackages from "./rules/dockerfile/pin-zypper-packages.ts";
import pipNoCache from "./rules/dockerfile/pip-no-cache.ts";
import pipefail from "./rules/dockerfile/pipefail.ts";
import redundantTargetPlatform from "./rules/dockerfile/redundant-target-platform.ts";
import relativeWorkdir from "./rules/dockerfile/relative-workdir.ts";
import relativeWorkdirLater from "./rules/dockerfile/relative-workdir-later.ts";
import reservedStageName from "./rules/dockerfile/reserved-stage-name.ts";
import secretInArgOrEnv from "./rules/dockerfile/secret-in-arg-or-env.ts";
import secretLikeName from "./rules/dockerfile/secret-like-name.ts";
import selfReferenceInEnv from "./rules/dockerfile/self-reference-in-env.ts";
import shadowedArg from "./rules/dockerfile/shadowed-arg.ts";
import shellByLink from "./rules/dockerfile/shell-by-link.ts";
import shellJsonForm from "./rules/dockerfile/shell-json-form.ts";
import singleStageBuild from "./rules/dockerfile/single-stage-build.ts";
import sshPortExposed from "./rules/dockerfile/ssh-port-exposed.ts";
import stageNameCase from "./rules/dockerfile/stage-name-case.ts";
import syntaxTooNew from "./rules/dockerfile/syntax-too-new.ts";
import systemWorkdir from "./rules/dockerfile/system-workdir.ts";
import textAfterArray from "./rules/dockerfile/text-after-array.ts";
import unclosedQuote from "./rules/dockerfile/unclosed-quote.ts";
import undefinedArgInFrom from "./rules/dockerfile/undefined-arg-in-from.ts";
import undefinedVariable from "./rules/dockerfile/undefined-variable.ts";
import unexpectedLabel from "./rules/dockerfile/unexpected-label.ts";
import unknownCopyStage from "./rules/dockerfile/unknown-copy-stage.ts";
import unknownFlag from "./rules/dockerfile/unknown-flag.ts";
import unknownInstruction from "./rules/dockerfile/unknown-instruction.ts";
import unsupportedModifier from "./rules/dockerfile/unsupported-modifier.ts";
import untaggedBaseImage from "./rules/dockerfile/untagged-base-image.ts";
import unterminatedHeredoc from "./rules/dockerfile/unterminated-heredoc.ts";
import untrustedRegistry from "./rules/dockerfile/untrusted-registry.ts";
import unusedArg from "./rules/dockerfile/unused-arg.ts";
import unusedStage from "./rules/dockerfile/unused-stage.ts";
import unverifiedDownload from "./rules/dockerfile/unverified-download.ts";
import updateAlone from "./rules/dockerfile/update-alone.ts";
import useraddNoLogInit from "./rules/dockerfile/useradd-no-log-init.ts";
import verificationOff from "./rules/dockerfile/verification-off.ts";
import wgetProgress from "./rules/dockerfile/wget-progress.ts";
import yarnCacheLeft from "./rules/dockerfile/yarn-cache-left.ts";
import yumCacheLeft from "./rules/dockerfile/yum-cache-left.ts";
import yumYes from "./rules/dockerfile/yum-yes.ts";
import zypperCacheLeft from "./rules/dockerfile/zypper-cache-left.ts";
import zypperDistUpgrade from "./rules/dockerfile/zypper-dist-upgrade.ts";
import zypperYes from "./rules/dockerfile/zypper-yes.ts";
import invalidIgnorePattern from "./rules/dockerignore/invalid-ignore-pattern.ts";
import unmatchedIgnorePattern from "./rules/dockerignore/unmatched-ignore-pattern.ts";
import invalidEnvLine from "./rules/env/invalid-env-line.ts";
import repeatedVariable from "./rules/env/repeated-variable.ts";
import undefinedProfile from "./rules/env/undefined-profile.ts";

export const rules: readonly Rule[] = [
  addInsteadOfCopy,
  apkNoCache,
  aptGetYes,
  aptInScript,
  aptListsLeft,
  aptNoRecommends,
  archiveCopiedToExtract,
  arrayOfTexts,
  baseImagePlatform,
  blankBaseImage,
  blankName,
  cacheMount,
  cdAnywhere,
  cdInsteadOfWorkdir,
  consecutiveRuns,
  constantPlatform,
  containerNameWithReplicas,
  copyBeforeInstall,
  copyFromLaterStage,
  copyFromOwnStage,
  copyGit,
  copyIgnored,
  copyNeedsDirectory,
  copyRelativeDestination,
  copySecrets,
  copyWholeRootfs,
  curlAndWget,
  databasePortPublished,
  definitionDescription,
  dependencyCycle,
  directiveCase,
  disabledDependency,
  dnfCacheLeft,
  dnfYes,
  dockerSocketMount,
  duplicateCmd,
  duplicateContainerName,
  duplicateDirective,
  duplicateEntrypoint,
  duplicateFlag,
  duplicateHealthcheck,
  duplicateHostPort,
  duplicateMount,
  duplicateMountKey,
  duplicateStageName,
  emptyContinuationLine,
  emptyLabel,
  emptySection,
  exclusiveKeys,
  execForm,
  execFormEverywhere,
  exposeFormat,
  exposeProtocolCase,
  extendsCycle,
  extraArguments,
  fixedPlatform,
  flagValue,
  fromArguments,
  fromAsCase,
  healthCheckTest,
  healthcheckType,
  hostNamespace,
  ignoreComment,
  ignoredNetworkKey,
  includeConflict,
  includeCycle,
  instructionCase,
  interactiveCommand,
  invalidCheckOption,
  invalidChoice,
  invalidCopyFrom,
  invalidDefaultArgInFrom,
  invalidDeviceMapping,
  invalidDuration,
  invalidEnvLine,
  invalidEscapeDirective,
  invalidExposePort,
  invalidIgnorePattern,
  invalidImageReference,
  invalidLabelKey,
  invalidLabelValue,
  invalidMount,
  invalidPortMapping,
  invalidProjectName,
  invalidRetries,
  invalidSignal,
  invalidStageName,
  invalidValue,
  invalidVolumeMapping,
  jsonInSingleQuotes,
  lastUserRoot,
  latestTag,
  legacyKey,
  legacyKeyValue,
  loginInRun,
  maintainerDeprecated,
  malformedVariable,
  missingArguments,
  missingCopySource,
  missingEquals,
  missingFile,
  missingHealthCheck,
  missingHealthcheck,
  missingKey,
  missingLabel,
  mountWithoutTarget,
  noBaseImage,
  noImageOrBuild,
  noSudo,
  noUser,
  nonNumericUser,
  obsoleteVersion,
  onbuildTrigger,
  osUpgrade,
  passwordInImage,
  pinApkPackages,
  pinAptPackages,
  pinDnfPackages,
  pinGemPackages,
  pinGoTools,
  pinNpmPackages,
  pinPipPackages,
  pinYumPackages,
  pinZypperPackages,
  pipNoCache,
  pipefail,
  platformNotBuilt,
  privilegedService,
  redundantTargetPlatform,
  relativeWorkdir,
  relativeWorkdirLater,
  repeatedItem,
  repeatedVariable,
  reservedStageName,
  secretInArgOrEnv,
  secretInEnvironment,
  secretLikeName,
  selfReferenceInEnv,
  shadowedArg,
  shellByLink,
  shellJsonForm,
  singleStageBuild,
  sshPortExposed,
  stageNameCase,
  syntaxTooNew,
  systemWorkdir,
  textAfterArray,
  unclosedQuote,
  undefinedAnchor,
  undefinedArgInFrom,
  undefinedProfile,
  undefinedReference,
  undefinedVariable,
  unexpectedLabel,
  unknownBuildArgument,
  unknownBuildStage,
  unknownCopyStage,
  unknownFlag,
  unknownInstruction,
  unknownKey,
  unknownYamlTag,
  unmatchedIgnorePattern,
  unpinnedImage,
  unquotedValue,
  unsetVariable,
  unsupportedModifier,
  untaggedBaseImage,
  unterminatedHeredoc,
  untrustedRegistry,
  unusedArg,
  unusedResource,
  unusedStage,
  unverifiedDownload,
  updateAlone,
  useraddNoLogInit,
  verificationOff,
  wgetProgress,
  wrongType,
  yamlSyntax,
  yarnCacheLeft,
  yumCacheLeft,
  yumYes,
  zypperCacheLeft,
  zypperDistUpgrade,
  zypperYes,
];
