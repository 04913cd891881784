import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { ToolVolume } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Empty, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, formatShare, share } from '../../../util/units.ts';
import { TenantShares } from './TenantShares.tsx';

/** Who fills the pool: areas for the eye, a table for reading, ordering and copying. */
export function PoolTenants({ id }: { readonly id: number }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...adminQueries.capacityTenants(id, asOf), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const shares = query.data.data;
  return (
    <Panel title={t('storage.cap.tenants')}>
      <p className="muted">
        {shares.some((one) => one.attributed) ? t('sharing.attributedHere') : t('storage.cap.tenantsBasis')}
      </p>
      <TenantShares name="tenants" shares={shares} />
    </Panel>
  );
}

/** Volumes as the pool's tools name them. */
export function PoolToolVolumes({ id }: { readonly id: number }) {
  const { t, locale } = useWords();
  const asOf = useAsOf();
  const paging = usePaging('toolvolumes');
  const query = useQuery({
    ...adminQueries.capacityVolumes(id, { asOf, ...paging }),
    placeholderData: keepPreviousData,
  });
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const size = (key: 'provisionedBytes' | 'logicalBytes' | 'reclaimableBytes', title: string): Column<ToolVolume> => ({
    key,
    title,
    numeric: true,
    text: (volume) => String(volume[key] ?? ''),
    order: byNumber((volume) => volume[key] ?? -1),
    render: (volume) => {
      const bytes = volume[key];
      return typeof bytes === 'number' ? formatBytes(bytes, locale) : unknown;
    },
  });
  const columns: readonly Column<ToolVolume>[] = [
    {
      key: 'name',
      title: t('storage.cap.toolVolume'),
      text: (volume) => volume.name,
      order: byText((volume) => volume.name),
      render: (volume) =>
        volume.instanceId ? (
          <Link to={paths.guest(volume.instanceId)}>{volume.label ?? volume.name}</Link>
        ) : (
          volume.name
        ),
    },
    {
      key: 'parent',
      title: t('storage.cap.parent'),
      text: (volume) => volume.parent ?? '',
      order: byText((volume) => volume.parent ?? ''),
      render: (volume) => volume.parent ?? '–',
    },
    size('provisionedBytes', t('storage.cap.provisioned')),
    size('logicalBytes', t('storage.cap.logical')),
    size('reclaimableBytes', t('storage.cap.reclaimable')),
  ];
  return (
    <Panel title={t('storage.cap.toolVolumes')}>
      <QueryTable<ToolVolume>
        name="toolvolumes"
        label={t('storage.cap.toolVolumes')}
        query={query}
        columns={columns}
        paged
        rowKey={(volume) => volume.name}
        empty={
          <Empty title={t('storage.cap.noToolVolumes')}>
            <p>{t('storage.cap.noToolVolumesNext')}</p>
          </Empty>
        }
      />
    </Panel>
  );
}

interface Line {
  readonly disks: string;
  readonly formula: string;
  readonly iops: number;
}

/** Operations a second by each formula in use, against what plans promise and guests use. */
export function PoolIops({ id }: { readonly id: number }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...adminQueries.capacityIops(id, asOf), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return null;
  const iops = query.data;
  return (
    <Panel title={t('storage.cap.iops')}>
      <Facts
        facts={[
          { label: t('storage.cap.iopsPromised'), value: number(iops.promised) },
          {
            label: t('storage.cap.iopsUsed'),
            value: typeof iops.used === 'number' ? number(iops.used) : t('common.unknown'),
          },
          ...(iops.usage
            ? [
                {
                  label: t('storage.cap.iopsReads'),
                  value: formatShare(share(iops.usage.reads, iops.usage.reads + iops.usage.writes), locale),
                },
                {
                  label: t('storage.cap.iopsCounted'),
                  value: (
                    <>
                      <When at={iops.usage.from} style="exact" /> – <When at={iops.usage.until} style="exact" />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {iops.usage ? null : <p className="muted">{t('storage.cap.iopsNotCounted')}</p>}
      {iops.disks.length === 0 ? (
        <p className="muted">{t('storage.cap.iopsNone')}</p>
      ) : (
        <PlainTable<Line>
          name="iops"
          label={t('storage.cap.iops')}
          rows={iops.disks.flatMap((group) =>
            group.formulas.map((formula) => ({
              disks: `${group.disks} × ${number(group.iopsPerDisk)} (${group.protection})`,
              formula: formula.formula,
              iops: formula.iops,
            })),
          )}
          rowKey={(line) => `${line.disks} ${line.formula}`}
          columns={[
            { key: 'disks', title: t('storage.cap.iopsDisks'), text: (line) => line.disks },
            {
              key: 'formula',
              title: t('storage.cap.iopsFormula'),
              text: (line) => t(`storage.cap.f_${line.formula as 'RAW'}`),
            },
            {
              key: 'value',
              title: t('storage.cap.iopsValue'),
              numeric: true,
              text: (line) => String(line.iops),
              render: (line) => number(line.iops),
            },
          ]}
        />
      )}
    </Panel>
  );
}
