/** Wire times without a zone (the tenant API's) are UTC. */
export function instantOf(text: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
}

/** ISO-8601 UTC with whole seconds, the form an instant has in URLs. */
export function isoInstant(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Digits in the order that no reader takes for another date: year, month, day. */
function digits(date: Date, timeZone: string, seconds: boolean): string {
  const text = localInput(date, timeZone).replace('T', ' ');
  return seconds ? text : text.slice(0, 16);
}

/** Date and time to the minute in the person's zone. */
export const formatTime = (date: Date, timeZone: string): string => digits(date, timeZone, false);

/** Date and time to the second with the zone's name: what a pointer resting on a time shows. */
export function formatExact(date: Date, locale: string, timeZone: string): string {
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName');
  return `${digits(date, timeZone, true)} ${zone?.value ?? timeZone}`;
}

export const formatDay = (date: Date, timeZone: string): string => digits(date, timeZone, false).slice(0, 10);

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function partsIn(date: Date, timeZone: string): Parts {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** The text a datetime-local field holds for an instant, as clocks in that zone show it. */
export function localInput(date: Date, timeZone: string): string {
  const p = partsIn(date, timeZone);
  return `${pad(p.year, 4)}-${pad(p.month)}-${pad(p.day)}T${pad(p.hour)}:${pad(p.minute)}:${pad(p.second)}`;
}

/** The instant at which clocks in a zone show the text of a datetime-local field. */
export function fromLocalInput(text: string, timeZone: string): Date | undefined {
  const wanted = new Date(`${text.length === 16 ? `${text}:00` : text}Z`).getTime();
  if (Number.isNaN(wanted)) return undefined;
  let guess = wanted;
  // Twice: the first correction may cross a change of the zone's offset.
  for (let round = 0; round < 2; round += 1) {
    const shown = new Date(`${localInput(new Date(guess), timeZone)}Z`).getTime();
    guess += wanted - shown;
  }
  return new Date(guess);
}

/** The calendar month before the one that `now` is in, as YYYY-MM. */
export function monthBefore(now: Date): string {
  const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}`;
}

export function formatMonth(month: string, locale: string): string {
  const [year, number] = month.split('-').map(Number);
  if (!year || !number) return month;
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, number - 1, 15)),
  );
}
