// The timeline: how much happened when, brushed to filter the graph.
import { useRef, useState } from 'preact/hooks';
import { adjust, commit, record } from '../graph/history';
import { lastDay, monthOf, monthText, readable } from '../graph/dates';
import { view, type DateSort } from '../graph/view';
import { histogram, loadingSources, type Histogram } from './times';

const sorts: Record<DateSort, string> = { happened: 'When it happened', published: 'When it was published', loaded: 'When it was taken in' };

const setRange = (since: string, until: string) => adjust({ filter: { ...view.value.filter, since, until } });

export function Timeline() {
  const h = histogram.value, f = view.value.filter;
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="head">
        <label><span class="hidden">Dates</span>
          <select value={f.by} onChange={(e) => commit('count other dates', { filter: { ...f, by: e.currentTarget.value as DateSort, since: '', until: '' } })}>
            {Object.entries(sorts).map(([value, words]) => <option value={value}>{words}</option>)}
          </select>
        </label>
        {f.since || f.until
          ? <><span class="range">{f.since ? readable(f.since) : '…'} to {f.until ? readable(f.until) : '…'}</span><button onClick={() => commit('show all times', { filter: { ...f, since: '', until: '' } })}>Clear</button></>
          : <span class="quiet">{loadingSources.value ? 'Reading the dates of the articles …' : h ? 'Drag over the bars to choose a time' : 'Nothing here has a date'}</span>}
        {h && h.undated > 0 && <span class="quiet end">{h.undated} without a date</span>}
      </div>
      {h && <Bars h={h} />}
    </section>
  );
}

function Bars({ h }: { h: Histogram }) {
  const box = useRef<HTMLDivElement>(null), [from, setFrom] = useState<number | null>(null), before = useRef(view.value);
  const f = view.value.filter, months = h.last - h.first + 1;
  const since = f.since ? Math.max(h.first, monthOf(f.since)) : h.first, until = f.until ? Math.min(h.last, monthOf(lastDay(f.until))) : h.last;
  const chosen = f.since !== '' || f.until !== '';
  const top = Math.max(...h.bars), x = (month: number) => ((month - h.first) / months) * 1000;
  const monthAt = (clientX: number) => {
    const b = (box.current as HTMLDivElement).getBoundingClientRect();
    return h.first + Math.max(0, Math.min(months - 1, Math.floor(((clientX - b.left) / b.width) * months)));
  };
  const brush = (a: number, b: number) => {
    const [lo, hi] = a < b ? [a, b] : [b, a];
    setRange(monthText(lo - (lo % h.step)), monthText(hi - (hi % h.step) + h.step - 1));
  };
  const nudge = (end: 'since' | 'until') => (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? h.step : event.key === 'ArrowLeft' ? -h.step : 0;
    if (!step) return;
    event.preventDefault();
    if (end === 'since') setRange(monthText(Math.max(h.first, Math.min(until, since + step))), monthText(until));
    else setRange(monthText(since), monthText(Math.min(h.last, Math.max(since, until + step))));
  };
  return (
    <div
      class="bars" ref={box}
      onPointerDown={(e) => {
        if (e.button !== 0) return;
        before.current = view.value;
        const end = e.target instanceof HTMLElement ? e.target.dataset.end : undefined; // a handle keeps the other end where it is
        (e.currentTarget as HTMLElement).setPointerCapture(e.pointerId);
        setFrom(end === 'since' ? until : end === 'until' ? since : monthAt(e.clientX));
      }}
      onPointerMove={(e) => { if (from !== null) brush(from, monthAt(e.clientX)); }}
      onPointerUp={(e) => {
        if (from === null) return;
        brush(from, monthAt(e.clientX));
        record('choose a time', before.current);
        setFrom(null);
      }}
      onPointerCancel={() => setFrom(null)}
    >
      <svg viewBox="0 0 1000 54" preserveAspectRatio="none" role="img" aria-label={`${h.bars.reduce((a, b) => a + b, 0)} dates from ${readable(monthText(h.first))} to ${readable(monthText(h.last))}`}>
        <line class="axis" x1="0" y1="40.5" x2="1000" y2="40.5" />
        {h.bars.map((n, i) => {
          const month = h.first + i * h.step, inside = month + h.step - 1 >= since && month <= until, high = n === 0 ? 0 : Math.max(3, (n / top) * 38);
          return n > 0 && <rect class={inside ? 'bar' : 'bar out'} x={x(month) + 0.6} width={Math.max(1, (h.step / months) * 1000 - 1.2)} y={40 - high} height={high}><title>{`${readable(h.step === 12 ? monthText(month).slice(0, 4) : monthText(month))}: ${n}`}</title></rect>;
        })}
        {chosen && <rect class="brush" x={x(since)} width={x(until + 1) - x(since)} y="0" height="40" />}
      </svg>
      <Years h={h} />
      <Handle at={x(since) / 10} end="since" name="Beginning" value={since} h={h} onKeyDown={nudge('since')} />
      <Handle at={x(until + 1) / 10} end="until" name="End" value={until} h={h} onKeyDown={nudge('until')} />
    </div>
  );
}

/** Below the axis, in a drawing of its own that is not stretched. */
function Years({ h }: { h: Histogram }) {
  const months = h.last - h.first + 1, years: number[] = [], every = Math.max(1, Math.ceil(months / 12 / 14));
  for (let y = Math.ceil(h.first / 12); y * 12 <= h.last; y += every) years.push(y);
  return <div class="years" aria-hidden="true">{years.map((y) => <Year at={((y * 12 - h.first) / months) * 100} year={y} />)}</div>;
}

function Year({ at, year }: { at: number; year: number }) {
  return <span style={{ left: `${at}%` }}>{year}</span>;
}

interface HandleProps {
  at: number;
  end: 'since' | 'until';
  name: string;
  value: number;
  h: Histogram;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Handle({ at, end, name, value, h, onKeyDown }: HandleProps) {
  return (
    <button
      class="handle" role="slider" data-end={end} aria-label={`${name} of the time shown`} aria-valuemin={h.first} aria-valuemax={h.last} aria-valuenow={value}
      aria-valuetext={readable(monthText(value))} style={{ left: `${at}%` }} onKeyDown={onKeyDown}
    />
  );
}
