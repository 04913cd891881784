/** RFC 4180 text; a leading = + - @ is defused so that a spreadsheet does not run it, except in plain numbers. */
export function csvText(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cell = (value: string | number | undefined): string => {
    const raw = value === undefined ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(raw) && !/^[+-]?\d+(\.\d+)?$/.test(raw) ? `'${raw}` : raw;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function downloadText(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  // The byte order mark makes spreadsheets read Chinese as UTF-8.
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
