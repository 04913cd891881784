import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../api/admin.ts';
import { paths } from '../util/paths.ts';
import { useAsOf } from './asOf.tsx';
import { Link } from './Link.tsx';

const MOST = 500;

type Ids = readonly (number | null | undefined)[];

/** Names of devices that a list knows by number only, asked for at once. */
export function useDeviceNames(ids: Ids): (id: number) => string {
  const asOf = useAsOf();
  const wanted = wantedOf(ids);
  const found = useQuery({ ...adminQueries.someDevices(wanted, asOf), ...whenAny(wanted) });
  return namesIn(found.data?.data);
}

/** The same of hosts. */
export function useHostNames(ids: Ids): (id: number) => string {
  const asOf = useAsOf();
  const wanted = wantedOf(ids);
  const found = useQuery({ ...adminQueries.someHosts(wanted, asOf), ...whenAny(wanted) });
  return namesIn(found.data?.data);
}

const wantedOf = (ids: Ids): readonly number[] =>
  [...new Set(ids.filter((id): id is number => typeof id === 'number'))]
    .toSorted((left, right) => left - right)
    .slice(0, MOST);

const whenAny = (wanted: readonly number[]) => ({ enabled: wanted.length > 0, staleTime: 30_000 });

function namesIn(found: readonly { readonly id: number; readonly name: string }[] = []): (id: number) => string {
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `#${id}`;
}

interface DeviceLinkProps {
  readonly id: number;
  readonly name: (id: number) => string;
  readonly tab?: string;
}

export function DeviceLink({ id, name, tab }: DeviceLinkProps) {
  return <Link to={paths.device(id, tab)}>{name(id)}</Link>;
}
