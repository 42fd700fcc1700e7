// The figures that the explorer is held to. Frames are counted as Chromium puts them on the screen, without a GPU.
import assert from 'node:assert/strict';
import { cpus, loadavg } from 'node:os';

const atLeast = { pan: 15, zoom: 20 }, atMost = { scriptKB: 120, firstLoadKB: 300, firstGraph: 2000, large: 4000, task: 200 };

/** Times are judged where nothing else wants the machine; elsewhere they are only printed, since they would measure the others. */
const isQuiet = () => loadavg()[0] <= cpus().length;

async function frames(world, page, act) {
  await world.browser.startTracing(page, { categories: ['viz'] });
  const begun = Date.now();
  await act();
  const seconds = (Date.now() - begun) / 1000;
  const { traceEvents } = JSON.parse(await world.browser.stopTracing());
  return traceEvents.filter((e) => e.name === 'Display::DrawAndSwap' && (e.ph === 'X' || e.ph === 'B')).length / seconds;
}

export async function theFirstLoadIsSmallAndQuick(world) {
  const page = await world.open();
  const { ready, all, script } = await page.evaluate(() => {
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const kilobytes = (list) => list.reduce((sum, f) => sum + f.transferSize, 0) / 1024;
    return { ready: Number(document.documentElement.dataset.ready), all: kilobytes(files), script: kilobytes(files.filter((f) => /\.js$/.test(f.name))) };
  });
  assert.ok(script < atMost.scriptKB && all < atMost.firstLoadKB, `${script} KB of script, ${all} KB in all`);
  assert.ok(!isQuiet() || ready < atMost.firstGraph, `first graph after ${ready} ms`);
  return `script ${script.toFixed(1)} KB, first load ${all.toFixed(1)} KB, first graph after ${ready} ms`;
}

export async function fiveThousandStayQuick(world) {
  const url = await world.large();
  const page = await world.open('#all=1', { url, reducedMotion: 'no-preference' });
  const { entities, ties } = await world.shown(), drawn = Number(await page.evaluate(() => document.documentElement.dataset.ready));
  assert.ok(entities >= 4500, `${entities} entities`);
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  await page.locator('.waiting').waitFor({ state: 'detached', timeout: 60_000 }); // the layout
  const task = Math.max(0, ...(await page.evaluate(() => globalThis.tasks)));
  await world.picture('large');
  const box = await page.locator('#graph').boundingBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  const pan = await frames(world, page, async () => {
    await page.mouse.move(x, y + 200);
    await page.mouse.down();
    for (const begun = Date.now(); Date.now() - begun < 4000;) {
      const a = (Date.now() - begun) / 400;
      await page.mouse.move(x + 150 * Math.sin(a), y + 200 + 60 * (Math.cos(a) - 1));
      await page.waitForTimeout(12);
    }
    await page.mouse.up();
  });
  const zoom = await frames(world, page, async () => {
    for (let begun = Date.now(), i = 0; Date.now() - begun < 4000; i++) {
      await page.mouse.wheel(0, (i >> 3) % 2 ? 120 : -120);
      await page.waitForTimeout(60);
    }
  });
  const said = `${entities} entities, ${ties} ties: drawn after ${drawn} ms, pan ${pan.toFixed(1)}, zoom ${zoom.toFixed(1)} frames/s, longest task while the layout ran ${task.toFixed(0)} ms`;
  assert.ok(!isQuiet() || (drawn < atMost.large && pan >= atLeast.pan && zoom >= atLeast.zoom && task < atMost.task), said);
  return isQuiet() ? said : `${said}, on a busy machine`;
}
