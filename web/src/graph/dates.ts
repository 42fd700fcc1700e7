// Dates that are only as exact as the articles: each is the range of days that it may be.
import type { PartialDate } from './entity';

/** Whether the date may lie between two days, either of which may be empty for an open end. Days may be cut short: 2017 means the whole year. */
export function overlaps(date: PartialDate, since: string, until: string): boolean {
  return (until === '' || date.from <= lastDay(until)) && (since === '' || date.to >= firstDay(since));
}

export const firstDay = (day: string): string => (day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day);

export function lastDay(day: string): string {
  if (day.length === 4) return `${day}-12-31`;
  if (day.length === 7) return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return day;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A date as people write it: 5 July 2017, July 2017, 2017. */
export function readable(day: string): string {
  const [year, month, dayOfMonth] = day.split('-');
  const name = months[Number(month) - 1];
  return !name ? (year as string) : dayOfMonth ? `${Number(dayOfMonth)} ${name} ${year}` : `${name} ${year}`;
}

/** Months since the year 0: the unit of the timeline. */
export const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7) || '1') - 1;

/** The month as an ISO 8601 prefix. */
export const monthText = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
