// Starts ../bin/onymous on stores of its own, and stops it.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { largeArticles } from './large.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** A server on the sample articles. */
export const serveSamples = (binary) => serve(binary, (db) => run(binary, ['load', '--db', db, join(root, 'loader/testdata/articles')], { maxBuffer: 1 << 26 }));

/** A server on a made-up graph of 5,000 entities and 15,000 ties. */
export const serveLarge = (binary) => serve(binary, async (db, folder) => {
  const file = join(folder, 'large.jsonl');
  writeFileSync(file, largeArticles(5000, 15_000));
  await run(binary, ['load', '--db', db, '--extracted', file], { maxBuffer: 1 << 26 });
});

async function serve(binary, fill) {
  const folder = mkdtempSync(join(tmpdir(), 'onymous-web-test-')), db = join(folder, 'store');
  await fill(db, folder);
  const child = spawn(binary, ['serve', '--db', db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((done, fail) => {
    const hear = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:[1-9]\d*\//.exec(said);
      if (found && /token/.test(said)) done(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => fail(new Error(`the server ended with status ${code}: ${said}`)));
    setTimeout(() => fail(new Error(`the server printed no address within 20 s: ${said}`)), 20_000).unref();
  });
  return {
    url,
    /** What a server on this machine prints for those who may change the store. */
    token: /token[^\n]*?\s(\S{20,})/.exec(said)?.[1] ?? '',

    async stop() {
      const ended = new Promise((done) => child.on('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
