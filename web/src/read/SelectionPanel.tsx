// Several entities at once.
import { collapse, hide, pin, read, selectAll, showCommon, showOnly } from '../graph/steps';
import { entity } from '../graph/known';
import { view } from '../graph/view';
import { MergeSelected } from '../decide/MergeSelected';
import { KindSign } from '../page/KindSign';
import { EntityLink } from './EntityLink';
import { PanelHead } from './ReadingPanel';

export function SelectionPanel() {
  const ids = [...view.value.selected], chosen = ids.map(entity).filter((e) => e !== undefined), [a, b] = ids;
  return (
    <>
      <PanelHead kicker="Selection" title={`${ids.length} entities`}>
        <div class="actions">
          <button onClick={() => void showOnly(ids, `show ${ids.length} alone`, { selected: new Set(ids) })}>Show them alone</button>
          <button onClick={() => void showCommon()} disabled={ids.length < 2 || ids.length > 8}>What they have in common</button>
          <button onClick={() => read({ what: 'paths', from: a ?? '', to: b ?? '', avoidHubs: false })} disabled={ids.length !== 2}>Path between them</button>
          <button onClick={() => pin(ids)}>{ids.every((id) => view.value.pins.has(id)) ? 'Loosen' : 'Fasten'}</button>
          <button onClick={() => hide(ids)}>Hide</button>
          <button onClick={() => selectAll([])}>Select nothing</button>
        </div>
      </PanelHead>
      <ul class="relations">
        {chosen.map((e) => (
          <li><KindSign kind={e.kind} /><EntityLink entity={e} /><button class="say" onClick={() => selectAll(ids.filter((id) => id !== e.id))} aria-label={`Take ${e.name} out of the selection`}>take out</button></li>
        ))}
      </ul>
      {ids.length === 1 && a && <p><button class="plain" onClick={() => collapse(a)}>Take away what hangs on it alone</button></p>}
      <MergeSelected ids={ids} />
    </>
  );
}
