// One claim: its sentence where it stands in the article, with the words marked that name the two ends and that say so, and where it is from.
import type { ComponentChildren } from 'preact';
import { readable } from '../graph/dates';
import { read } from '../graph/steps';
import { JudgeClaim } from '../decide/JudgeClaim';
import { findWithin, paragraphAround, pieces, triggerIn, type Range } from './marked';

export interface Source {
  id: string;
  title: string;
  url: string | null;
  publisher: string | null;
  date: { text: string } | null;
  loadedAt: string;
}

export interface ClaimToRead {
  id: string;
  alleged: boolean;
  rejected: boolean;
  rule: string;
  explanation: string;
  evidence: readonly { quote: string; startUtf16: number; endUtf16: number; prefix: string; suffix: string }[];
  article: Source;
}

export type Mark = 'sentence' | 'from' | 'to' | 'trigger';

interface Props {
  claim: ClaimToRead;
  /** The text of the article and where it names the two ends, if they were asked for. */
  text?: string;
  ends?: readonly Range<Mark>[];
  about?: ComponentChildren;
  onJudged?: () => void;
}

export function ClaimCard({ claim, text, ends = [], about, onJudged }: Props) {
  return (
    <article class={`claim${claim.rejected ? ' rejected' : ''}`}>
      {text ? <InParagraph claim={claim} text={text} ends={ends} /> : claim.evidence.map((e) => <blockquote>{e.quote}</blockquote>)}
      <footer>
        <SourceLine source={claim.article} claim={claim.id} />
        {about}
        {claim.alleged && <span class="badge alleged">only alleged</span>}
        {claim.rejected && <span class="badge rejected">rejected by an editor</span>}
        <details>
          <summary>Why this is here</summary>
          <p>{claim.explanation}</p>
          <p>Rule {claim.rule}. Published {claim.article.date ? readable(claim.article.date.text) : 'without a date'}, taken in {readable(claim.article.loadedAt.slice(0, 10))}.</p>
          <JudgeClaim id={claim.id} rejected={claim.rejected} onJudged={onJudged} />
        </details>
      </footer>
    </article>
  );
}

/** The sentences in their paragraph. */
function InParagraph({ claim, text, ends }: { claim: ClaimToRead; text: string; ends: readonly Range<Mark>[] }) {
  const sentences = claim.evidence.map((e): Range<Mark> => ({ start: e.startUtf16, end: e.endUtf16, mark: 'sentence' }));
  const trigger = sentences.map((s) => findWithin(text, triggerIn(claim.explanation), s.start, s.end)).find((t) => t !== null);
  const marks = [...sentences, ...ends.filter((r) => sentences.some((s) => r.start >= s.start && r.end <= s.end)), ...(trigger ? [{ ...trigger, mark: 'trigger' as const }] : [])];
  const around = paragraphAround(text, sentences[0]?.start ?? 0, sentences[0]?.end ?? 0);
  const far = sentences.slice(1).filter((s) => s.start >= around.end || s.end <= around.start);
  return (
    <>
      <blockquote>{around.cutBefore && '… '}<Pieces text={text} marks={marks} start={around.start} end={around.end} />{around.cutAfter && ' …'}</blockquote>
      {far.map((s) => <blockquote>… <Pieces text={text} marks={marks} start={s.start} end={s.end} /> …</blockquote>)}
    </>
  );
}

function Pieces({ text, marks, start, end }: { text: string; marks: readonly Range<Mark>[]; start: number; end: number }) {
  return <>{pieces(text, marks, start, end).map((p) => {
    const strongest = (['from', 'to', 'trigger', 'sentence'] as const).find((m) => p.marks.includes(m));
    if (!strongest) return <span class="context">{p.text}</span>;
    return strongest === 'sentence' ? <mark class="sentence">{p.text}</mark> : <mark class="sentence"><mark class={strongest}>{p.text}</mark></mark>;
  })}</>;
}

/** Title, publisher, date; the title opens the article here, the arrow opens it where it was published. */
export function SourceLine({ source, claim }: { source: Source; claim?: string }) {
  return (
    <span class="source">
      <button class="plain" onClick={() => read({ what: 'article', id: source.id, ...(claim ? { claim } : {}) })}>{source.title || 'Untitled article'}</button>
      <span class="quiet from">
        {[source.publisher, source.date && readable(source.date.text)].filter(Boolean).join(', ')}
        {safeUrl(source.url) && <> <a href={safeUrl(source.url)} target="_blank" rel="noopener noreferrer" aria-label={`${source.title}, where it was published`}>published here ↗</a></>}
      </span>
    </span>
  );
}

/** An address comes from the article's head, which anyone may have written: only web addresses become links. */
export const safeUrl = (url: string | null): string | undefined => (url && /^https?:\/\//i.test(url) ? url : undefined);
