// An editor's decisions. Each goes into the store's log and can be taken back; afterwards the view is read anew, because any tie may have changed.
import { signal } from '@preact/signals';
import { ask, AskError, words } from '../api/client';
import {
  DistinguishDocument, JudgeClaimDocument, MergeDocument, RenameDocument, RetractDocument, SplitDocument, UndoJudgementDocument,
} from '../api/generated';
import { read, reload } from '../graph/steps';
import { ownChange } from '../graph/watch';
import { say } from '../page/message';

interface Payload {
  userErrors: readonly { message: string }[];
  judgement?: { id: string } | null;
}

/** Counts decisions, for lists that have to be read anew after one. */
export const decisions = signal(0);

/** Sends a decision, says what became of it, and reads the view anew. Returns whether it was taken. */
async function decide<P extends Payload>(did: string, send: () => Promise<P | null>, successor?: (p: P) => Record<string, string>): Promise<boolean> {
  try {
    ownChange();
    const payload = await send();
    const fault = payload?.userErrors[0]?.message;
    if (!payload || fault) {
      say(fault ?? 'The server did not do it and did not say why.', 'fault');
      return false;
    }
    await reload(successor?.(payload));
    decisions.value++;
    const judgement = payload.judgement?.id;
    say(did, 'note', judgement ? { words: 'Take it back', run: () => void undoJudgement(judgement) } : undefined);
    return true;
  } catch (fault) {
    if (fault instanceof AskError && fault.code === 'forbidden') say('This needs an editor’s token.', 'fault', { words: 'Enter it', run: () => read({ what: 'proposals' }) });
    else say(words(fault), 'fault');
    return false;
  }
}

export const merge = (ids: readonly string[], note: string) => decide(
  'Merged.', async () => (await ask(MergeDocument, { input: { ids: [...ids], note: note || undefined } })).mergeEntities,
  (p) => (p.entity ? Object.fromEntries(ids.map((id) => [id, (p.entity as { id: string }).id])) : {}));

export const distinguish = (ids: readonly string[], note: string) => decide(
  'Kept apart.', async () => (await ask(DistinguishDocument, { input: { ids: [...ids], note: note || undefined } })).distinguishEntities);

export const split = (id: string, articles: readonly string[], note: string) => decide(
  'Split.', async () => (await ask(SplitDocument, { input: { id, articles: [...articles], note: note || undefined } })).splitEntity);

export const judgeClaim = (id: string, accept: boolean, note: string) => decide(
  accept ? 'Accepted.' : 'Rejected: edges and facts no longer count it.', async () => (await ask(JudgeClaimDocument, { input: { id, accept, note: note || undefined } })).judgeClaim);

export const rename = (id: string, name: string, note: string) => decide(
  'Renamed.', async () => (await ask(RenameDocument, { input: { id, name, note: note || undefined } })).renameEntity);

export const retract = (id: string) => decide(
  'Retracted: everything that only this article said is gone.', async () => (await ask(RetractDocument, { input: { id } })).retractArticle);

export const undoJudgement = (id: string) => decide(
  'Taken back.', async () => {
    const payload = (await ask(UndoJudgementDocument, { input: { id } })).undoJudgement;
    return payload && { userErrors: payload.userErrors };
  });
