// What a test has: pages that are watched for everything that must not happen, and the few things that most journeys begin with.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

export class World {
  constructor(browser, { samples, large, own, token }) {
    this.browser = browser;
    this.samples = samples;
    this.large = large;
    /** Whether the server and its store were made for these tests and may be changed. */
    this.own = own;
    this.token = token;
    this.contexts = [];
    this.faults = [];
  }

  /** Opens a page on the samples. Requests elsewhere are stopped and counted, and so are errors and violations of the policy. */
  async open(hash = '', { width = 1280, height = 800, scheme = 'light', url = this.samples, ready = true, ...options } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme: scheme, acceptDownloads: true, reducedMotion: 'reduce', ...options });
    this.contexts.push(context);
    const origin = new URL(url).origin;
    await context.route('**/*', (route) => {
      const to = route.request().url();
      if (to.startsWith(origin) || /^(data|blob):/.test(to)) return route.continue();
      this.faults.push(`request to ${to}`);
      return route.abort();
    });
    this.page = await context.newPage();
    this.page.on('console', (m) => m.type() === 'error' && this.faults.push(`console: ${m.text()}`));
    this.page.on('pageerror', (e) => this.faults.push(`error: ${e.message}`));
    await this.page.goto(url + hash);
    if (ready) await this.page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 20_000 });
    return this.page;
  }

  /** Types into the search box and takes the first hit. */
  async find(text, name = text) {
    const { page } = this;
    await page.fill('#search', text);
    await page.locator('#found [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.reading h2', { hasText: name }).waitFor();
  }

  /** Saves one of the files of the Share menu and returns its text. */
  async save(format, { bytes = false } = {}) {
    const { page } = this;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.anchor .menu button', { hasText: format }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    return { name: download.suggestedFilename(), content: bytes ? content : content.toString('utf8') };
  }

  /** Numbers of the status line: entities and ties shown. */
  async shown() {
    const text = await this.page.locator('.status').innerText();
    const [, entities, ties] = /([\d,]+) of [\d,]+ entities, ([\d,]+) of [\d,]+ ties/.exec(text.replace(/\s+/g, ' '));
    return { entities: Number(entities.replaceAll(',', '')), ties: Number(ties.replaceAll(',', '')), text };
  }

  async picture(name) {
    await this.page?.screenshot({ path: fileURLToPath(new URL(`out/${name}.png`, import.meta.url)) });
  }

  /** Fails if anything happened that must not. */
  async end() {
    assert.deepEqual(this.faults, []);
  }

  async close() {
    for (const context of this.contexts) await context.close();
  }
}
