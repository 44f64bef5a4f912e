import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Prints at the end of a run which tests were skipped, and why. */
export default class SkipReasons implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const reasons = new Map<string, Map<string, number>>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        if (isDeselected(test)) continue;
        const reason = reasonOf(test);
        const files = reasons.get(reason) ?? new Map<string, number>();
        files.set(module.relativeModuleId, (files.get(module.relativeModuleId) ?? 0) + 1);
        reasons.set(reason, files);
      }
    }
    for (const [reason, files] of reasons) {
      const count = [...files.values()].reduce((sum, each) => sum + each, 0);
      console.log(`SKIPPED ${count}: ${reason}`);
      for (const [file, some] of files) console.log(`    ${some} in ${file}`);
    }
  }
}

/** By `--testNamePattern`: whoever gave it knows. */
function isDeselected(test: TestCase): boolean {
  const pattern = test.project.config.testNamePattern;
  return pattern !== undefined && !pattern.test(test.fullName.replaceAll(' > ', ' '));
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  const isOfFailed = test.module.state() === 'failed';
  return test.meta().skippedBecause ?? note ?? (isOfFailed ? 'what they need failed' : 'NO REASON GIVEN');
}
