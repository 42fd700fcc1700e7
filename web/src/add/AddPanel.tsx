// Adding an article: drop a file or paste a text, see what it says, and only then store it.
import { useState } from 'preact/hooks';
import { ask, AskError, words } from '../api/client';
import { ExtractDocument, LoadDocument, type ExtractQuery } from '../api/generated';
import { read, reload, show } from '../graph/steps';
import { ownChange } from '../graph/watch';
import { say } from '../page/message';
import { plural } from '../page/phrase';
import { PanelHead } from '../read/ReadingPanel';
import { Extraction } from './Extraction';
import { readFiles, type Draft } from './files';

const blank: Draft = { text: '', title: '', publisher: '', date: '', url: '' };

/** The fields that are filled in, as the server takes them. */
const toInput = (d: Draft) => ({ text: d.text, title: d.title || undefined, publisher: d.publisher || undefined, date: d.date || undefined, url: d.url || undefined });

export function AddPanel() {
  const [draft, setDraft] = useState(blank), [rest, setRest] = useState<Draft[]>([]), [over, setOver] = useState(false);
  const [said, setSaid] = useState<ExtractQuery['extractText']>(null), [busy, setBusy] = useState('');
  const set = (part: Partial<Draft>) => { setDraft({ ...draft, ...part }); setSaid(null); };

  const take = async (files: Iterable<File>) => {
    const { drafts, refused } = await readFiles(files);
    if (refused.length) say(`Not read: ${refused.join('; ')}.`, 'fault');
    if (drafts[0]) { setDraft(drafts[0]); setSaid(null); }
    setRest(drafts.slice(1));
  };
  const guarded = async (what: string, work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
    } catch (fault) {
      say(fault instanceof AskError && fault.code === 'forbidden' ? 'Adding articles needs an editor’s token; it is entered under Review.' : words(fault), 'fault');
    } finally {
      setBusy('');
    }
  };
  const look = () => guarded('Reading …', async () => setSaid((await ask(ExtractDocument, { article: toInput(draft) })).extractText));
  const store = () => guarded('Storing …', async () => {
    const all = [draft, ...rest], stored: string[] = [];
    let unchanged = 0;
    for (const [i, d] of all.entries()) {
      setBusy(`Storing ${i + 1} of ${all.length} …`);
      ownChange();
      const payload = (await ask(LoadDocument, { input: { article: toInput(d) } })).loadArticle;
      const fault = payload?.userErrors[0]?.message;
      if (fault) say(`${d.title || 'The article'}: ${fault}`, 'fault');
      if (payload?.article) stored.push(payload.article.id);
      if (payload?.unchanged) unchanged++;
    }
    await reload();
    if (stored.length === 0) return;
    setDraft(blank);
    setRest([]);
    setSaid(null);
    say(`${plural(stored.length, 'article')} stored${unchanged ? `, ${unchanged} of them known already` : ''}.`);
    if (stored.length === 1) read({ what: 'article', id: stored[0] as string });
    else void show([], '');
  });

  return (
    <>
      <PanelHead kicker="Add" title="What does this article say?" />
      <div
        class={over ? 'drop over' : 'drop'} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={(e) => { e.preventDefault(); setOver(false); void take(e.dataTransfer?.files ?? []); }}
      >
        <p>Drop text, Markdown, HTML or JSON Lines here, or <label class="link">choose files<input class="hidden" type="file" multiple accept=".txt,.md,.html,.htm,.jsonl" onChange={(e) => void take(e.currentTarget.files ?? [])} /></label></p>
      </div>
      <form class="fields" onSubmit={(e) => { e.preventDefault(); void look(); }}>
        <label><span>Text</span><textarea value={draft.text} onInput={(e) => set({ text: e.currentTarget.value })} placeholder="… or paste it" /></label>
        <label><span>Title</span><input type="text" value={draft.title} onInput={(e) => set({ title: e.currentTarget.value })} /></label>
        <div class="row">
          <label><span>Publisher</span><input type="text" value={draft.publisher} onInput={(e) => set({ publisher: e.currentTarget.value })} /></label>
          <label><span>Date</span><input type="text" inputMode="numeric" pattern="\d{4}(-\d{2}(-\d{2})?)?" placeholder="2017-07-20" value={draft.date} onInput={(e) => set({ date: e.currentTarget.value })} /></label>
        </div>
        <label><span>Address</span><input type="url" value={draft.url} onInput={(e) => set({ url: e.currentTarget.value })} /></label>
        {rest.length > 0 && <p class="small quiet">and {plural(rest.length, 'more article')} from these files</p>}
        <p class="actions">
          <button class="main" disabled={busy !== '' || draft.text.trim() === ''}>See what it says</button>
          <button type="button" class="solid" disabled={busy !== '' || draft.text.trim() === ''} onClick={() => void store()}>Add to the store</button>
          <span class="quiet" role="status">{busy}</span>
        </p>
      </form>
      {said && <Extraction of={said} />}
    </>
  );
}
