import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tenantQueries, type OwnVolume } from '../../api/tenant.ts';
import { useAsOf, useShowsPast } from '../../components/asOf.tsx';
import { Link } from '../../components/Link.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { useWords, When } from '../../components/words.tsx';
import { useCurrency } from '../../components/money.ts';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Empty, Panel } from '../../ui/index.ts';
import { paths } from '../../util/paths.ts';
import { formatBytes } from '../../util/units.ts';
import { BlockVolumes } from './BlockVolumes.tsx';
import { MeasuredStorage } from './MeasuredStorage.tsx';

/** Own disks: what is written on them, and what is paid for. */
export default function VolumesPage() {
  const { t, locale, wireMoney } = useWords();
  const currency = useCurrency();
  const asOf = useAsOf();
  useShowsPast();
  const paging = usePaging('volumes');
  const query = useQuery({ ...tenantQueries.volumes(asOf, paging), placeholderData: keepPreviousData });
  const plans = useQuery(tenantQueries.plans());
  const planOf = (volume: OwnVolume) => plans.data?.data.find((plan) => plan.id === volume.plan);
  const monthly = (volume: OwnVolume) => planOf(volume)?.price.monthly ?? null;
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const columns: readonly Column<OwnVolume>[] = [
    {
      key: 'machine',
      title: t('volumes.machine'),
      text: (volume) => volume.label,
      order: byText((volume) => volume.label),
      render: (volume) => <Link to={paths.machine(volume.instanceId)}>{volume.label}</Link>,
    },
    {
      key: 'plan',
      title: t('volumes.plan'),
      text: (volume) => planOf(volume)?.label ?? volume.plan,
      order: byText((volume) => volume.plan),
      render: (volume) => planOf(volume)?.label ?? volume.plan,
    },
    {
      key: 'paid',
      title: t('volumes.paid'),
      numeric: true,
      text: (volume) => String(volume.promisedBytes),
      order: byNumber((volume) => volume.promisedBytes),
      render: (volume) => formatBytes(volume.promisedBytes, locale),
    },
    {
      key: 'written',
      title: t('volumes.written'),
      numeric: true,
      text: (volume) => String(volume.logicalBytes ?? ''),
      order: byNumber((volume) => volume.logicalBytes ?? -1),
      render: (volume) =>
        typeof volume.logicalBytes === 'number' ? formatBytes(volume.logicalBytes, locale) : unknown,
    },
    {
      key: 'measured',
      title: t('volumes.measured'),
      text: (volume) => volume.measuredAt ?? '',
      order: byText((volume) => volume.measuredAt ?? ''),
      render: (volume) => <When at={volume.measuredAt} />,
    },
    {
      key: 'price',
      title: t('volumes.price'),
      numeric: true,
      text: (volume) => String(monthly(volume) ?? ''),
      order: byNumber((volume) => Number(monthly(volume) ?? 0)),
      render: (volume) => {
        const price = monthly(volume);
        return price === null ? unknown : wireMoney(price, currency);
      },
    },
  ];
  return (
    <div className="stack">
      <PageHead title={t('volumes.title')} />
      <p className="muted">{t('volumes.note')}</p>
      <Panel title={t('volumes.disks')}>
        <QueryTable<OwnVolume>
          name="volumes"
          label={t('volumes.title')}
          query={query}
          columns={columns}
          paged
          rowKey={(volume) => String(volume.instanceId)}
          empty={
            <Empty title={t('volumes.empty')}>
              <p>{t('volumes.emptyNext')}</p>
            </Empty>
          }
        />
      </Panel>
      <BlockVolumes />
      <MeasuredStorage />
    </div>
  );
}
