const MOST = 1_024;

/** The names a pattern stands for: "eth[0-3]" is eth0 to eth3; without a range it is itself. Empty when it cannot be read. */
export function portNames(pattern: string): readonly string[] {
  const match = /^(?<before>[^[\]]*)\[(?<first>\d{1,4})-(?<last>\d{1,4})\](?<after>[^[\]]*)$/.exec(
    pattern.trim(),
  )?.groups;
  if (match === undefined) return /[[\]]/.test(pattern) || pattern.trim() === '' ? [] : [pattern.trim()];
  const first = Number(match['first']);
  const last = Number(match['last']);
  if (last < first || last - first >= MOST) return [];
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `${match['before'] ?? ''}${first + index}${match['after'] ?? ''}`,
  );
}
