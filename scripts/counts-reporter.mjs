// A reporter for node:test that writes how many tests passed, failed and were skipped, as one JSON object.
export default async function* counts(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    // A suite's own result only repeats those of its tests, unless it failed by itself, as in its `before`.
    const isSuite = data?.details?.type === "suite";
    if (type === "test:fail" && !(isSuite && data.details.error?.failureType === "subtestsFailed")) count.failed += 1;
    // A file without a test passes under its own path; it proves nothing.
    const isFile = data?.nesting === 0 && data.name === data.file;
    if (type !== "test:pass" || isSuite || isFile) continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    else count.passed += 1;
  }
  yield JSON.stringify(count);
}
