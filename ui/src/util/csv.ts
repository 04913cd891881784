/** RFC 4180 text; a leading = + - @ is defused so that a spreadsheet does not run it, except in plain numbers. */
export function csvText(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cell = (value: string | number | undefined): string => {
    const raw = value === undefined ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(raw) && !/^[+-]?\d+(\.\d+)?$/.test(raw) ? `'${raw}` : raw;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A busy browser begins to read what it is to keep only a while after the click. */
const READ_WITHIN_MS = 60_000;

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}

/** The byte order mark makes spreadsheets read Chinese as UTF-8. */
export const downloadText = (name: string, text: string, type: string): void =>
  download(name, new Blob(['\uFEFF', text], { type }));
