// The view as one HTML file that opens from disk: the picture, every entity, and for every tie the sentences that say so. It needs no server and
// holds no script; its own policy forbids it to fetch anything.
import { ask } from '../api/client';
import { EvidenceDocument, type EvidenceQuery } from '../api/generated';
import { questions } from '../api/graph';
import { kindWord, tieWords } from '../api/ontology';
import { light } from '../canvas/palette';
import { readable } from '../graph/dates';
import type { Relation } from '../graph/entity';
import { qualities } from '../page/phrase';
import { safeUrl } from '../read/ClaimCard';
import type { Graph } from './formats';
import { toSvg } from './picture';
import { escape } from './xml';

type Claim = EvidenceQuery['subgraph']['edges'][number]['claims'][number];

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#22252b;background:#fbfaf7}
h1,h2,h3,blockquote{font-family:"Iowan Old Style",Palatino,Georgia,serif}h3{margin:1.6rem 0 .3rem}svg{width:100%;height:auto;border:1px solid #e3e0d8}
blockquote{margin:.4rem 0 .1rem;padding-left:.8rem;border-left:3px solid #e3e0d8}.quiet{color:#5b616c;font-size:.88em}section:target{background:#fbf4de}a{color:#175a94}`;

/** Fetches the evidence of every tie that is shown. */
export async function fetchEvidence(g: Graph): Promise<Map<string, readonly Claim[]>> {
  const ids = g.entities.map((e) => e.id), evidence = new Map<string, readonly Claim[]>();
  for (const part of questions(ids, new Set(ids))) {
    const { subgraph } = await ask(EvidenceDocument, { ids: part });
    for (const e of subgraph.edges) evidence.set(e.id, e.claims);
  }
  return evidence;
}

/** What the file's policy lets it use as a style: this one, by its hash. Browsers hash for pages from https or from this machine only. */
async function styleSource(): Promise<string> {
  if (!crypto.subtle) return "'unsafe-inline'";
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`;
}

/** Writes the file. */
export async function toDossier(g: Graph, title: string, address: string, evidence: ReadonlyMap<string, readonly Claim[]>): Promise<string> {
  const { svg } = toSvg({ ...g, theme: light, link: (item) => `#${item.id}` });
  const name = new Map(g.entities.map((e) => [e.id, e.name])), link = (id: string) => `<a href="#${escape(id)}">${escape(name.get(id) ?? id)}</a>`;
  const sentence = (r: Relation) => {
    const about = qualities(r);
    return `${link(r.from)} ${escape(tieWords(r.kind))} ${link(r.to)}${about.length ? ` <span class="quiet">(${escape(about.join(', '))})</span>` : ''}`;
  };
  const quote = (c: Claim) => c.evidence.map((e) => `<blockquote>${escape(e.quote)}</blockquote>`).join('')
    + `<p class="quiet">${[c.article.title, c.article.publisher, c.article.date && readable(c.article.date.text)].filter((t) => t !== null && t !== '').map((t) => escape(String(t))).join(', ')}${safeUrl(c.article.url) ? ` <a href="${escape(c.article.url as string)}" rel="noreferrer">where it was published</a>` : ''}${c.alleged ? ' · only alleged' : ''}</p>`;
  return [
    '<!doctype html>', '<html lang="en">', '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${await styleSource()}">`,
    `<title>${escape(title)}</title>`, `<style>${style}</style>`,
    `<h1>${escape(title)}</h1>`, ...g.caption.map((line) => `<p class="quiet">${escape(line)}</p>`), svg,
    '<h2>Ties and who says so</h2>',
    ...g.relations.map((r) => `<section id="${escape(r.id)}"><h3>${sentence(r)}</h3>${(evidence.get(r.id) ?? []).map(quote).join('')}</section>`),
    '<h2>Entities</h2>',
    ...g.entities.map((e) => `<section id="${escape(e.id)}"><h3>${escape(e.name)} <span class="quiet">${escape(kindWord(e.kind))}</span></h3>`
      + (e.aliases.length ? `<p class="quiet">also ${escape(e.aliases.join(', '))}</p>` : '')
      + `<ul>${g.relations.filter((r) => r.from === e.id || r.to === e.id).map((r) => `<li>${sentence(r)} <a href="#${escape(r.id)}">who says so</a></li>`).join('')}</ul></section>`),
    `<p class="quiet">Made by onymous. The view in the explorer: ${escape(address)}</p>`, '</html>', '',
  ].join('\n');
}
