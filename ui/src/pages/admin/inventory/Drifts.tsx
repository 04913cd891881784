import { useQuery } from '@tanstack/react-query';
import { inventory, inventoryQueries, type Drift } from '../../../api/inventory.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Pick, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STATES = ['OPEN', 'ACCEPTED', 'REJECTED', 'SETTLED'] as const;
const STALE = ['/admin/v1/drifts', '/admin/v1/devices'];

/** What agents and imports found to be other than declared; each accepted or rejected. */
export function Drifts() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const state = STATES.find((each) => each === params.get('state')) ?? 'OPEN';
  const query = useQuery(inventoryQueries.drifts(state, asOf));
  const columns = useColumns();
  return (
    <QueryTable<Drift>
      name="drifts"
      label={t('inventory.drifts')}
      query={query}
      columns={columns}
      rowKey={(drift) => String(drift.id)}
      filters={
        <Pick
          label={t('inventory.state')}
          value={state}
          clear={false}
          choices={STATES.map((each) => ({ value: each, label: t(`inventory.driftStates.${each}`) }))}
          onChange={(value) => change({ state: value === 'OPEN' ? undefined : value })}
        />
      }
      empty={
        <Empty title={t('inventory.noDrift')}>
          <p>{t('inventory.noDriftNext')}</p>
        </Empty>
      }
    />
  );
}

function useColumns(): readonly Column<Drift>[] {
  const { t } = useWords();
  const text = (key: 'attribute' | 'discovered' | 'source'): Column<Drift> => ({
    key,
    title: t(`inventory.${key}`),
    text: (drift) => drift[key],
    order: byText((drift) => drift[key]),
    render: (drift) => drift[key],
  });
  return [
    {
      key: 'subject',
      title: t('inventory.device'),
      text: (drift) => drift.subject,
      order: byText((drift) => drift.subject),
      render: (drift) =>
        drift.deviceId === null ? drift.subject : <Link to={paths.device(drift.deviceId)}>{drift.subject}</Link>,
    },
    text('attribute'),
    {
      key: 'declared',
      title: t('inventory.declared'),
      text: (drift) => drift.declared ?? '',
      order: byText((drift) => drift.declared ?? ''),
      render: (drift) => drift.declared ?? t('common.unknown'),
    },
    text('discovered'),
    text('source'),
    {
      key: 'found',
      title: t('inventory.when'),
      text: (drift) => drift.foundAt,
      order: byText((drift) => drift.foundAt),
      render: (drift) => <When at={drift.foundAt} />,
    },
    {
      key: 'decide',
      title: t('common.actions'),
      text: (drift) => drift.state,
      render: (drift) => <Decide drift={drift} />,
    },
  ];
}

function Decide({ drift }: { readonly drift: Drift }) {
  const { t } = useWords();
  const reason = useReason();
  const accept = useDeed<void, Drift>({
    run: () => inventory.acceptDrift(drift.id),
    stale: STALE,
    done: t('inventory.accepted'),
  });
  const reject = useDeed<void, Drift>({
    run: () => inventory.rejectDrift(drift.id),
    stale: STALE,
    done: t('inventory.rejected'),
  });
  if (drift.state !== 'OPEN') return <Tag>{t(`inventory.driftStates.${drift.state}`)}</Tag>;
  const off = reason('inventory');
  return (
    <div className="pick-line">
      <Button busy={accept.isPending} reason={off} onClick={() => accept.mutate()}>
        {t('inventory.accept')}
      </Button>
      <Button busy={reject.isPending} reason={off} onClick={() => reject.mutate()}>
        {t('inventory.reject')}
      </Button>
    </div>
  );
}
