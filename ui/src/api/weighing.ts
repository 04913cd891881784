/** What was said of a host when hosts were weighed. */
export interface HostVerdict {
  readonly hostId: number;
  /** Absent for a host that was refused. */
  readonly score?: number | undefined;
  readonly parts: readonly { readonly name: string; readonly value: number; readonly weight: number }[];
  /** All that refused it; for one that could have it, whether one of its group is there. */
  readonly filters: readonly string[];
}

/** A decision on where a guest is to be. */
export interface WeighedHosts {
  readonly at: string;
  readonly hostId: number;
  readonly policy: string;
  readonly hosts: number;
  readonly fitting: number;
  readonly refused: readonly { readonly filter: string; readonly hosts: number }[];
  readonly verdicts: readonly HostVerdict[];
}

interface Told {
  readonly event: string;
  readonly at: string;
  readonly payload?: unknown;
}

interface Payload extends Omit<WeighedHosts, 'at' | 'verdicts'> {
  readonly weights: readonly string[];
  readonly verdicts: readonly string[];
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A line of a verdict: the host, then its score with the parts, or the filters that refused it. */
export function verdictOf(line: string, weights: readonly string[]): HostVerdict {
  const [host = '', ...rest] = line.split(' ');
  const numbers = rest.filter((word) => NUMBER.test(word)).map(Number);
  const [score, ...values] = numbers;
  const parts = values.map((value, index) => {
    const [name = '', weight = '1'] = (weights[index] ?? '').split(' ');
    return { name, value, weight: Number(weight) };
  });
  return { hostId: Number(host), score, parts, filters: rest.filter((word) => !NUMBER.test(word)) };
}

/** The last decision of a guest's history, up to an instant where one is given; facts from before there was one tell none. */
export function weighedOf(history: readonly Told[], asOf: string | undefined): WeighedHosts | undefined {
  const last = history
    .filter(
      (event) =>
        event.event === 'compute.PlacementWeighed' && (asOf === undefined || Date.parse(event.at) <= Date.parse(asOf)),
    )
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .at(-1);
  if (!last) return undefined;
  const told = last.payload as Payload;
  return { ...told, at: last.at, verdicts: told.verdicts.map((line) => verdictOf(line, told.weights)) };
}
