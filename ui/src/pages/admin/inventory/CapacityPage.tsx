import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { inventoryQueries, type FloorRack } from '../../../api/inventory.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, FormBox, NumberField, Panel, Scroll, SelectField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { RackFutures } from './RackFutures.tsx';
import { SitePick, useSite } from './site.tsx';

function useColumns(): readonly Column<FloorRack>[] {
  const { t, number } = useWords();
  const units = (key: string, title: string, value: (rack: FloorRack) => number): Column<FloorRack> => ({
    key,
    title,
    numeric: true,
    text: (rack) => String(value(rack)),
    order: byNumber(value),
    render: (rack) => `${number(value(rack), 1)} U`,
  });
  const largest = t('inventory.largest');
  return [
    {
      key: 'name',
      title: t('racks.name'),
      text: (rack) => rack.name,
      order: byText((rack) => rack.name),
      render: (rack) => <Link to={paths.rack(rack.id)}>{rack.name}</Link>,
    },
    {
      key: 'limiting',
      title: t('inventory.limiting'),
      text: (rack) => rack.limiting,
      order: byText((rack) => rack.limiting),
      render: (rack) => t(`inventory.resource.${rack.limiting}`),
    },
    units('free', t('inventory.free'), (rack) => rack.freeU),
    units('stranded', t('inventory.stranded'), (rack) => rack.strandedU),
    {
      key: 'by',
      title: t('inventory.strandedBy'),
      text: (rack) => rack.strandedBy ?? '',
      order: byText((rack) => rack.strandedBy ?? ''),
      render: (rack) => (rack.strandedBy ? t(`inventory.resource.${rack.strandedBy}`) : '–'),
    },
    units('front', `${largest}, ${t('inventory.front')}`, (rack) => rack.largestFrontU),
    units('rear', `${largest}, ${t('inventory.rear')}`, (rack) => rack.largestRearU),
    units('whole', `${largest}, ${t('inventory.whole')}`, (rack) => rack.largestWholeU),
  ];
}

export default function CapacityPage() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const state = useSite();
  const siteId = state.site?.id ?? 0;
  const floor = useQuery({
    ...inventoryQueries.floor(siteId, asOf),
    enabled: siteId > 0,
    placeholderData: keepPreviousData,
    select: (found) => ({
      typical: found.typical,
      data: found.racks,
      page: 1,
      pages: 1,
      results: found.racks.length,
    }),
  });
  const columns = useColumns();
  const typical = floor.data?.typical;
  return (
    <>
      <PageHead title={t('shell.nav.capacity')} />
      <div className="stack">
        <SitePick state={state} />
        {siteId > 0 ? <WhereToGo siteId={siteId} /> : null}
        {siteId > 0 ? <RackFutures siteId={siteId} /> : null}
        <QueryTable<FloorRack>
          name="capacity"
          label={t('inventory.capacityTable')}
          query={floor}
          columns={columns}
          rowKey={(rack) => String(rack.id)}
          empty={<Empty title={t('racks.empty')} />}
        />
      </div>
      {typical ? (
        <p className="muted small">
          {t('inventory.typical', { watts: number(typical.wattsPerU, 1), kg: number(typical.kgPerU, 1) })}
        </p>
      ) : null}
    </>
  );
}

interface Wish {
  readonly deviceTypeId?: number;
  readonly count?: number;
}

function WhereToGo({ siteId }: { readonly siteId: number }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const [params, change] = useSearchState();
  const type = Number(params.get('type'));
  const count = Number(params.get('n')) || 1;
  const types = useQuery({ ...adminQueries.deviceTypes(), staleTime: 60_000 });
  const fit = useQuery({ ...inventoryQueries.fit(siteId, type, count), enabled: type > 0 });
  return (
    <Panel title={t('inventory.fitTitle')}>
      <FormBox<Wish>
        handle={handle}
        initial={{ count, ...(type > 0 ? { deviceTypeId: type } : {}) }}
        onSubmit={(wish) => change({ type: wish.deviceTypeId?.toString(), n: wish.count?.toString() })}
      >
        <div className="two">
          <SelectField
            name="deviceTypeId"
            label={t('inventory.model')}
            required={t('common.required')}
            loading={types.isPending}
            choices={(types.data?.data ?? []).map((each) => ({
              value: each.id,
              label: `${each.manufacturer} ${each.model} · ${each.heightU}U`,
            }))}
          />
          <NumberField name="count" label={t('inventory.count')} min={1} max={1000} required={t('common.required')} />
        </div>
        <Button kind="primary" submit busy={fit.isFetching}>
          {t('inventory.find')}
        </Button>
      </FormBox>
      {fit.error ? <FailureNotice error={fit.error} /> : null}
      {fit.data ? <Ranking fit={fit.data} /> : <p className="muted">{t('inventory.chooseModel')}</p>}
    </Panel>
  );
}

function Ranking({ fit }: { readonly fit: import('../../../api/inventory.ts').Fit }) {
  const { t, number } = useWords();
  const percent = (share: number) => `${number(share * 100)} %`;
  if (fit.data.length === 0) return <Empty title={t('inventory.nowhere')} />;
  return (
    <>
      <p aria-live="polite">
        {t('inventory.fitSummary', { fit: fit.fit, wanted: fit.wanted, racks: fit.racksFit, seen: fit.racksSeen })}
      </p>
      <Scroll label={t('inventory.fitTitle')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.fitTitle')}</caption>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                #
              </th>
              <th scope="col">{t('racks.name')}</th>
              <th scope="col" className="numeric">
                {t('inventory.fits')}
              </th>
              <th scope="col">{t('inventory.at')}</th>
              <th scope="col">{t('inventory.why')}</th>
            </tr>
          </thead>
          <tbody>
            {fit.data.map(({ rackName, answer }, index) => (
              <tr key={answer.rackId}>
                <td className="numeric">{index + 1}</td>
                <td>
                  <Link to={paths.rack(answer.rackId)}>{rackName}</Link>
                </td>
                <td className="numeric">{answer.fits}</td>
                <td>{answer.places.slice(0, 8).join(', ') || '–'}</td>
                <td>
                  {answer.reasons.map((reason) => t(`inventory.reasons.${reason}`)).join('; ')}
                  {answer.limitedBy
                    ? `; ${t('inventory.limitedBy', { resource: t(`inventory.resource.${answer.limitedBy}`) })}`
                    : ''}
                  <div className="muted small">
                    {t('inventory.afterwards', {
                      units: percent(answer.units),
                      power: percent(answer.power),
                      weight: percent(answer.weight),
                    })}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
