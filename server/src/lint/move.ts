/** Findings at another place. */
import type { Span } from "../text/span.ts";
import type { Finding, Fix, Report } from "./rule.ts";

export const reportInto =
  (findings: Finding[], rule: Finding["rule"]): Report =>
  (span, message, options = {}) =>
    findings.push({ rule, span, message, options });

export const movedBy =
  (delta: number) =>
  ({ start, end }: Span): Span => ({ start: start + delta, end: end + delta });

/** The finding elsewhere, its spans made plain: those of words and nodes would move with the text by themselves. */
export function moved(finding: Finding, place: (span: Span) => Span): Finding {
  const { rule, span, message, options } = finding;
  const fix = (it: Fix): Fix => ({
    ...it,
    edits: it.edits.map((edit) => ({ span: place(edit.span), newText: edit.newText })),
  });
  return {
    rule,
    span: place(span),
    message,
    options: {
      ...options,
      ...(options.fix && { fix: fix(options.fix) }),
      ...(options.fixes && { fixes: options.fixes.map(fix) }),
      ...(options.related && { related: options.related.map((it) => ({ ...it, span: place(it.span) })) }),
    },
  };
}
