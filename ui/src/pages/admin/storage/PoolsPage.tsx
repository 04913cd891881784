import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Pool, Site } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Dialog, Empty, FormBox, Icon, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, share } from '../../../util/units.ts';
import { StorageNav } from './StorageNav.tsx';

export const POOL_KINDS = ['VDO', 'LVM_THIN', 'ZFS', 'SDFS', 'CEPH', 'FILES'] as const;

export default function PoolsPage() {
  const { t, number, locale } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  useShowsPast();
  const [adding, setAdding] = useState(false);
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const query = useQuery({ ...adminQueries.pools(asOf), placeholderData: keepPreviousData });
  const site = (pool: Pool) =>
    sites.data?.data.find((candidate) => candidate.id === pool.siteId)?.name ?? String(pool.siteId);
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const columns: readonly Column<Pool>[] = [
    {
      key: 'name',
      title: t('storage.name'),
      text: (pool) => pool.name,
      order: byText((pool) => pool.name),
      render: (pool) => <Link to={paths.pool(pool.id)}>{pool.name}</Link>,
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'kind',
      title: t('storage.kind'),
      text: (pool) => pool.kind,
      order: byText((pool) => pool.kind),
      render: (pool) => pool.kind,
    },
    {
      key: 'promised',
      title: t('storage.promised'),
      numeric: true,
      text: (pool) => String(pool.promisedBytes ?? 0),
      order: byNumber((pool) => pool.promisedBytes ?? 0),
      render: (pool) => formatBytes(pool.promisedBytes ?? 0, locale),
    },
    {
      key: 'logical',
      title: t('storage.logical'),
      numeric: true,
      text: (pool) => String(pool.latest?.logicalBytes ?? ''),
      order: byNumber((pool) => pool.latest?.logicalBytes ?? 0),
      render: (pool) =>
        typeof pool.latest?.logicalBytes === 'number' ? formatBytes(pool.latest.logicalBytes, locale) : unknown,
    },
    {
      key: 'ratio',
      title: t('storage.ratio'),
      numeric: true,
      text: (pool) =>
        typeof pool.latest?.logicalBytes === 'number'
          ? share(pool.latest.logicalBytes, pool.latest.physicalBytes).toFixed(2)
          : '',
      order: byNumber((pool) => share(pool.latest?.logicalBytes ?? 0, pool.latest?.physicalBytes ?? 0)),
      render: (pool) =>
        typeof pool.latest?.logicalBytes === 'number' ? (
          <Traced to={{ kind: 'pool', id: pool.id, part: 'ratio' }}>
            {number(share(pool.latest.logicalBytes, pool.latest.physicalBytes), 2)} : 1
          </Traced>
        ) : (
          unknown
        ),
    },
    {
      key: 'fill',
      title: t('storage.fill'),
      width: 280,
      text: (pool) => (pool.latest ? share(pool.latest.physicalBytes, pool.latest.capacityBytes).toFixed(3) : ''),
      order: byNumber((pool) => share(pool.latest?.physicalBytes ?? 0, pool.latest?.capacityBytes ?? 0)),
      render: (pool) =>
        pool.latest ? (
          <Traced to={{ kind: 'pool', id: pool.id, part: 'fill' }}>
            <Bar
              label={`${pool.name}: ${t('storage.fill')}`}
              share={share(pool.latest.physicalBytes, pool.latest.capacityBytes)}
              text={`${formatBytes(pool.latest.physicalBytes, locale)} / ${formatBytes(pool.latest.capacityBytes, locale)}`}
            />
          </Traced>
        ) : (
          unknown
        ),
    },
    {
      key: 'at',
      title: t('storage.reportedAt'),
      text: (pool) => pool.latest?.at ?? '',
      order: byText((pool) => pool.latest?.at ?? ''),
      render: (pool) => <When at={pool.latest?.at} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.storage')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory')}
            onClick={() => setAdding(true)}
          >
            {t('storage.add')}
          </Button>
        }
      />
      <StorageNav />
      <QueryTable<Pool>
        name="pools"
        label={t('shell.nav.storage')}
        query={query}
        columns={columns}
        rowKey={(pool) => String(pool.id)}
        empty={
          <Empty title={t('storage.empty')}>
            <p>{t('storage.emptyNext')}</p>
          </Empty>
        }
      />
      <NewPool open={adding} sites={sites.data?.data ?? []} onClose={() => setAdding(false)} />
    </>
  );
}

interface Wish {
  readonly siteId: number;
  readonly name: string;
  readonly kind: string;
}

function NewPool({
  open,
  sites,
  onClose,
}: {
  readonly open: boolean;
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (values, key) => admin.createPool(values, key),
    stale: ['/admin/v1/pools'],
    done: t('storage.added'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('storage.add')} onClose={onClose}>
      <FormBox<Wish>
        handle={handle}
        initial={{ kind: 'VDO', ...(sites[0] ? { siteId: sites[0].id } : {}) }}
        onSubmit={deed.submit}
      >
        <TextField name="name" label={t('storage.name')} required={t('common.required')} maxLength={64} />
        <div className="two">
          <SelectField
            name="siteId"
            label={t('racks.site')}
            required={t('common.required')}
            choices={sites.map((site) => ({ value: site.id, label: site.name }))}
          />
          <SelectField
            name="kind"
            label={t('storage.kind')}
            required={t('common.required')}
            choices={POOL_KINDS.map((value) => ({ value, label: value }))}
          />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('storage.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
