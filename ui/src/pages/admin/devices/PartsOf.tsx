import { useQuery } from '@tanstack/react-query';
import type { Device } from '../../../api/admin-types.ts';
import { roomQueries } from '../../../api/room.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { PartTable } from '../parts/PartTable.tsx';

/** The parts that sit in a device. */
export function PartsOf({ device }: { readonly device: Device }) {
  const asOf = useAsOf();
  const query = useQuery(roomQueries.parts({ deviceId: device.id, asOf, pageSize: 500 }));
  return <PartTable query={query} ofDevice />;
}
