import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { numberQueries, numbers, type Vni, type VniPool } from '../../../api/numbers.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Empty, Pick, useSay } from '../../../ui/index.ts';
import { share } from '../../../util/units.ts';
import { AddButton, useSiteChoices, useSiteName } from './parts.tsx';

const STALE = ['/admin/v1/vni-pools'];

/** The one pool of VNIs of a site, how full it is, and who has which. */
export function Vnis() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const say = useSay();
  const [params, change] = useSearchState();
  const [doing, setDoing] = useState<'open' | 'take'>();
  const paging = usePaging('vnis');
  const pools = useQuery({ ...numberQueries.vniPools(asOf), placeholderData: keepPreviousData });
  const siteName = useSiteName();
  const sites = useSiteChoices();
  const all = pools.data?.data ?? [];
  const pool = all.find((each) => String(each.id) === params.get('pool')) ?? all[0];
  const query = useQuery({
    ...numberQueries.vnis(pool?.id ?? 0, asOf, paging),
    enabled: pool !== undefined,
    placeholderData: keepPreviousData,
  });
  const back = useDeed<{ pool: VniPool; vni: Vni }>({
    run: ({ pool: from, vni }) => numbers.giveBackVni(from.id, vni.id),
    stale: STALE,
    done: (_, { vni }) => t('numbers.vniBack', { number: vni.number }),
  });
  const close = useDeed<VniPool>({
    run: (each) => numbers.closeVniPool(each.id),
    stale: STALE,
    done: t('numbers.poolClosed'),
  });
  const off = reason('inventory');
  const columns: readonly Column<Vni>[] = [
    {
      key: 'number',
      title: 'VNI',
      numeric: true,
      text: (vni) => String(vni.number),
      order: byNumber((vni) => vni.number),
      render: (vni) => vni.number,
    },
    {
      key: 'holder',
      title: t('addresses.holder'),
      text: (vni) => vni.holder,
      order: byText((vni) => vni.holder),
      render: (vni) => <span className="mono">{vni.holder}</span>,
    },
    {
      key: 'note',
      title: t('addresses.note'),
      text: (vni) => vni.note ?? '',
      render: (vni) => vni.note ?? '–',
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (vni) => (
        <Button
          reason={off}
          onClick={() =>
            say.ask({
              title: t('numbers.askVniBack', { number: vni.number }),
              text: t('numbers.askVniBackText', { holder: vni.holder }),
              yes: t('numbers.giveBack'),
              no: t('common.cancel'),
              danger: true,
              run: () => (pool ? back.mutateAsync({ pool, vni }) : Promise.resolve()),
            })
          }
        >
          {t('numbers.giveBack')}
        </Button>
      ),
    },
  ];
  const size = pool ? pool.last - pool.first + 1 : 0;
  const taken = query.data?.results ?? 0;
  const shown = pool ? query : { ...pools, data: pools.data ? { data: [], page: 1, pages: 1, results: 0 } : undefined };
  return (
    <>
      {pool ? (
        <div className="pick-line">
          <Bar
            label={t('numbers.vnisTaken')}
            share={share(taken, size)}
            text={`${number(taken)} / ${number(size)} (${pool.first} – ${pool.last})`}
          />
        </div>
      ) : null}
      <QueryTable<Vni>
        name="vnis"
        label={t('numbers.tabs.vnis')}
        query={shown}
        columns={columns}
        paged
        rowKey={(vni) => String(vni.id)}
        filters={
          pool ? (
            <Pick
              label={t('numbers.pool')}
              value={pool.id}
              clear={false}
              choices={all.map((each) => ({ value: each.id, label: siteName(each.siteId) }))}
              onChange={(value) => change({ pool: value?.toString(), 'vnis.page': undefined })}
            />
          ) : null
        }
        actions={
          <>
            <AddButton text={t('numbers.openPool')} onClick={() => setDoing('open')} />
            {pool ? <AddButton text={t('numbers.takeVnis')} onClick={() => setDoing('take')} /> : null}
            {pool ? (
              <Button
                reason={off ?? (taken > 0 ? t('numbers.poolHolds') : undefined)}
                onClick={() => close.mutate(pool)}
              >
                {t('numbers.closePool')}
              </Button>
            ) : null}
          </>
        }
        empty={
          <Empty title={t(pool ? 'numbers.noVnis' : 'numbers.noPools')}>
            <p>{t('numbers.noPoolsNext')}</p>
          </Empty>
        }
      />
      {doing === 'open' ? (
        <FormDialog
          title={t('numbers.openPool')}
          fields={[
            { name: 'siteId', label: t('racks.site'), kind: 'choice', choices: sites, wide: true },
            { name: 'first', label: t('numbers.first'), kind: 'number', min: 1, max: 16_777_215 },
            { name: 'last', label: t('numbers.last'), kind: 'number', min: 1, max: 16_777_215 },
          ]}
          initial={{ first: 10_000, last: 19_999 }}
          run={(values, key) => numbers.openVniPool(values, key)}
          stale={STALE}
          done={t('numbers.poolOpened')}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
      {doing === 'take' && pool ? (
        <FormDialog
          title={t('numbers.takeVnis')}
          fields={[
            {
              name: 'number',
              label: t('numbers.oneNumber'),
              kind: 'number',
              min: 1,
              optional: true,
              hint: t('numbers.nextFree'),
            },
            { name: 'count', label: t('addresses.count'), kind: 'number', min: 1, max: 256, optional: true },
            { name: 'holder', label: t('addresses.holder'), optional: true, maxLength: 80 },
            { name: 'note', label: t('addresses.note'), optional: true, maxLength: 200 },
          ]}
          run={(values, key) => numbers.takeVnis(pool.id, values, key)}
          stale={STALE}
          done={t('numbers.vnisTakenDone')}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
    </>
  );
}
