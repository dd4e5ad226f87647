import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Failures of a file: its failed tests, or one for a file that could not even be loaded. */
function failuresOf(module: TestModule): number {
  const failed = [...module.children.allTests('failed')].length;
  return failed === 0 && module.state() === 'failed' ? 1 : failed;
}

/** Tests that failed once and passed when tried again. */
const secondTries = (module: TestModule): string[] =>
  [...module.children.allTests('passed')]
    .filter((test) => test.diagnostic()?.flaky)
    .map((test) => `${module.relativeModuleId} › ${test.fullName}`);

/** Ends the output with `N passed, N failed`, alone on its line, for people and scripts that read only the end. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    let passed = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      passed += [...module.children.allTests('passed')].length;
      failed += failuresOf(module);
    }
    for (const name of modules.flatMap(secondTries)) process.stdout.write(`Passed only on the second try: ${name}\n`);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
  }
}
