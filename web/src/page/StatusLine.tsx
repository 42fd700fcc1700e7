// What is shown, and what is not: the line below the graph.
import { legend } from '../api/ontology';
import { commit } from '../graph/history';
import { showEverything, truncated } from '../graph/steps';
import { shown } from '../graph/shown';
import { members, noFilter, view } from '../graph/view';
import { timelineOpen } from './panels';

const count = (n: number, one: string, many = one + 's') => <><b>{n.toLocaleString('en')}</b> {n === 1 ? one : many}</>;

export function StatusLine() {
  const s = shown.value, stats = legend.value?.stats;
  const hidden = s.hiddenEntities + s.hiddenRelations;
  return (
    <div class="status" role="region" aria-label="What is shown">
      <span>{count(s.entities.length, 'entity', 'entities')} and {count(s.relations.length, 'tie')}{stats && <span class="wide"> of {count(stats.nodes, 'entity', 'entities')} and {count(stats.edges, 'tie')} from {count(stats.articles, 'article')}</span>}</span>
      {truncated.value ? <span class="cut">Truncated: the store holds more than can be drawn</span>
        : s.beyond > 0 ? <span class="wide">{count(s.beyond, 'tie')} lead to what is not on the canvas</span>
        : s.entities.length > 0 && <span>Complete: every tie of these is shown</span>}
      {hidden > 0 && <span class="cut">{s.hiddenEntities.toLocaleString('en')} entities and {s.hiddenRelations.toLocaleString('en')} ties hidden by the filter <button onClick={() => commit('show what the filter hides', { filter: { ...noFilter, by: view.value.filter.by } })}>Show</button></span>}
      <span class="end">
        <button aria-pressed={timelineOpen.value} onClick={() => { timelineOpen.value = !timelineOpen.value; }}>Timeline</button>
        {stats && !view.value.everything && stats.nodes > members.value.size && <button onClick={() => void showEverything()}>Show everything</button>}
      </span>
    </div>
  );
}
