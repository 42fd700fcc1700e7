// Cuts a text into pieces by the ranges that are marked in it. Ranges may overlap; each piece knows all that cover it. The text stays text: it is
// never read as HTML.

export interface Range<T> {
  start: number;
  end: number;
  mark: T;
}

export interface Piece<T> {
  text: string;
  start: number;
  marks: T[];
}

/** Returns the pieces of text between from and to, in order and without gaps. Offsets count UTF-16 units. */
export function pieces<T>(text: string, ranges: readonly Range<T>[], from = 0, to = text.length): Piece<T>[] {
  const cuts = new Set([from, to]);
  const inside = ranges.filter((r) => r.start < to && r.end > from && r.start < r.end);
  for (const r of inside) {
    cuts.add(Math.max(from, r.start));
    cuts.add(Math.min(to, r.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b), cut: Piece<T>[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i] as number, end = sorted[i + 1] as number;
    if (start < end) cut.push({ text: text.slice(start, end), start, marks: inside.filter((r) => r.start <= start && r.end >= end).map((r) => r.mark) });
  }
  return cut;
}

/** The paragraph around a range, cut short at so many units on either side. */
export function paragraphAround(text: string, start: number, end: number, most = 420): { start: number; end: number; cutBefore: boolean; cutAfter: boolean } {
  let from = text.lastIndexOf('\n', start - 1) + 1, to = text.indexOf('\n', end);
  if (to < 0) to = text.length;
  const cutBefore = start - from > most, cutAfter = to - end > most;
  if (cutBefore) from = text.indexOf(' ', start - most) + 1;
  if (cutAfter) to = text.lastIndexOf(' ', end + most);
  return { start: from, end: to, cutBefore, cutAfter };
}

/** The words that a rule was triggered by, as its explanation names them: trigger "arrested". */
export const triggerIn = (explanation: string): string => /["“”'‘]([^"“”'’]{2,40})["“”'’]/.exec(explanation)?.[1] ?? '';

/** Where a word stands within a range of a text; null if it does not. */
export function findWithin(text: string, word: string, start: number, end: number): { start: number; end: number } | null {
  if (!word) return null;
  const at = text.slice(start, end).toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? null : { start: start + at, end: start + at + word.length };
}
