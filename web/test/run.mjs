// Runs the tests of the explorer in Debian's Chromium against a real server on the sample articles.
//
//   npm test                          loads the samples into a store of its own and serves it with ../bin/onymous
//   npm test -- --url http://…/       uses a server that runs already, and leaves out what needs a store of its own
//   npm test -- --only share          runs the suites whose name holds the word
//   npm test -- --pictures            also renews the pictures of ../README.md, which are in web/pictures
//
// Pictures of every state are left in test/out; look at them after a change of style.
import { chromium } from 'playwright-core';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveLarge, serveSamples } from './server.mjs';
import { World } from './world.mjs';

const { values } = parseArgs({ options: { url: { type: 'string' }, large: { type: 'string' }, binary: { type: 'string', default: fileURLToPath(new URL('../../bin/onymous', import.meta.url)) }, only: { type: 'string', default: '' }, pictures: { type: 'boolean', default: false }, chromium: { type: 'string', default: '/usr/bin/chromium' } } });
const here = new URL('.', import.meta.url);
mkdirSync(new URL('out/', here), { recursive: true });

const servers = [];
const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] }); // root has no sandbox
let failed = 0, passed = 0;
try {
  const samples = values.url ?? (servers.push(await serveSamples(values.binary)), servers.at(-1).url);
  const large = async () => values.large ?? (servers.push(await serveLarge(values.binary)), servers.at(-1).url);
  for (const file of readdirSync(here).filter((name) => name.endsWith('.test.mjs') && name.includes(values.only)).sort()) {
    const suite = await import(new URL(file, here));
    for (const [name, test] of Object.entries(suite).filter(([, value]) => typeof value === 'function')) {
      const world = new World(browser, { samples, large, own: values.url === undefined, token: servers[0]?.token });
      try {
        const said = await test(world);
        await world.end();
        passed++;
        console.log(`ok    ${file.replace('.test.mjs', '')}: ${readable(name)}${said ? `  [${said}]` : ''}`);
      } catch (fault) {
        failed++;
        await world.picture(`failed-${name}`).catch(() => {});
        console.log(`FAIL  ${file.replace('.test.mjs', '')}: ${readable(name)}\n      ${String(fault.stack ?? fault).split('\n').slice(0, 6).join('\n      ')}`);
      } finally {
        await world.close();
      }
    }
  }
} finally {
  await browser.close();
  for (const server of servers) await server.stop();
}
if (values.pictures) {
  mkdirSync(new URL('../pictures/', here), { recursive: true });
  for (const name of ['start-light-wide', 'tie-dark-wide', 'entity-light-phone']) copyFileSync(new URL(`out/${name}.png`, here), new URL(`../pictures/${name}.png`, here));
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** findsByAlias is "finds by alias". */
function readable(name) {
  return name.replace(/[A-Z]/g, (c) => ' ' + c.toLowerCase());
}
