import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../api/admin.ts';
import { paths } from '../util/paths.ts';
import { useAsOf } from './asOf.tsx';
import { Link } from './Link.tsx';

const MOST = 500;

/** Names of devices that a list knows by number only, asked for at once. */
export function useDeviceNames(ids: readonly (number | null | undefined)[]): (id: number) => string {
  const asOf = useAsOf();
  const wanted = [...new Set(ids.filter((id): id is number => typeof id === 'number'))]
    .toSorted((left, right) => left - right)
    .slice(0, MOST);
  const found = useQuery({
    ...adminQueries.someDevices(wanted, asOf),
    enabled: wanted.length > 0,
    staleTime: 30_000,
  });
  const names = new Map((found.data?.data ?? []).map((device) => [device.id, device.name]));
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
