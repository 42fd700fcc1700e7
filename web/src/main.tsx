// Starts the explorer: reads the address and the legend, draws, and keeps the address in step with the view.
import { effect } from '@preact/signals';
import { render } from 'preact';
import { readLegend } from './api/ontology';
import { setToken, words } from './api/client';
import { camera, cameraText, readCamera, wantedCamera } from './canvas/camera';
import { fromAddress, toAddress } from './graph/address';
import { readDisputes } from './graph/disputes';
import { goTo, onChange } from './graph/history';
import { open, startFault } from './graph/steps';
import { entity } from './graph/known';
import { places, view, type Reading } from './graph/view';
import { watch } from './graph/watch';
import { App } from './page/App';

const addressOf = (): string => {
  const hash = toAddress(view.value);
  return `#${hash}${camera.value ? `${hash ? '&' : ''}cam=${cameraText(camera.value)}` : ''}`;
};

const cameraIn = (hash: string) => readCamera(new URLSearchParams(hash.replace(/^#/, '')).get('cam'));

/** The title of the window: what is being read. */
function titleOf(reading: Reading | null): string {
  const name = reading && 'id' in reading && reading.what === 'entity' ? entity(reading.id)?.name : undefined;
  return name ? `${name} · onymous` : 'onymous';
}

let opened = false;
let writing: ReturnType<typeof setTimeout> | undefined;

/** Steps get an entry in the browser's history, so that its back button undoes them; lesser changes only rewrite the address. */
onChange((change) => {
  if (change === 'step' && opened) history.pushState(null, '', addressOf());
});

// Written a little later: a brush or a camera changes the view many times a second, and browsers limit how often an address may be written.
effect(() => {
  void view.value;
  void camera.value;
  if (!opened) return;
  clearTimeout(writing);
  writing = setTimeout(() => history.replaceState(null, '', addressOf()), 150);
});

effect(() => { document.title = titleOf(view.value.reading); });

addEventListener('popstate', () => {
  clearTimeout(writing);
  const to = fromAddress(location.hash);
  if (to.places.size === 0 && !to.everything) void open(to);
  else if ([...to.places.keys()].every((id) => places.value.has(id) || !to.everything)) goTo(to);
});

/** A token that came with the address is kept for this tab and taken out of the address, so that it is not shared with the view. */
function takeToken(): void {
  const hash = new URLSearchParams(location.hash.replace(/^#/, '')), given = hash.get('token');
  if (given === null) return;
  setToken(given);
  hash.delete('token');
  history.replaceState(null, '', `#${hash}`);
}

async function begin(): Promise<void> {
  takeToken();
  wantedCamera.value = cameraIn(location.hash);
  camera.value = wantedCamera.value;
  const legend = readLegend();
  render(<App />, document.getElementById('app') as HTMLElement);
  try {
    await legend;
    await open(fromAddress(location.hash));
  } catch (fault) {
    startFault.value = words(fault);
  }
  opened = true;
  if (places.value.size === 0) document.documentElement.dataset.ready = String(Math.round(performance.now())); // there is nothing to draw
  void watch();
  void readDisputes().catch(() => {}); // a style of lines, which the page can do without
}

const app = document.getElementById('app') as HTMLElement;
app.textContent = '';
void begin();
