// What an entity is tied to, by kind of tie: as many as were asked for, the best attested first, and how many more there are.
import { useState } from 'preact/hooks';
import { fetchNeighbours } from '../api/graph';
import { words } from '../api/client';
import { spaced } from '../api/ontology';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { KindSign } from '../page/KindSign';
import { plural, qualities } from '../page/phrase';
import { say } from '../page/message';
import { otherEnd } from '../graph/entity';
import { entity, knownVersion, relationsOf } from '../graph/known';
import { expand, read } from '../graph/steps';
import { view } from '../graph/view';
import { EntityLink } from './EntityLink';

interface Count {
  edgeKind: string;
  direction: string;
  field: string;
  count: number;
}

const firstPage = 60, morePage = 50, rowsAtFirst = 8;

export function Relations({ id, name, counts }: { id: string; name: string; counts: readonly Count[] }) {
  const [state, again] = useAnswer(`relations of ${id}`, (end) => fetchNeighbours(id, null, null, firstPage, null, end));
  const some = counts.filter((c) => c.count > 0 && !isMention(c));
  if (some.length === 0) return <><h3>Ties</h3><p class="quiet">No article ties it to anything.</p></>;
  return <Answer state={state} again={again} waiting="Reading its ties …">{() => some.map((c) => <Branch id={id} name={name} count={c} />)}</Answer>;
}

/** Mentions have a list of their own below. */
const isMention = (c: Count) => c.field === 'mentionedIn';

function Branch({ id, name, count: c }: { id: string; name: string; count: Count }) {
  const [next, setNext] = useState<string | null>(null), [busy, setBusy] = useState(false), [rows, setRows] = useState(rowsAtFirst);
  knownVersion.value;
  const out = c.direction === 'OUT';
  const known = relationsOf(id).filter((r) => r.kind === c.edgeKind && (out ? r.from : r.to) === id)
    .sort((a, b) => b.independent - a.independent || (entity(otherEnd(a, id))?.name ?? '').localeCompare(entity(otherEnd(b, id))?.name ?? ''));
  const { places } = view.value, off = known.filter((r) => !places.has(otherEnd(r, id))).length + Math.max(0, c.count - known.length);
  const listed = known.slice(0, rows), unlisted = c.count - listed.length;
  const more = async () => {
    setRows(rows + morePage);
    if (known.length >= Math.min(c.count, rows + morePage)) return;
    setBusy(true);
    try {
      setNext((await fetchNeighbours(id, c.edgeKind, c.direction, morePage, next)).next);
    } catch (fault) {
      say(words(fault), 'fault');
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <h3>{spaced(c.field)[0]?.toUpperCase() + spaced(c.field).slice(1)} <span class="count">{c.count}</span>
        {off > 0 && <button onClick={() => void expand(id, c.edgeKind, c.direction)} aria-label={`Show more of what ${name} is tied to by ${spaced(c.field)}`}>show {off > 25 ? '25 more' : off}</button>}
      </h3>
      <ul class="relations">
        {listed.map((r) => {
          const other = entity(otherEnd(r, id)), about = qualities(r);
          return other && (
            <li class={places.has(other.id) ? '' : 'off'}>
              <KindSign kind={other.kind} />
              <span><EntityLink entity={other} /> {about.length > 0 && <span class="about">{about.join(', ')}</span>}</span>
              <button class="say" onClick={() => read({ what: 'relation', id: r.id })} aria-label={`${plural(r.articles, 'article')} say so: ${name}, ${spaced(c.field)}, ${other.name}`}>{plural(r.articles, 'article')}</button>
            </li>
          );
        })}
      </ul>
      {unlisted > 0 && <button class="plain small" disabled={busy} onClick={() => void more()}>{busy ? 'Reading …' : unlisted > morePage ? `List ${morePage} more of ${unlisted}` : `List ${unlisted} more`}</button>}
    </>
  );
}
