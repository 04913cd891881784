/** What somebody typed: words to look for, and the unit of a rack when they end in one, such as "A01 U12" or "A01:12". */
export interface SearchWish {
  readonly words: string;
  readonly u?: number;
}

export function searchWish(text: string): SearchWish {
  const trimmed = text.trim();
  const unit = /^(?<words>.*\S)(?:\s*[:/]\s*u?|\s+u)(?<u>\d{1,2})$/i.exec(trimmed)?.groups;
  // An IPv6 address ends like a rack and its unit; more than one colon, or a slash after digits, is a network's.
  if (unit === undefined || unit['words'] === undefined || unit['words'].includes(':')) return { words: trimmed };
  if (/^[\d.]+$/.test(unit['words'])) return { words: trimmed };
  return { words: unit['words'], u: Number(unit['u']) };
}
