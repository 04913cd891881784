const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A byte count in the binary unit that leaves one to four digits before the point. */
export function formatBytes(bytes: number, locale: string): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < BINARY.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = Math.abs(value) >= 100 || unit === 0 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${BINARY[unit]}`;
}

/** Memory is counted in MB on the wire and spoken of in GB (1 GB = 1024 MB, as plans name it). */
export function formatMemory(memoryMb: number, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return memoryMb < 1024 ? `${number.format(memoryMb)} MB` : `${number.format(memoryMb / 1024)} GB`;
}

/** A disk in MB as tenants' APIs give it, spoken of in GB. */
export const formatDisk = formatMemory;

export function formatNumber(value: number, locale: string, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A share between 0 and 1 as a percentage; a whole of nothing is no share at all. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

export function formatShare(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value);
}
