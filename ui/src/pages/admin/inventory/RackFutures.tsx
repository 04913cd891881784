import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { inventoryQueries, type LeftInRack, type RackFuture } from '../../../api/inventory.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Panel, TableSkeleton, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const planOf = (cause: string): number => Number(cause.replace('layout-', ''));

/** What is left of racks once what drains has gone, what was ordered has come, and plans are carried out. */
export function RackFutures({ siteId }: { readonly siteId: number }) {
  const { t, number } = useWords();
  const query = useQuery({ ...inventoryQueries.futures(siteId, useAsOf()), placeholderData: keepPreviousData });
  const left = (of: LeftInRack) => `${number(of.units, 1)} U · ${number(of.watts)} W · ${number(of.weightKg, 1)} kg`;
  const body = () => {
    if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
    const { racks, newRacks } = query.data;
    return (
      <>
        {racks.length === 0 ? <p className="muted">{t('inventory.future.none')}</p> : null}
        {racks.length === 0 ? null : (
          <PlainTable<RackFuture>
            name="rack-futures"
            label={t('inventory.future.title')}
            rows={racks}
            rowKey={(rack) => String(rack.rackId)}
            columns={[
              {
                key: 'rack',
                title: t('racks.name'),
                text: (rack) => rack.name,
                render: (rack) => <Link to={paths.rack(rack.rackId)}>{rack.name}</Link>,
              },
              { key: 'now', title: t('inventory.future.now'), text: (rack) => left(rack.now) },
              {
                key: 'changes',
                title: t('inventory.future.changes'),
                text: (rack) =>
                  rack.changes.map((each) => `${t(`inventory.future.kinds.${each.kind}`)} ${each.name}`).join('; '),
                render: (rack) => (
                  <ul className="plain">
                    {rack.changes.map((each) => (
                      <li key={`${each.kind} ${each.name} ${each.cause}`}>
                        {t(`inventory.future.kinds.${each.kind}`)} {each.name}
                        {each.cause ? (
                          <>
                            {' · '}
                            <Link to={paths.plan(planOf(each.cause))}>
                              {t('inventory.future.plan', { id: planOf(each.cause) })}
                            </Link>
                          </>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                key: 'after',
                title: t('inventory.future.after'),
                text: (rack) => left(rack.after),
                render: (rack) => (
                  <>
                    {left(rack.after)} {rack.holds ? null : <Tag kind="bad">{t('inventory.future.short')}</Tag>}
                    {rack.unknown > 0 ? (
                      <span className="muted small"> {t('inventory.future.unknown', { count: rack.unknown })}</span>
                    ) : null}
                  </>
                ),
              },
            ]}
          />
        )}
        {newRacks.map((rack) => (
          <p key={`${rack.cause} ${rack.name}`}>
            {t('inventory.future.newRack', { name: rack.name, height: rack.heightU })}{' '}
            <Link to={paths.plan(planOf(rack.cause))}>{t('inventory.future.plan', { id: planOf(rack.cause) })}</Link>
          </p>
        ))}
      </>
    );
  };
  return (
    <Panel title={t('inventory.future.title')}>
      <p className="muted">{t('inventory.future.sub')}</p>
      {body()}
    </Panel>
  );
}
