// The kinds of nodes, edges and facts, as the server tells them. Nothing in the explorer knows a kind by name: colours and shapes follow the
// order of the ontology, words are made from the names of its fields.
import { computed, signal } from '@preact/signals';
import { ask } from './client';
import { LegendDocument, type LegendQuery } from './generated';

export type NodeType = LegendQuery['ontology']['nodeTypes'][number];
export type EdgeType = LegendQuery['ontology']['edgeTypes'][number];
export type FactType = LegendQuery['ontology']['factTypes'][number];

export const legend = signal<LegendQuery | null>(null);

/** Reads the legend. Called at the start, and again when the store has changed. */
export async function readLegend(): Promise<void> {
  legend.value = await ask(LegendDocument, {});
}

const nodeTypes = computed(() => new Map((legend.value?.ontology.nodeTypes ?? []).map((t, i) => [t.kind as string, { ...t, index: i }])));
const edgeTypes = computed(() => new Map((legend.value?.ontology.edgeTypes ?? []).map((t) => [t.kind as string, t])));
const factTypes = computed(() => new Map((legend.value?.ontology.factTypes ?? []).map((t) => [t.key as string, t])));

/** The place of a kind in the ontology, which decides its colour and its shape. */
export const kindIndex = (kind: string): number => nodeTypes.value.get(kind)?.index ?? 0;

/** The kind as a word: Marketplace. */
export const kindWord = (kind: string): string => nodeTypes.value.get(kind)?.name ?? kind;

/** The kind as a word for many: marketplaces. */
export const kindWords = (kind: string): string => nodeTypes.value.get(kind)?.plural ?? kind;

export const kindMeaning = (kind: string): string => nodeTypes.value.get(kind)?.description ?? '';

/** "arrestedIn" as words: arrested in. */
export const spaced = (field: string): string => field.replace(/([A-Z])/g, (c) => ' ' + c.toLowerCase());

/** What an edge of the kind says from its first end: administered, participated in. */
export const tieWords = (kind: string): string => spaced(edgeTypes.value.get(kind)?.field ?? kind);

/** The same from its second end: administrators, participants. */
export const tieWordsBack = (kind: string): string => spaced(edgeTypes.value.get(kind)?.inverse ?? kind);

export const tieMeaning = (kind: string): string => edgeTypes.value.get(kind)?.description ?? '';

/** The name of a fact as words: sites taken down. */
export const factWords = (key: string): string => spaced(factTypes.value.get(key)?.name ?? key);

/** A value of an enumeration as a word: SHUT_DOWN is shut down. */
export const valueWords = (value: string): string => value.toLowerCase().replaceAll('_', ' ');

/** The kinds of edges in the order of the ontology, and those that articles have to what they name. */
export const tieKinds = computed(() => (legend.value?.ontology.edgeTypes ?? []).map((t) => t.kind as string));

/** Kinds that facts are about: what articles tell of, rather than what they name on the way. */
export const toldKinds = computed(() => new Set<string>((legend.value?.ontology.factTypes ?? []).flatMap((t) => t.on)));
