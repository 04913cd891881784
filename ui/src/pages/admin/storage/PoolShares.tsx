import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { PoolShare, ToolVolume } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Facts, Panel } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, formatShare, share } from '../../../util/units.ts';
import { treemap } from './treemap.ts';

const HUES = 6;

/** Whose promises fill the pool: areas for the eye, a table for reading, ordering and copying. */
export function PoolTenants({ id }: { readonly id: number }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...adminQueries.capacityTenants(id, asOf), placeholderData: keepPreviousData });
  const shares = query.data?.data ?? [];
  const total = shares.reduce((sum, one) => sum + one.promisedBytes, 0);
  const name = (one: PoolShare) => one.tenantName ?? String(one.tenantId);
  const columns: readonly Column<PoolShare>[] = [
    {
      key: 'tenant',
      title: t('storage.cap.tenant'),
      text: name,
      order: byText(name),
      render: (one) => <Link to={paths.tenant(one.tenantId)}>{name(one)}</Link>,
    },
    {
      key: 'guests',
      title: t('storage.cap.guests'),
      numeric: true,
      text: (one) => String(one.guests),
      order: byNumber((one) => one.guests),
      render: (one) => number(one.guests),
    },
    {
      key: 'promised',
      title: t('storage.cap.promised'),
      numeric: true,
      text: (one) => String(one.promisedBytes),
      order: byNumber((one) => one.promisedBytes),
      render: (one) => formatBytes(one.promisedBytes, locale),
    },
    {
      key: 'share',
      title: t('storage.cap.share'),
      numeric: true,
      text: (one) => share(one.promisedBytes, total).toFixed(4),
      order: byNumber((one) => one.promisedBytes),
      render: (one) => formatShare(share(one.promisedBytes, total), locale),
    },
  ];
  return (
    <Panel title={t('storage.cap.tenants')}>
      <p className="muted">{t('storage.cap.tenantsBasis')}</p>
      {shares.length === 0 ? null : (
        <div className="treemap" aria-hidden="true">
          {treemap(shares, (one) => one.promisedBytes).map((tile, index) => (
            <div
              key={tile.item.tenantId}
              className={`hue-${index % HUES}`}
              style={{
                left: `${tile.x}%`,
                top: `${tile.y}%`,
                width: `${tile.width}%`,
                height: `${tile.height}%`,
              }}
              title={`${name(tile.item)}: ${formatBytes(tile.item.promisedBytes, locale)}`}
            >
              {tile.width > 8 && tile.height > 12 ? name(tile.item) : ''}
            </div>
          ))}
        </div>
      )}
      <QueryTable<PoolShare>
        name="tenants"
        label={t('storage.cap.tenants')}
        query={query}
        columns={columns}
        fixedSort={{ key: 'promised', down: true }}
        rowKey={(one) => String(one.tenantId)}
        empty={
          <Empty title={t('storage.cap.nobody')}>
            <p>{t('storage.cap.nobodyNext')}</p>
          </Empty>
        }
      />
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
            <p>{t('storage.cap.noToolVolumesNext', { id })}</p>
          </Empty>
        }
      />
    </Panel>
  );
}

/** Operations a second by each formula in use, against what plans promise and guests use. */
export function PoolIops({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...adminQueries.capacityIops(id, asOf), placeholderData: keepPreviousData });
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
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
        ]}
      />
      {iops.disks.length === 0 ? (
        <p className="muted">{t('storage.cap.iopsNone', { id })}</p>
      ) : (
        <table className="plain">
          <caption>{t('storage.cap.iops')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('storage.cap.iopsDisks')}</th>
              <th scope="col">{t('storage.cap.iopsFormula')}</th>
              <th scope="col" className="numeric">
                {t('storage.cap.iopsValue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {iops.disks.flatMap((group, index) =>
              group.formulas.map((formula) => (
                <tr key={`${index}.${formula.formula}`}>
                  <td>
                    {group.disks} × {number(group.iopsPerDisk)} ({group.protection})
                  </td>
                  <td>{t(`storage.cap.f_${formula.formula as 'RAW'}`)}</td>
                  <td className="numeric">{number(formula.iops)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
