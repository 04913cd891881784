import type { PoolShare } from '../../../api/admin-types.ts';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, formatShare, share } from '../../../util/units.ts';
import { Figure } from './Figure.tsx';
import { treemap } from './treemap.ts';

const HUES = 6;

/** Tenants by what is attributed to them, or, where nothing was measured, by what they were promised. */
export function TenantShares({ name, shares }: { readonly name: string; readonly shares: readonly PoolShare[] }) {
  const { t, number, locale } = useWords();
  const measured = shares.some((one) => one.attributed);
  const weight = (one: PoolShare) => (measured ? (one.attributed?.bytes ?? 0) : one.promisedBytes);
  const total = shares.reduce((sum, one) => sum + weight(one), 0);
  const who = (one: PoolShare) => (one.tenantId ? (one.tenantName ?? String(one.tenantId)) : t('sharing.nobodys'));
  const figure = (key: 'physical' | 'reclaimable' | 'attributed'): Column<PoolShare> => ({
    key,
    title: t(`sharing.${key}`),
    numeric: true,
    text: (one) => String(one[key]?.bytes ?? ''),
    order: byNumber((one) => one[key]?.bytes ?? -1),
    render: (one) => <Figure of={one[key]} />,
  });
  const columns: readonly Column<PoolShare>[] = [
    {
      key: 'tenant',
      title: t('storage.cap.tenant'),
      text: who,
      order: byText(who),
      render: (one) => (one.tenantId ? <Link to={paths.tenant(one.tenantId)}>{who(one)}</Link> : who(one)),
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
    ...(measured ? [figure('physical'), figure('reclaimable'), figure('attributed')] : []),
    {
      key: 'share',
      title: t('storage.cap.share'),
      numeric: true,
      text: (one) => share(weight(one), total).toFixed(4),
      order: byNumber(weight),
      render: (one) => formatShare(share(weight(one), total), locale),
    },
  ];
  return (
    <>
      {total === 0 ? null : (
        <div className="treemap" aria-hidden="true">
          {treemap(shares, weight).map((tile, index) => (
            <div
              key={tile.item.tenantId ?? 0}
              className={`hue-${index % HUES}`}
              style={{ left: `${tile.x}%`, top: `${tile.y}%`, width: `${tile.width}%`, height: `${tile.height}%` }}
              title={`${who(tile.item)}: ${formatBytes(weight(tile.item), locale)}`}
            >
              {tile.width > 8 && tile.height > 12 ? who(tile.item) : ''}
            </div>
          ))}
        </div>
      )}
      <QueryTable<PoolShare>
        name={name}
        label={t('storage.cap.tenants')}
        query={
          {
            data: { data: shares, page: 1, pages: 1, results: shares.length },
            error: null,
            isPending: false,
            isPlaceholderData: false,
          } as never
        }
        columns={columns}
        fixedSort={{ key: 'share', down: true }}
        rowKey={(one) => String(one.tenantId ?? 0)}
        empty={
          <Empty title={t('storage.cap.nobody')}>
            <p>{t('storage.cap.nobodyNext')}</p>
          </Empty>
        }
      />
    </>
  );
}
