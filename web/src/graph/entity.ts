// What the explorer knows about a node or an edge of the store: the part of an answer that the canvas, the table and the exports need.

/** A date as exact as the articles allow: the first and the last day that it may be, in ISO 8601. */
export interface PartialDate {
  text: string;
  from: string;
  to: string;
}

export interface Entity {
  id: string;
  kind: string;
  name: string;
  aliases: readonly string[];
  unnamed: boolean;
  articles: number;
  independent: number;
  /** Ties in the store, whether shown or not. */
  degree: number;
  /** When things happened to it: its facts that are dates. */
  dates: readonly PartialDate[]; // the only field that may be filled in later
}

export interface Relation {
  id: string;
  kind: string;
  from: string;
  to: string;
  role: string | null;
  outcome: string | null;
  title: string | null;
  date: PartialDate | null;
  alleged: boolean;
  articles: number;
  independent: number;
  claims: number;
}

/** How well a statement stands, for the style of a line and in words. */
export type Standing = 'asserted' | 'alleged' | 'disputed';

/** The other end of a relation, seen from one of its ends. */
export const otherEnd = (relation: Relation, id: string): string => (relation.from === id ? relation.to : relation.from);
