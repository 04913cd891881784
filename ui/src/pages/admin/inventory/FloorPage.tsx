import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { inventoryQueries, type Floor } from '../../../api/inventory.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { Empty, Panel, Pick, Scroll, TableSkeleton, Tabs } from '../../../ui/index.ts';
import { heatOf, METRICS, type Metric } from '../../../util/floor.ts';
import { paths } from '../../../util/paths.ts';
import { FloorPlan, Legend, useHeatText } from './FloorPlan.tsx';
import { FloorTree } from './FloorTree.tsx';
import { RowOfRacks } from './RowOfRacks.tsx';
import { SitePick, useSite } from './site.tsx';

const metricOf = (text: string | null): Metric => METRICS.find((metric) => metric === text) ?? 'u';

export default function FloorPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const state = useSite();
  const [params, change] = useSearchState();
  useShowsPast();
  const metric = metricOf(params.get('metric'));
  const siteId = state.site?.id ?? 0;
  const query = useQuery({
    ...inventoryQueries.floor(siteId, asOf),
    enabled: siteId > 0,
    placeholderData: keepPreviousData,
  });
  const error = state.sites.error ?? query.error;
  if (error) return <FailureNotice error={error} onRetry={() => void query.refetch()} />;
  const floor = query.data;
  return (
    <>
      <PageHead title={t('shell.nav.floor')} />
      <ChangesSince kind="RACKS" />
      <div className="pick-line">
        <SitePick state={state} />
        <Pick<Metric>
          label={t('inventory.metric')}
          value={metric}
          clear={false}
          choices={METRICS.map((each) => ({ value: each, label: t(`inventory.metrics.${each}`) }))}
          onChange={(value) => change({ metric: value === 'u' ? undefined : value })}
        />
      </div>
      {state.sites.data && state.all.length === 0 ? (
        <Empty title={t('inventory.noSite')}>
          <p>{t('inventory.noSiteNext')}</p>
        </Empty>
      ) : floor === undefined ? (
        <TableSkeleton columns={6} label={t('common.loading')} />
      ) : floor.racks.length === 0 ? (
        <Empty title={t('racks.empty')}>
          <p>{t('racks.emptyNext')}</p>
        </Empty>
      ) : (
        <Tabs
          active={params.get('tab') ?? 'plan'}
          onChange={(key) => change({ tab: key === 'plan' ? undefined : key })}
          tabs={[
            {
              key: 'plan',
              label: t('inventory.plan'),
              content: (
                <Panel>
                  <Legend metric={metric} />
                  <FloorPlan floor={floor} metric={metric} site={state.site?.name ?? ''} />
                </Panel>
              ),
            },
            { key: 'tree', label: t('inventory.tree'), content: <FloorTree floor={floor} /> },
            { key: 'table', label: t('racks.table'), content: <HeatTable floor={floor} metric={metric} /> },
            { key: 'rows', label: t('inventory.rows'), content: <RowOfRacks floor={floor} /> },
          ]}
        />
      )}
    </>
  );
}

function HeatTable({ floor, metric }: { readonly floor: Floor; readonly metric: Metric }) {
  const { t } = useWords();
  const heatText = useHeatText();
  const portalNow = usePortalNow();
  const now = floor.asOf ? new Date(floor.asOf) : portalNow;
  return (
    <Panel flush>
      <Scroll label={t('inventory.plan')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.plan')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('racks.name')}</th>
              {METRICS.map((each) => (
                <th key={each} scope="col" className="numeric" aria-sort={each === metric ? 'descending' : 'none'}>
                  {t(`inventory.metrics.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {floor.racks
              .toSorted((left, right) => heatOf(right, metric, now).share - heatOf(left, metric, now).share)
              .map((rack) => (
                <tr key={rack.id}>
                  <th scope="row">
                    <Link to={paths.rack(rack.id)}>{rack.name}</Link>
                  </th>
                  {METRICS.map((each) => (
                    <td key={each} className="numeric">
                      {heatText(heatOf(rack, each, now), each)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
