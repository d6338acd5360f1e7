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
import invalidDeviceMapping from "./rules/compose/invalid-device-mapping.ts";
import invalidPortMapping from "./rules/compose/invalid-port-mapping.ts";
import invalidProjectName from "./rules/compose/invalid-project-name.ts";
import invalidValue from "./rules/compose/invalid-value.ts";
import invalidVolumeMapping from "./rules/compose/invalid-volume-mapping.ts";
import legacyKey from "./rules/compose/legacy-key.ts";
import malformedVariable from "./rules/compose/malformed-variable.ts";
import missingHealthCheck from "./rules/compose/missing-health-check.ts";
import missingKey from "./rules/compose/missing-key.ts";
import noImageOrBuild from "./rules/compose/no-image-or-build.ts";
import obsoleteVersion from "./rules/compose/obsolete-version.ts";
import privilegedService from "./rules/compose/privileged-service.ts";
import repeatedItem from "./rules/compose/repeated-item.ts";
import secretInEnvironment from "./rules/compose/secret-in-environment.ts";
import undefinedAnchor from "./rules/compose/undefined-anchor.ts";
import undefinedReference from "./rules/compose/undefined-reference.ts";
import unknownKey from "./rules/compose/unknown-key.ts";
import unknownYamlTag from "./rules/compose/unknown-yaml-tag.ts";
import unpinnedImage from "./rules/compose/unpinned-image.ts";
import unquotedValue from "./rules/compose/unquoted-value.ts";
import unusedResource from "./rules/compose/unused-resource.ts";
import wrongType from "./rules/compose/wrong-type.ts";
import yamlSyntax from "./rules/compose/yaml-syntax.ts";
import instructionCase from "./rules/dockerfile/instruction-case.ts";
import unknownInstruction from "./rules/dockerfile/unknown-instruction.ts";
import untaggedBaseImage from "./rules/dockerfile/untagged-base-image.ts";
import unterminatedHeredoc from "./rules/dockerfile/unterminated-heredoc.ts";

export const rules: readonly Rule[] = [
  containerNameWithReplicas,
  databasePortPublished,
  dependencyCycle,
  disabledDependency,
  dockerSocketMount,
  duplicateContainerName,
  duplicateHostPort,
  duplicateMount,
  emptySection,
  exclusiveKeys,
  extendsCycle,
  healthCheckTest,
  hostNamespace,
  instructionCase,
  invalidDeviceMapping,
  invalidPortMapping,
  invalidProjectName,
  invalidValue,
  invalidVolumeMapping,
  legacyKey,
  malformedVariable,
  missingHealthCheck,
  missingKey,
  noImageOrBuild,
  obsoleteVersion,
  privilegedService,
  repeatedItem,
  secretInEnvironment,
  undefinedAnchor,
  undefinedReference,
  unknownInstruction,
  unknownKey,
  unknownYamlTag,
  unpinnedImage,
  unquotedValue,
  untaggedBaseImage,
  unterminatedHeredoc,
  unusedResource,
  wrongType,
  yamlSyntax,
];
