/** The one list of rules, in alphabetical order. */
import type { Rule } from "./rule.ts";
import yamlSyntax from "./rules/compose/yaml-syntax.ts";
import instructionCase from "./rules/dockerfile/instruction-case.ts";
import unknownInstruction from "./rules/dockerfile/unknown-instruction.ts";
import untaggedBaseImage from "./rules/dockerfile/untagged-base-image.ts";
import unterminatedHeredoc from "./rules/dockerfile/unterminated-heredoc.ts";

export const rules: readonly Rule[] = [
  instructionCase,
  unknownInstruction,
  untaggedBaseImage,
  unterminatedHeredoc,
  yamlSyntax,
];
