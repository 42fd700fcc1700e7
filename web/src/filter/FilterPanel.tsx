// The legend and the filter in one: every kind with its sign and its number, to be switched off and on.
import { computed } from '@preact/signals';
import { kindMeaning, kindWords, legend, tieKinds, tieMeaning, tieWords } from '../api/ontology';
import { theme } from '../page/theme';
import { adjust, commit, record } from '../graph/history';
import { named } from '../graph/shown';
import { articleSays } from '../graph/sources';
import { filterIsOn, noFilter, view, type Filter, type View } from '../graph/view';
import { KindSign } from '../page/KindSign';

/** How many of each kind the view holds, hidden ones included. */
const counts = computed(() => {
  const kinds = new Map<string, number>(), ties = new Map<string, number>();
  for (const e of named.value.entities) kinds.set(e.kind, (kinds.get(e.kind) ?? 0) + 1);
  for (const r of named.value.ties) ties.set(r.kind, (ties.get(r.kind) ?? 0) + 1);
  return { kinds, ties };
});

const change = (did: string, part: Partial<Filter>) => commit(did, { filter: { ...view.value.filter, ...part } });

/** The view before the slider began to move. */
let before: View | null = null;

const toggled = (set: ReadonlySet<string>, key: string): Set<string> => {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
};

export function FilterPanel() {
  const f = view.value.filter, { kinds, ties } = counts.value;
  const kindList = (legend.value?.ontology.nodeTypes ?? []).map((t) => t.kind as string).filter((k) => kinds.has(k) || f.kindsOff.has(k));
  const tieList = tieKinds.value.filter((k) => ties.has(k) || f.tiesOff.has(k));
  return (
    <aside class="filter" aria-label="Filter">
      {f.article && (
        <p class="only"><span>Only what “{articleSays(f.article)?.title ?? 'one article'}” says</span> <button class="plain" onClick={() => change('show what any article says', { article: '' })}>all articles</button></p>
      )}
      {kindList.length > 0 && <h2>Kinds {f.kindsOff.size > 0 && <button onClick={() => change('show all kinds', { kindsOff: new Set() })}>all</button>}</h2>}
      {kindList.map((k) => (
        <button class="kind" aria-pressed={!f.kindsOff.has(k)} title={kindMeaning(k)} onClick={() => change(`${f.kindsOff.has(k) ? 'show' : 'leave out'} ${kindWords(k)}`, { kindsOff: toggled(f.kindsOff, k) })}>
          <KindSign kind={k} size={16} /><span>{kindWords(k)}</span><span class="count">{kinds.get(k) ?? 0}</span>
        </button>
      ))}
      <h2>How well attested</h2>
      <fieldset>
        <legend class="hidden">Standing</legend>
        <StandingChoice value="any" words="All ties" />
        <StandingChoice value="asserted" words="Asserted only" dash="" />
        <StandingChoice value="alleged" words="Only alleged" dash="5.4 3.6" />
        <StandingChoice value="disputed" words="Disputed" dash="2.4 1.6" />
      </fieldset>
      <div class="range">
        <label><span class="hidden">At least so many independent articles</span>
          <input type="range" min="1" max="6" value={f.minArticles} onInput={(e) => { before ??= view.value; adjust({ filter: { ...view.value.filter, minArticles: Number(e.currentTarget.value) } }); }}
            onChange={() => { if (before) record('show what so many articles say', before); before = null; }} aria-valuetext={`at least ${f.minArticles} independent articles`} />
        </label>
        <span class="small">{f.minArticles === 1 ? 'any article' : `≥ ${f.minArticles} articles`}</span>
      </div>
      {tieList.length > 0 && <h2>Ties {f.tiesOff.size > 0 && <button onClick={() => change('show all ties', { tiesOff: new Set() })}>all</button>}</h2>}
      {tieList.map((k) => (
        <button class="kind tie" aria-pressed={!f.tiesOff.has(k)} title={tieMeaning(k)} onClick={() => change(`${f.tiesOff.has(k) ? 'show' : 'leave out'} “${tieWords(k)}”`, { tiesOff: toggled(f.tiesOff, k) })}>
          <span>{tieWords(k)}</span><span class="count">{ties.get(k) ?? 0}</span>
        </button>
      ))}
      {filterIsOn.value && <button class="solid reset" onClick={() => change('show everything again', { ...noFilter, by: f.by })}>Show everything again</button>}
    </aside>
  );
}

function StandingChoice({ value, words, dash }: { value: Filter['standing']; words: string; dash?: string }) {
  return (
    <label>
      <input type="radio" name="standing" checked={view.value.filter.standing === value} onChange={() => change(`show ties: ${words.toLowerCase()}`, { standing: value })} />
      {dash !== undefined && <svg width="26" height="8" aria-hidden="true"><line x1="0" y1="4" x2="26" y2="4" stroke={theme.value.ink} stroke-width="2" stroke-dasharray={dash || undefined} /></svg>}
      {words}
    </label>
  );
}
