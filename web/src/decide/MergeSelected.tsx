// Merging what is selected.
import { useState } from 'preact/hooks';
import { kindWords } from '../api/ontology';
import { entity } from '../graph/known';
import { merge } from './judging';

export function MergeSelected({ ids }: { ids: readonly string[] }) {
  const [note, setNote] = useState(''), kinds = new Set(ids.map((id) => entity(id)?.kind)), [kind] = kinds;
  if (ids.length < 2 || ids.length > 20) return null;
  if (kinds.size > 1) return <p class="small quiet">Only entities of one kind can be merged.</p>;
  return (
    <details class="small">
      <summary>They are one and the same</summary>
      <form class="fields" onSubmit={(event) => { event.preventDefault(); void merge(ids, note); }}>
        <p>Merges these {ids.length} {kindWords(kind ?? '')} into one, which keeps all names, ties and sentences. It can be taken back for ever.</p>
        <label><span>Why, for those who come later</span><input type="text" value={note} onInput={(e) => setNote(e.currentTarget.value)} /></label>
        <p><button class="solid">Merge</button></p>
      </form>
    </details>
  );
}
