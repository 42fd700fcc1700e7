// Fetches nodes and edges for the canvas and files them under what is known.
import { ask } from './client';
import {
  AroundDocument, BetweenDocument, DatesOfDocument, HubsDocument, NeighboursDocument, PathsDocument,
  type Direction, type EdgeFragment, type EdgeKind, type NodeFragment, type NodeKind, type PathsQuery,
} from './generated';
import { tieKinds } from './ontology';
import { learn, learnDates } from '../graph/known';
import type { Entity, PartialDate, Relation } from '../graph/entity';

/** The most nodes that one question may start from. */
const startsAtMost = 500;

type NodeAnswer = NodeFragment & { facts?: readonly { date?: PartialDate }[] };

const datesIn = (n: Pick<NodeAnswer, 'facts'>): PartialDate[] => (n.facts ?? []).flatMap((f) => (f.date ? [f.date] : []));

export const toEntity = (n: NodeAnswer): Entity => ({
  id: n.id, kind: n.kind, name: n.name, aliases: n.aliases, unnamed: n.unnamed, articles: n.articles, independent: n.independentArticles, degree: n.degree,
  dates: datesIn(n),
});

export const toRelation = (e: EdgeFragment): Relation => ({
  id: e.id, kind: e.kind, from: e.fromId, to: e.toId, role: e.role, outcome: e.outcome, title: e.title, date: e.date,
  alleged: e.alleged, articles: e.articles, independent: e.independentArticles, claims: e.claimCount,
});

interface Part {
  nodes: readonly unknown[];
  edges: readonly EdgeFragment[];
  isComplete: boolean;
}

/** Files what an answer brought, and returns the ids of its nodes. */
function take({ nodes, edges, isComplete }: Part): { ids: string[]; complete: boolean } {
  const entities = (nodes as NodeAnswer[]).map(toEntity);
  learn(entities, edges.map(toRelation));
  return { ids: entities.map((e) => e.id), complete: isComplete };
}

/** The whole graph, or as many of its nodes as asked for, those with the most edges first. Dates come later, by fetchDates. */
export const fetchEverything = async (maxNodes: number, end?: AbortSignal) => take((await ask(HubsDocument, { maxNodes }, end)).subgraph);

/** Fetches when things happened to nodes, of which everything at once would be more than the server answers. */
export async function fetchDates(ids: readonly string[], end?: AbortSignal): Promise<void> {
  const dates = new Map<string, PartialDate[]>();
  for (let i = 0; i < ids.length; i += startsAtMost) {
    const { nodes } = await ask(DatesOfDocument, { ids: ids.slice(i, i + startsAtMost) }, end);
    for (const n of nodes) if (n && 'facts' in n) dates.set(n.id, datesIn(n as { facts: { date?: PartialDate }[] }));
  }
  learnDates(dates);
}

/** How many entities the first view grows from, and how many neighbours of one kind of tie it shows of each. */
const overviewHubs = 14, overviewBranches = 4;

/**
 * A first view: the best connected entities of the kinds that articles tell of, with what is around them. The best connected of all would be
 * countries and currencies, which everything is tied to and which say nothing about the store.
 */
export async function fetchOverview(kinds: ReadonlySet<string>, maxNodes: number, end?: AbortSignal): Promise<string[]> {
  const hubs = take((await ask(HubsDocument, { kinds: [...kinds] as NodeKind[], maxNodes: overviewHubs }, end)).subgraph);
  if (hubs.ids.length === 0) return (await fetchEverything(maxNodes, end)).ids;
  return take((await ask(AroundDocument, { ids: hubs.ids, perNode: overviewBranches, maxNodes }, end)).subgraph).ids;
}

/** Fetches nodes and all edges between them, mentions too if articles are among the nodes. added are those whose edges are not known yet. Returns the ids that the server has. */
export async function fetchBetween(ids: readonly string[], added: ReadonlySet<string>, end?: AbortSignal): Promise<Set<string>> {
  const found = new Set<string>();
  for (const part of questions(ids, added)) {
    for (const id of take((await ask(BetweenDocument, { ids: part, edgeKinds: tieKinds.value as EdgeKind[] }, end)).subgraph).ids) found.add(id);
  }
  return found;
}

/** Cuts ids into questions of allowed size, so that every pair with an added node is in one of them. */
export function questions(ids: readonly string[], added: ReadonlySet<string>): string[][] {
  if (ids.length <= startsAtMost) return ids.length ? [[...ids]] : [];
  const parts: string[][] = [];
  for (let i = 0; i < ids.length; i += startsAtMost / 2) parts.push(ids.slice(i, i + startsAtMost / 2));
  const asks: string[][] = [];
  for (let i = 0; i < parts.length; i++) {
    for (let j = i + 1; j < parts.length; j++) {
      const both = [...parts[i]!, ...parts[j]!];
      if (both.some((id) => added.has(id))) asks.push(both);
    }
  }
  return asks;
}

export interface NeighbourPage {
  ids: string[];
  next: string | null;
}

/** A page of the nodes that one is tied to, those best attested first. */
export async function fetchNeighbours(id: string, kind: string | null, direction: string | null, first: number, after: string | null, end?: AbortSignal): Promise<NeighbourPage> {
  const { node } = await ask(NeighboursDocument, {
    id, first, after: after ?? undefined, edgeKinds: kind ? [kind as EdgeKind] : undefined, direction: direction ? (direction as Direction) : undefined,
  }, end);
  if (!node || !('relations' in node)) return { ids: [], next: null };
  const { edges, pageInfo } = node.relations;
  learn(edges.map((e) => toEntity(e.node as NodeAnswer)), edges.map((e) => toRelation(e.relation)));
  return { ids: [...new Set(edges.map((e) => e.node.id))], next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

export type FoundPath = PathsQuery['paths']['paths'][number];

/** The ways between two nodes, shortest first. */
export async function fetchPaths(from: string, to: string, avoidHubs: boolean, end?: AbortSignal): Promise<{ paths: FoundPath[]; complete: boolean }> {
  const { paths } = await ask(PathsDocument, { from, to, avoidHubs, maxLength: 6, maxPaths: 10 }, end);
  learn(paths.paths.flatMap((p) => (p.nodes as NodeAnswer[]).map(toEntity)), paths.paths.flatMap((p) => p.edges.map(toRelation)));
  return { paths: paths.paths, complete: paths.isComplete };
}
