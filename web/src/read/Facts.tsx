// What is said of an entity in numbers, dates and words. Values that rival each other stand side by side, the best supported first.
import { useState } from 'preact/hooks';
import { readable } from '../graph/dates';
import { factTitle, plural } from '../page/phrase';
import { ClaimCard } from './ClaimCard';
import type { EntityToRead } from './EntityPanel';

type Fact = EntityToRead['facts'][number];

export function Facts({ facts }: { facts: readonly Fact[] }) {
  const byKey = new Map<string, Fact[]>();
  for (const f of facts) byKey.set(f.key, [...(byKey.get(f.key) ?? []), f]);
  return (
    <>
      <h3>Facts</h3>
      <dl class="facts">
        {[...byKey].map(([key, values]) => <><dt>{factTitle(key)}</dt><dd class={areRivals(values) ? 'rivals' : undefined}>{values.map((f) => <Value fact={f} />)}</dd></>)}
      </dl>
    </>
  );
}

/** Whether values cannot all be true: dates of which one is within the other only differ in exactness. */
function areRivals(values: readonly Fact[]): boolean {
  const dates = values.flatMap((f) => ('date' in f && f.date ? [f.date] : []));
  if (dates.length < values.length) return values.length > 1;
  return dates.some((a) => dates.some((b) => a.to < b.from));
}

function Value({ fact: f }: { fact: Fact }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <p class="value">
        <span>{'date' in f && f.date ? readable(f.date.text) : f.display}</span>
        {f.alleged && <span class="badge alleged">only alleged</span>}
        <button class="plain small" aria-expanded={open} onClick={() => setOpen(!open)}>{plural(f.articles, 'article')}</button>
      </p>
      {open && f.claims.map((c) => <ClaimCard claim={c} />)}
      {open && f.claimCount > f.claims.length && <p class="small quiet">{f.claimCount - f.claims.length} more say the same.</p>}
    </div>
  );
}
