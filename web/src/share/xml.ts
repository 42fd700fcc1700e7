// Writing XML: escaping, attributes, and the characters that XML cannot hold at all.

const unspeakable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text for an element or for an attribute in double quotes. */
export const escape = (text: string): string => text.replace(unspeakable, '\uFFFD').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** Attributes, each with a space before it; those that are undefined are left out. */
export const attributes = (of: Record<string, string | number | undefined>): string =>
  Object.entries(of).map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(String(value))}"`)).join('');
