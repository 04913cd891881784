/** What of a machine can be asked for by name in the filter of the list. */
export interface Findable {
  readonly id: number;
  readonly label: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly region: string;
  readonly type: string | null;
  readonly image: string | null;
  readonly ipv4: readonly string[];
}

type Read = (machine: Findable) => readonly string[];

const NAMED: Readonly<Record<string, Read>> = {
  status: ({ status }) => [status],
  tag: ({ tags }) => tags,
  region: ({ region }) => [region],
  plan: ({ type }) => [type ?? ''],
  image: ({ image }) => [image ?? ''],
  ip: ({ ipv4 }) => ipv4,
  label: ({ label }) => [label],
  id: ({ id }) => [String(id)],
};

export const NAMES: readonly string[] = Object.keys(NAMED);

/** A filter as it was typed: who meets it, and the names in it that nothing has. */
export interface MachineWish<T extends Findable> {
  readonly meets: (machine: T) => boolean;
  readonly unknown: readonly string[];
}

const PART = /-?[a-z]+:"[^"]*"|"[^"]*"|\S+/gi;
const NAME = /^(?<not>-?)(?<name>[a-z]+):(?<value>.*)$/i;
const bare = (text: string): string => text.replaceAll('"', '').toLowerCase();

/**
 * Words side by side are all to be met, and those beside OR one of them: `status:running tag:web OR tag:api -region:us-ord`.
 * A part of a value is enough, but for status, tag and id; a word without a name is looked for by `otherwise`.
 */
export function machineWish<T extends Findable>(
  text: string,
  otherwise: (machine: T, word: string) => boolean,
): MachineWish<T> {
  const unknown: string[] = [];
  const meets = (part: string): ((machine: T) => boolean) => {
    const { not, name, value } = NAME.exec(part)?.groups ?? {};
    // An IPv6 address has colons as well.
    if (name === undefined || value === undefined || value.includes(':'))
      return (machine) => otherwise(machine, bare(part));
    const read = NAMED[name.toLowerCase()];
    if (read === undefined) {
      unknown.push(name);
      return () => true;
    }
    const whole = ['status', 'tag', 'id'].includes(name.toLowerCase());
    const wanted = bare(value);
    const holds = (machine: T) =>
      read(machine).some((has) => (whole ? has.toLowerCase() === wanted : has.toLowerCase().includes(wanted)));
    return (machine) => holds(machine) === (not === '');
  };
  const groups: ((machine: T) => boolean)[][] = [];
  let joins = false;
  for (const part of text.match(PART) ?? []) {
    if (part === 'AND') continue;
    if (part === 'OR') {
      joins = groups.length > 0;
      continue;
    }
    const last = groups.at(-1);
    if (joins && last !== undefined) last.push(meets(part));
    else groups.push([meets(part)]);
    joins = false;
  }
  return { meets: (machine) => groups.every((group) => group.some((one) => one(machine))), unknown };
}
