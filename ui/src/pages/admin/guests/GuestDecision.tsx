import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { weighedOf, type HostVerdict, type WeighedHosts } from '../../../api/weighing.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { useHostNames } from '../../../components/DeviceNames.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Panel } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** So many hosts are shown at first: the chosen one is among the best eight. */
const SHOWN_FIRST = 10;

/** Why a guest is where it is: the last time that hosts were weighed for it. */
export function GuestDecision({ guest }: { readonly guest: number }) {
  const { t, number } = useWords();
  const history = useQuery(adminQueries.history(`instance-${guest}`));
  const weighed = weighedOf(history.data?.data ?? [], useAsOf());
  if (!weighed) return null;
  const why = (filter: string) => t(`placing.approvals.whys.${filter}`, { defaultValue: filter });
  return (
    <Panel title={t('placing.weighed.title')}>
      <div className="stack">
        <p>
          <When at={weighed.at} />{' '}
          {t('placing.weighed.sub', {
            policy: t(`hosts.placement.policies.${weighed.policy}`, { defaultValue: weighed.policy }),
            hosts: number(weighed.hosts),
            fitting: number(weighed.fitting),
          })}
        </p>
        {weighed.verdicts[0]?.hostId === weighed.hostId ? null : <p className="muted">{t('placing.weighed.drawn')}</p>}
        {weighed.refused.length > 0 ? (
          <p className="muted">
            {weighed.refused.map((each) => `${why(each.filter)}: ${number(each.hosts)}`).join(' · ')}
          </p>
        ) : null}
        <Verdicts weighed={weighed} why={why} />
        {weighed.hosts > weighed.verdicts.length ? (
          <p className="muted">{t('placing.weighed.more', { count: weighed.hosts - weighed.verdicts.length })}</p>
        ) : null}
      </div>
    </Panel>
  );
}

interface VerdictsProps {
  readonly weighed: WeighedHosts;
  readonly why: (filter: string) => string;
}

function Verdicts({ weighed, why }: VerdictsProps) {
  const { t, number } = useWords();
  const [all, setAll] = useState(false);
  const verdicts = all ? weighed.verdicts : weighed.verdicts.slice(0, SHOWN_FIRST);
  const name = useHostNames(verdicts.map(({ hostId }) => hostId));
  const named = (part: string) => t(`placing.weighed.names.${part}`, { defaultValue: part });
  const parts = (row: HostVerdict) =>
    row.parts.map((part) => `${named(part.name)} ${number(part.value, 4)} × ${number(part.weight, 2)}`).join(' + ') ||
    '–';
  return (
    <>
      <PlainTable<HostVerdict>
        name="weighed-verdicts"
        label={t('placing.weighed.title')}
        rows={verdicts}
        rowKey={(row) => String(row.hostId)}
        columns={[
          {
            key: 'host',
            title: t('hosts.name'),
            text: (row) => name(row.hostId),
            render: (row) => (
              <div className="row">
                <Link to={paths.host(row.hostId)}>{name(row.hostId)}</Link>
                {row.hostId === weighed.hostId ? <span className="muted">{t('placing.weighed.chosen')}</span> : null}
              </div>
            ),
          },
          {
            key: 'score',
            title: t('placing.approvals.score'),
            numeric: true,
            text: (row) => (row.score === undefined ? '' : String(row.score)),
            render: (row) => (row.score === undefined ? '–' : number(row.score, 4)),
          },
          { key: 'parts', title: t('placing.weighed.parts'), text: parts },
          {
            key: 'why',
            title: t('placing.approvals.why'),
            text: (row) => row.filters.map(why).join(', ') || '–',
          },
        ]}
      />
      {all || weighed.verdicts.length <= SHOWN_FIRST ? null : (
        <Button kind="quiet" testId="all-weighed" onClick={() => setAll(true)}>
          {t('placing.weighed.all', { hosts: number(weighed.verdicts.length) })}
        </Button>
      )}
    </>
  );
}
