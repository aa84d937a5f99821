// node failed-browser-tests.mjs RESULTS.JSON: a line for each browser test that failed, with the first line of its error.
import { readFileSync } from 'node:fs';

function print(suite) {
  for (const spec of suite.specs) {
    if (spec.ok) continue;
    const [error] = spec.tests.flatMap((test) => test.results).flatMap((result) => result.errors);
    // The runner colours its messages.
    const message = (error?.message ?? 'no message').replaceAll(/\u001b\[\d+m/g, '').split('\n')[0];
    console.log(`${spec.file}:${spec.line} ${spec.title}: ${message}`);
  }
  for (const inner of suite.suites ?? []) print(inner);
}

for (const suite of JSON.parse(readFileSync(process.argv[2], 'utf8')).suites) print(suite);
