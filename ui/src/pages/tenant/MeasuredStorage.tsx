import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { billingQueries, type AccruedLine } from '../../api/billing.ts';
import { tenantQueries, type OwnMeasured } from '../../api/tenant.ts';
import { useAsOf } from '../../components/asOf.tsx';
import { MoneyText, useWords, When } from '../../components/words.tsx';
import { PlainTable } from '../../table/PlainTable.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Empty, Panel } from '../../ui/index.ts';
import { formatBytes } from '../../util/units.ts';

const STORED = 'storage:';

/** Volumes whose content was measured, and what stored bytes come to this month; nothing where there is neither. */
export function MeasuredStorage() {
  const { t, locale } = useWords();
  const asOf = useAsOf();
  const paging = usePaging('measured');
  const query = useQuery({ ...tenantQueries.measuredVolumes(asOf, paging), placeholderData: keepPreviousData });
  const accrued = useQuery({ ...billingQueries.accrued(), enabled: asOf === undefined, retry: false });
  const lines = asOf === undefined ? (accrued.data?.lines ?? []).filter((line) => line.charge?.startsWith(STORED)) : [];
  const columns: readonly Column<OwnMeasured>[] = [
    {
      key: 'name',
      title: t('volumes.volume'),
      text: (volume) => volume.name,
      order: byText((volume) => volume.name),
      render: (volume) => volume.name,
    },
    {
      key: 'written',
      title: t('volumes.written'),
      numeric: true,
      text: (volume) => String(volume.logicalBytes),
      order: byNumber((volume) => volume.logicalBytes),
      render: (volume) => formatBytes(volume.logicalBytes, locale),
    },
    {
      key: 'measured',
      title: t('volumes.measured'),
      text: (volume) => volume.measuredAt,
      order: byText((volume) => volume.measuredAt),
      render: (volume) => <When at={volume.measuredAt} />,
    },
  ];
  if ((query.data?.results ?? 0) === 0 && lines.length === 0) return null;
  return (
    <>
      {lines.length === 0 ? null : (
        <Panel title={t('volumes.stored')}>
          <PlainTable<AccruedLine>
            name="stored-bytes"
            label={t('volumes.stored')}
            rows={lines}
            rowKey={(line) => `${line.description} ${line.from}`}
            columns={[
              { key: 'what', title: t('volumes.what'), text: (line) => line.description },
              { key: 'sum', title: t('volumes.sum'), text: (line) => line.formula ?? '' },
              {
                key: 'amount',
                title: t('volumes.amount'),
                numeric: true,
                text: (line) => line.amount.amount,
                render: (line) => <MoneyText money={line.amount} />,
              },
            ]}
          />
        </Panel>
      )}
      <QueryTable<OwnMeasured>
        name="measured"
        label={t('volumes.measuredVolumes')}
        query={query}
        columns={columns}
        paged
        rowKey={(volume) => volume.name}
        empty={<Empty title={t('volumes.empty')} />}
      />
    </>
  );
}
