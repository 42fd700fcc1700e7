// Ties about which articles disagree: they cannot all be so. They are drawn dotted and said to be disputed.
import { signal } from '@preact/signals';
import { ask } from '../api/client';
import { DisputesDocument } from '../api/generated';
import type { Standing } from './entity';

/** The ids of the ties that some article contradicts. */
export const disputed = signal<ReadonlySet<string>>(new Set());

const atMost = 300; // contradictions; a store with more has other worries than the style of a line

/** Reads the disputes of the whole store. */
export async function readDisputes(end?: AbortSignal): Promise<void> {
  const { contradictions } = await ask(DisputesDocument, { first: atMost }, end);
  const found = new Set(contradictions.nodes.flatMap((c) => (c.edgeKind ? c.claims.flatMap((claim) => (claim.relation ? [claim.relation.id] : [])) : [])));
  if (found.size > 0 || disputed.value.size > 0) disputed.value = found; // the same set again would draw everything anew
}

export const standingOf = (r: { id: string; alleged: boolean }): Standing => (disputed.value.has(r.id) ? 'disputed' : r.alleged ? 'alleged' : 'asserted');
