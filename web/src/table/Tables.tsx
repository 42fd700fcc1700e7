// The same as the graph, as two tables: for those who prefer them, and for those who cannot see a drawing. The selection is shared.
import { useState } from 'preact/hooks';
import { kindWord, tieWords } from '../api/ontology';
import { readable } from '../graph/dates';
import type { Entity, Relation } from '../graph/entity';
import { standingOf } from '../graph/disputes';
import { entity } from '../graph/known';
import { shown } from '../graph/shown';
import { read, select } from '../graph/steps';
import { reading, selected } from '../graph/view';
import { KindWord } from '../page/KindSign';
import { qualities } from '../page/phrase';

type Cell = string | number;

interface Column<T> {
  title: string;
  value: (row: T) => Cell;
  number?: boolean;
}

const entityColumns: Column<Entity>[] = [
  { title: 'Name', value: (e) => e.name },
  { title: 'Kind', value: (e) => kindWord(e.kind) },
  { title: 'Also', value: (e) => e.aliases.join(', ') },
  { title: 'When', value: (e) => e.dates[0]?.text ?? '' },
  { title: 'Articles', value: (e) => e.articles, number: true },
  { title: 'Independent', value: (e) => e.independent, number: true },
  { title: 'Ties', value: (e) => e.degree, number: true },
];

const name = (id: string) => entity(id)?.name ?? id;

const relationColumns: Column<Relation>[] = [
  { title: 'From', value: (r) => name(r.from) },
  { title: 'Tie', value: (r) => tieWords(r.kind) },
  { title: 'To', value: (r) => name(r.to) },
  { title: 'How', value: (r) => qualities({ ...r, date: null, alleged: false }).join(', ') },
  { title: 'When', value: (r) => r.date?.text ?? '' },
  { title: 'Standing', value: (r) => (standingOf(r) === 'alleged' ? 'only alleged' : standingOf(r)) },
  { title: 'Articles', value: (r) => r.articles, number: true },
  { title: 'Independent', value: (r) => r.independent, number: true },
];

export function Tables() {
  const { entities, relations } = shown.value;
  return (
    <div class="tables" tabIndex={0} role="region" aria-label="Tables">
      <Sorted
        title="Entities" columns={entityColumns} rows={entities} isChosen={(e) => selected.value.has(e.id)} keyOf={(e) => e.id}
        first={(e) => <span class="choice"><input type="checkbox" aria-label={`Select ${e.name}`} checked={selected.value.has(e.id)} onChange={() => select(e.id, true)} /> <button class="plain" onClick={() => read({ what: 'entity', id: e.id })}>{e.name}</button></span>}
        cell={(e, c) => (c.title === 'Kind' ? <KindWord kind={e.kind} /> : c.title === 'When' && e.dates[0] ? readable(e.dates[0].text) : c.value(e))}
      />
      <Sorted
        title="Ties" columns={relationColumns} rows={relations} isChosen={(r) => reading.value?.what === 'relation' && reading.value.id === r.id} keyOf={(r) => r.id}
        first={(r) => <button class="plain" onClick={() => read({ what: 'relation', id: r.id })} aria-label={`${name(r.from)} ${tieWords(r.kind)} ${name(r.to)}: who says so`}>{name(r.from)}</button>}
        cell={(r, c) => (c.title === 'When' && r.date ? readable(r.date.text) : c.value(r))}
      />
    </div>
  );
}

interface SortedProps<T> {
  title: string;
  columns: Column<T>[];
  rows: readonly T[];
  isChosen: (row: T) => boolean;
  keyOf: (row: T) => string;
  first: (row: T) => preact.ComponentChildren;
  cell: (row: T, column: Column<T>) => preact.ComponentChildren;
}

const atOnce = 300; // rows; a thousand more each time they are asked for

function Sorted<T>({ title, columns, rows, isChosen, keyOf, first, cell }: SortedProps<T>) {
  const [by, setBy] = useState(0), [down, setDown] = useState(false), [limit, setLimit] = useState(atOnce);
  const column = columns[by] as Column<T>, sign = down ? -1 : 1;
  const compare = (a: Cell, b: Cell) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en'));
  const sorted = [...rows].sort((a, b) => Number(column.value(a) === '') - Number(column.value(b) === '') || sign * compare(column.value(a), column.value(b)) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const sortBy = (i: number) => {
    if (i === by) setDown(!down);
    else {
      setBy(i);
      setDown(columns[i]?.number === true);
    }
  };
  return (
    <section>
      <h2>{title}</h2>
      <div class="scroll">
        <table>
          <caption>{rows.length.toLocaleString('en')} rows, by {column.title.toLowerCase()}, {down ? 'descending' : 'ascending'}</caption>
          <thead><tr>{columns.map((c, i) => <th scope="col" class={c.number ? 'number' : undefined} aria-sort={i === by ? (down ? 'descending' : 'ascending') : 'none'}><button onClick={() => sortBy(i)}>{c.title}{i === by && <span aria-hidden="true">{down ? ' ↓' : ' ↑'}</span>}</button></th>)}</tr></thead>
          <tbody>{sorted.slice(0, limit).map((row) => (
            <tr key={keyOf(row)} class={isChosen(row) ? 'chosen' : undefined}>{columns.map((c, i) => <td class={c.number ? 'number' : undefined}>{i === 0 ? first(row) : cell(row, c)}</td>)}</tr>
          ))}</tbody>
        </table>
      </div>
      {rows.length > limit && <p><button class="solid" onClick={() => setLimit(limit + 1000)}>Show {Math.min(1000, rows.length - limit)} more rows</button></p>}
    </section>
  );
}
