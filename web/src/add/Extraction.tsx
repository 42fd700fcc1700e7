// What a text says that is not stored: the text with its names marked, and every statement with its sentence.
import type { ExtractQuery } from '../api/generated';
import { factWords, kindIndex, kindWord, tieWords } from '../api/ontology';
import { colourOf } from '../canvas/palette';
import { KindSign } from '../page/KindSign';
import { plural, qualities } from '../page/phrase';
import { theme } from '../page/theme';
import { pieces } from '../read/marked';

type Said = NonNullable<ExtractQuery['extractText']>;

export function Extraction({ of: said }: { of: Said }) {
  const ranges = said.mentions.flatMap((m) => m.spans.map((s) => ({ start: s.startUtf16, end: s.endUtf16, mark: m })));
  const name = (index: number | null) => said.mentions.find((m) => m.index === index)?.name ?? '';
  return (
    <section aria-label="What it says">
      <h3>It names <span class="count">{said.mentions.length}</span></h3>
      <ul class="relations">
        {said.mentions.map((m) => <li><KindSign kind={m.kind} /><span>{m.name} <span class="about">{kindWord(m.kind)}</span></span><span class="small quiet">{m.known ? 'known' : 'new'}</span></li>)}
      </ul>
      <h3>It says <span class="count">{said.claims.length}</span></h3>
      {said.claims.length === 0 && <p class="quiet">No statement that the rules recognise.</p>}
      {said.claims.map((c) => {
        const about = qualities({ ...c, date: c.date && { text: c.date.text, from: c.date.text, to: c.date.text } });
        return (
          <article class="claim">
            <p>{c.edgeKind ? `${name(c.subject)} ${tieWords(c.edgeKind)} ${name(c.object)}` : `${name(c.subject)}: ${factWords(c.factKey ?? '')} ${c.value ?? ''}`}{about.length > 0 && <span class="quiet"> ({about.join(', ')})</span>}</p>
            <blockquote>{c.quote}</blockquote>
            <footer><details><summary>Why this is here</summary><p>{c.explanation}</p><p>Rule {c.rule}.</p></details></footer>
          </article>
        );
      })}
      <h3>Text <span class="count">{plural(said.text.length, 'letter')}</span></h3>
      <div class="article-text">
        {pieces(said.text, ranges).map((p) => { const m = p.marks[0]; return m ? <mark class="mention" style={{ borderColor: colourOf(theme.value, kindIndex(m.kind)) }} title={m.name}>{p.text}</mark> : p.text; })}
      </div>
    </section>
  );
}
