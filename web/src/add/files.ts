// Reads the files that are dropped on the page, as `onymous load` reads them from a folder.

export interface Draft {
  text: string;
  title: string;
  publisher: string;
  date: string;
  url: string;
}

const largest = 2 << 20; // bytes, the server's own limit

/** Reads files into drafts, and tells which could not be read and why. */
export async function readFiles(files: Iterable<File>): Promise<{ drafts: Draft[]; refused: string[] }> {
  const drafts: Draft[] = [], refused: string[] = [];
  for (const file of files) {
    if (file.size > largest) {
      refused.push(`${file.name} is larger than 2 MiB`);
      continue;
    }
    const text = await file.text();
    if (text.includes('\0')) refused.push(`${file.name} is no text`);
    else if (/\.jsonl$/i.test(file.name)) readLines(file.name, text, drafts, refused);
    else drafts.push(withHead(text, file.name));
  }
  return { drafts, refused };
}

function readLines(name: string, text: string, drafts: Draft[], refused: string[]): void {
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    try {
      const v = JSON.parse(line) as Record<string, unknown>, field = (key: string) => (typeof v[key] === 'string' ? (v[key] as string) : '');
      drafts.push({ text: field('text') || field('html'), title: field('title'), publisher: field('publisher'), date: field('date'), url: field('url') });
    } catch {
      refused.push(`line ${i + 1} of ${name} is no JSON`);
    }
  });
}

/** Takes the head of "Key: value" lines off a text, if it has one. */
export function withHead(text: string, name: string): Draft {
  const draft: Draft = { text, title: '', publisher: '', date: '', url: '' };
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let i = 0;
  for (; i < lines.length; i++) {
    const field = /^(Title|Date|Publisher|Url): *(.*)$/i.exec(lines[i] as string);
    if (!field) break;
    draft[(field[1] as string).toLowerCase() as keyof Draft] = (field[2] as string).trim();
  }
  if (i > 0) draft.text = lines.slice(i).join('\n').trim();
  draft.title ||= name.replace(/\.[a-z]+$/i, '');
  return draft;
}
