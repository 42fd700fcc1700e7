// What is shown, and what is not: the line below the graph.
import { legend } from '../api/ontology';
import { commit } from '../graph/history';
import { showEverything, truncated } from '../graph/steps';
import { shown } from '../graph/shown';
import { members, noFilter, view } from '../graph/view';
import { timelineOpen } from './panels';

const number = (n: number) => n.toLocaleString('en');

export function StatusLine() {
  const s = shown.value, stats = legend.value?.stats;
  const hidden = s.hiddenEntities + s.hiddenRelations;
  return (
    <div class="status" role="region" aria-label="What is shown">
      <span><b>{number(s.entities.length)}</b> of {number(stats?.nodes ?? 0)} entities, <b>{number(s.relations.length)}</b> of {number(stats?.edges ?? 0)} ties</span>
      {stats && <span class="wide">{number(stats.articles)} {stats.articles === 1 ? 'article' : 'articles'}</span>}
      {truncated.value ? <span class="cut">Truncated: {number((stats?.nodes ?? 0) - s.entities.length)} entities are left out</span>
        : s.beyond > 0 ? <span class="wide">{number(s.beyond)} {s.beyond === 1 ? 'tie leads' : 'ties lead'} elsewhere</span>
        : s.entities.length > 0 && <span>Complete: no tie is left out</span>}
      {hidden > 0 && <span class="cut">{number(s.hiddenEntities)} entities and {number(s.hiddenRelations)} ties hidden by the filter <button onClick={() => commit('show what the filter hides', { filter: { ...noFilter, by: view.value.filter.by } })}>Show</button></span>}
      <span class="end">
        <button aria-pressed={timelineOpen.value} onClick={() => { timelineOpen.value = !timelineOpen.value; }}>Timeline</button>
        {stats && !view.value.everything && stats.nodes > members.value.size && <button onClick={() => void showEverything()}>Show everything</button>}
      </span>
    </div>
  );
}
