// The graph on the page. The drawing itself is in stage.ts; this keeps it in step with the view, and turns the pointer and the keys into steps.
import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { emptyWords, describeEntity, tieSentence } from '../page/phrase';
import { Icon } from '../page/Icon';
import { theme } from '../page/theme';
import { open, rearrange, startFault, waitingFor, clear } from '../graph/steps';
import { members, places, reading, selected, view } from '../graph/view';
import { disputed } from '../graph/disputes';
import { relation } from '../graph/known';
import { shown } from '../graph/shown';
import { pauseLayout } from '../layout/layout';
import { camera } from './camera';
import { Follower } from './follower';
import { listen, hovering, lasso } from './pointer';
import { Stage } from './stage';
import { walk, walker } from './walk';

/** The stage on the page, for the exports and for the measurements of the tests. Null while the table is shown. */
export const stage = signal<Stage | null>(null);

export function GraphCanvas() {
  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = surface.current as HTMLDivElement;
    const s = new Stage(container, theme.value), follower = new Follower(s);
    stage.value = s;
    const ends = [
      effect(() => follower.follow(shown.value, places.value, theme.value, disputed.value)),
      effect(() => s.emphasise({ selected: selected.value, pins: view.value.pins, readTie: reading.value?.what === 'relation' ? reading.value.id : null })),
      effect(() => s.emphasise({ focused: walker.value.entity, hoveredTie: walker.value.tie ?? hovering.value.tie, hovered: hovering.value.entity })),
      listen(s, container),
    ];
    s.onMove = () => pauseLayout(true);
    s.onRest = (moved) => {
      pauseLayout(false);
      if (moved) camera.value = s.camera;
    };
    return () => {
      ends.forEach((end) => end());
      stage.value = null;
      follower.end();
      s.kill();
    };
  }, []);
  return (
    <div class="canvas">
      <div
        ref={surface} class={`surface${hovering.value.entity || hovering.value.tie ? ' over-thing' : ''}`} tabIndex={0} role="application" id="graph"
        aria-label={`Graph of ${shown.value.entities.length} entities. Arrow keys follow ties, Enter reads, E expands. The same is in the table.`}
        aria-describedby="walked" onKeyDown={(event) => stage.value && walk(event, stage.value)} onBlur={() => { walker.value = { entity: null, tie: null }; }}
      />
      <p id="walked" class="hidden" aria-live="polite">{walker.value.tie ? tieSentence(relation(walker.value.tie)) : walker.value.entity ? describeEntity(walker.value.entity) : ''}</p>
      <div class="over">
        {waitingFor.value && <p class="waiting" role="status">Waiting for {waitingFor.value} …</p>}
        <Blank />
        <Tip />
        <Lasso />
        <div class="zoom" role="group" aria-label="Camera">
          <button class="icon" aria-label="Nearer" title="Nearer (+)" onClick={() => stage.value?.zoom(1 / 1.5)}><Icon name="plus" /></button>
          <button class="icon" aria-label="Farther" title="Farther (−)" onClick={() => stage.value?.zoom(1.5)}><Icon name="minus" /></button>
          <button class="icon" aria-label="Everything on the canvas" title="Everything (0)" onClick={() => stage.value?.fit()}><Icon name="fit" /></button>
          <button class="icon" aria-label="Lay out anew" title="Lay out anew; what is fastened stays" onClick={() => void rearrange()}><Icon name="layout" /></button>
        </div>
      </div>
    </div>
  );
}

/** What stands on an empty canvas. */
function Blank() {
  if (startFault.value) {
    return <div class="blank" role="alert"><h2>The graph could not be read</h2><p>{startFault.value}</p><button class="solid" onClick={() => void open(view.value)}>Try again</button></div>;
  }
  if (waitingFor.value || shown.value.entities.length > 0) return null;
  const [title, advice] = emptyWords();
  return <div class="blank"><h2>{title}</h2><p>{advice}</p>{members.value.size > 0 && <button class="solid" onClick={clear}>Empty the canvas</button>}</div>;
}

/** What is under the pointer, in words. */
function Tip() {
  const { entity, tie, x, y } = hovering.value, box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const b = box.current;
    if (!b?.parentElement) return;
    const { clientWidth, clientHeight } = b.parentElement;
    b.style.transform = `translate(${Math.min(x + 14, clientWidth - b.offsetWidth - 6)}px, ${y + 18 + b.offsetHeight > clientHeight ? y - b.offsetHeight - 12 : y + 18}px)`;
  }, [entity, tie, x, y]);
  if (!entity && !tie) return null;
  return <div class="tip" ref={box}>{entity ? describeEntity(entity) : tieSentence(relation(tie as string))}</div>;
}

/** The rectangle that selects. */
function Lasso() {
  const l = lasso.value, box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!l || !box.current) return;
    Object.assign(box.current.style, { left: `${l.left}px`, top: `${l.top}px`, width: `${l.right - l.left}px`, height: `${l.bottom - l.top}px` });
  }, [l]);
  return l ? <div class="lasso" ref={box} /> : null;
}
