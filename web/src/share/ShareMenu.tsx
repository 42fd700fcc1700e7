// Keeping and sharing what is shown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../api/client';
import { legend } from '../api/ontology';
import { filterIsOn, view } from '../graph/view';
import { entity } from '../graph/known';
import { shown } from '../graph/shown';
import { arrowThrough } from '../page/EntityMenu';
import { Icon } from '../page/Icon';
import { say } from '../page/message';
import { plural } from '../page/phrase';
import { theme } from '../page/theme';
import { fetchEvidence, toDossier } from './dossier';
import { toCsv, toGexf, toGraphml, toJson, type Graph } from './formats';
import { toPng, toSvg } from './picture';

/** What is shown, with what is not in words. */
function graph(): Graph {
  const s = shown.value, stats = legend.value?.stats;
  const caption = [`${plural(s.entities.length, 'entity', 'entities')} and ${plural(s.relations.length, 'tie')}${stats ? ` of ${plural(stats.nodes, 'entity', 'entities')} and ${plural(stats.edges, 'tie')} from ${plural(stats.articles, 'article')}` : ''}.`];
  if (filterIsOn.value) caption.push(`A filter hides ${plural(s.hiddenEntities, 'entity', 'entities')} and ${plural(s.hiddenRelations, 'tie')}.`);
  if (s.beyond > 0) caption.push(`${plural(s.beyond, 'tie')} of these lead to entities that are not shown.`);
  return { entities: s.entities, relations: s.relations, places: view.value.places, caption };
}

function save(name: string, content: string | Blob, type: string): void {
  const a = document.createElement('a'), url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the browser may only now begin to read it
}

/** The name of the files: after the first of what is selected, or of what is most told of. */
function fileName(): string {
  const [chosen] = view.value.selected, of = (chosen && entity(chosen)) || shown.value.entities[0];
  return `onymous-${(of?.name ?? 'view').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'view'}`;
}

const picture = () => toSvg({ ...graph(), theme: theme.value, link: () => '' });

async function copyAddress(): Promise<void> {
  // Browsers give the clipboard to pages from https or from this machine only.
  if (!navigator.clipboard) return say(`The address is that of this page: ${location.href}`);
  await navigator.clipboard.writeText(location.href);
  say('The address is copied. It opens this very view on any server with the same store.');
}

async function savePage(): Promise<void> {
  const g = graph(), title = `${fileName().replace(/^onymous-/, '').replaceAll('-', ' ')} – onymous`;
  save(`${fileName()}.html`, await toDossier(g, title, location.href, await fetchEvidence(g)), 'text/html');
}

const ways: [string, string, () => unknown][] = [
  ['Page with all evidence', 'HTML, opens without a server', savePage],
  ['Picture', 'PNG', async () => { const p = picture(); save(`${fileName()}.png`, await toPng(p.svg, p.width, p.height), 'image/png'); }],
  ['Picture', 'SVG', () => save(`${fileName()}.svg`, picture().svg, 'image/svg+xml')],
  ['Graph for Gephi', 'GEXF', () => save(`${fileName()}.gexf`, toGexf(graph()), 'application/xml')],
  ['Graph for yEd, networkx, igraph', 'GraphML', () => save(`${fileName()}.graphml`, toGraphml(graph()), 'application/xml')],
  ['Graph for programs', 'JSON', () => save(`${fileName()}.json`, toJson(graph()), 'application/json')],
  ['Table of entities', 'CSV', () => save(`${fileName()}-entities.csv`, toCsv(graph()).entities, 'text/csv')],
  ['Table of ties', 'CSV', () => save(`${fileName()}-ties.csv`, toCsv(graph()).relations, 'text/csv')],
];

export function ShareMenu() {
  const [open, setOpen] = useState(false), box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('.menu button')?.focus();
    const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);
  const run = (work: () => unknown) => async () => {
    setOpen(false);
    try {
      await work();
    } catch (fault) {
      say(words(fault), 'fault');
    }
  };
  return (
    <div class="anchor" ref={box} onKeyDown={(e) => { if (e.key === 'Escape' && open) { e.stopPropagation(); setOpen(false); } else arrowThrough(e, box.current?.querySelector('.menu') ?? null); }}>
      <button aria-expanded={open} aria-label="Share" title="Share" onClick={() => setOpen(!open)}><Icon name="share" left /><span class="word">Share</span></button>
      {open && (
        <div class="menu" role="group" aria-label="Share">
          <button onClick={() => void run(copyAddress)()}><span>Copy the address</span><span class="count">this view</span></button>
          <hr />
          <p class="title">Save what is shown</p>
          {ways.map(([what, format, work]) => <button onClick={() => void run(work)()}><span>{what}</span><span class="count">{format}</span></button>)}
        </div>
      )}
    </div>
  );
}
