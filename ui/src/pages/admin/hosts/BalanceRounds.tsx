import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import type { Site } from '../../../api/admin-types.ts';
import { balancing, balancingQueries, type AdvisedRound, type BalanceRule } from '../../../api/balancing.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, Panel, Pick, TableSkeleton, Tag } from '../../../ui/index.ts';
import { instantOf } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory } from '../../../util/units.ts';

interface RoundsProps {
  readonly sites: readonly Site[];
  readonly siteId: number | undefined;
  readonly onSite: (site: number | undefined) => void;
}

/** How measured loads of hosts are judged, round by round, and what was advised. */
export function BalanceRounds({ sites, siteId, onSite }: RoundsProps) {
  const { t } = useWords();
  const site = siteId ?? sites[0]?.id;
  return (
    <div className="stack">
      {site === undefined ? null : (
        <>
          <Pick
            label={t('racks.site')}
            value={site}
            choices={sites.map((each) => ({ value: each.id, label: each.name }))}
            onChange={onSite}
          />
          <Rounds siteId={site} />
        </>
      )}
      <Rules sites={sites} />
    </div>
  );
}

function Rounds({ siteId }: { readonly siteId: number }) {
  const { t, number } = useWords();
  const query = useQuery({ ...balancingQueries.rounds(siteId, useAsOf()), refetchInterval: usePace(false) });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={5} label={t('balancing.rounds')} />;
  const rounds = query.data.data;
  const latest = rounds[0];
  const points = (value: number | null | undefined) => (typeof value === 'number' ? number(value, 2) : '–');
  return (
    <>
      <Panel title={t('balancing.rounds')} flush>
        {rounds.length === 0 ? (
          <Empty title={t('balancing.none')}>{t('balancing.noneNext')}</Empty>
        ) : (
          <PlainTable<AdvisedRound>
            name="balance-rounds"
            label={t('balancing.rounds')}
            rows={rounds}
            rowKey={(round) => round.at}
            columns={[
              {
                key: 'at',
                title: t('balancing.at'),
                text: (round) => round.at,
                render: (round) => <When at={round.at} />,
              },
              {
                key: 'imbalance',
                title: t('balancing.imbalance'),
                numeric: true,
                text: (round) =>
                  typeof round.imbalance === 'number' ? points(round.imbalance) : t('balancing.notMeasured'),
              },
              {
                key: 'threshold',
                title: t('balancing.threshold'),
                numeric: true,
                text: (round) => number(round.threshold),
              },
              {
                key: 'standing',
                title: t('balancing.standing'),
                numeric: true,
                text: (round) => `${number(round.standing)} / ${number(round.rounds)}`,
              },
              {
                key: 'loads',
                title: t('balancing.loads'),
                numeric: true,
                text: (round) => `${points(round.lowest)} – ${points(round.highest)}`,
              },
              {
                key: 'measured',
                title: t('balancing.measured'),
                numeric: true,
                text: (round) => `${number(round.measured)} / ${number(round.guests)}`,
              },
              {
                key: 'advised',
                title: t('balancing.advised'),
                text: (round) =>
                  round.stop ? t('balancing.moves', { count: round.moves.length }) : t('balancing.noAdvice'),
                render: (round) =>
                  round.stop ? (
                    <Tag kind={round.moves.length > 0 ? 'accent' : 'plain'}>
                      {t('balancing.moves', { count: round.moves.length })}
                    </Tag>
                  ) : (
                    t('balancing.noAdvice')
                  ),
              },
              {
                key: 'wave',
                title: t('balancing.wave'),
                text: (round) => (typeof round.waveId === 'number' ? `wave-${round.waveId}` : ''),
                render: (round) =>
                  typeof round.waveId === 'number' ? (
                    <Traced to={{ kind: 'history', id: `wave-${round.waveId}` }}>{round.waveId}</Traced>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </Panel>
      {latest?.stop ? <Moves round={latest} /> : null}
    </>
  );
}

function Moves({ round }: { readonly round: AdvisedRound }) {
  const { t, number, locale } = useWords();
  return (
    <Panel title={t('balancing.advice')} flush>
      <p className="muted">
        {t(`hosts.balance.stop.${round.stop ?? 'BALANCED'}`)}{' '}
        {t('balancing.after', { before: number(round.imbalance ?? 0, 2), after: number(round.imbalanceAfter ?? 0, 2) })}
      </p>
      {round.moves.length === 0 ? null : (
        <PlainTable<AdvisedRound['moves'][number]>
          name="balance-moves"
          label={t('balancing.advice')}
          rows={round.moves}
          rowKey={(move) => String(move.instanceId)}
          columns={[
            {
              key: 'guest',
              title: t('hosts.guests'),
              text: (move) => move.label,
              render: (move) => <Link to={paths.guest(move.instanceId)}>{move.label}</Link>,
            },
            {
              key: 'from',
              title: t('hosts.balance.from'),
              text: (move) => String(move.fromHostId),
              render: (move) => <Link to={paths.host(move.fromHostId)}>{move.fromHostId}</Link>,
            },
            {
              key: 'to',
              title: t('hosts.balance.to'),
              text: (move) => String(move.toHostId),
              render: (move) => <Link to={paths.host(move.toHostId)}>{move.toHostId}</Link>,
            },
            {
              key: 'copy',
              title: t('hosts.balance.copy'),
              numeric: true,
              text: (move) => formatMemory(move.copyMb, locale),
            },
            { key: 'minutes', title: t('balancing.minutes'), numeric: true, text: (move) => number(move.minutes, 2) },
            { key: 'gain', title: t('hosts.balance.gain'), numeric: true, text: (move) => number(move.gain, 2) },
            { key: 'cost', title: t('hosts.balance.cost'), numeric: true, text: (move) => number(move.cost, 2) },
            {
              key: 'then',
              title: t('hosts.balance.imbalance'),
              numeric: true,
              text: (move) => number(move.imbalanceAfter, 2),
            },
          ]}
        />
      )}
    </Panel>
  );
}

const STALE = ['/admin/v1/rebalancing'];

function Rules({ sites }: { readonly sites: readonly Site[] }) {
  const { t, number } = useWords();
  const reason = useReason();
  const now = usePortalNow();
  const [adding, setAdding] = useState(false);
  const query = useQuery(balancingQueries.rules());
  const withdraw = useDeed<BalanceRule>({
    run: (rule) => balancing.withdraw(rule.id),
    stale: STALE,
    done: t('hosts.placement.withdrawn'),
  });
  const site = (rule: BalanceRule) =>
    sites.find((each) => each.id === rule.siteId)?.name ?? t('hosts.placement.everywhere');
  const terms = ({ terms: said }: BalanceRule) =>
    said
      ? t(said.propose ? 'balancing.termsPropose' : 'balancing.terms', {
          threshold: number(said.threshold),
          rounds: number(said.rounds),
          minutes: number(said.everyMinutes),
          points: number(said.pointsPerMinute),
          link: number(said.linkMbps),
        })
      : t('balancing.notJudged');
  const columns: readonly Column<BalanceRule>[] = [
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    { key: 'terms', title: t('balancing.rule'), text: terms, render: terms },
    {
      key: 'from',
      title: t('hosts.placement.from'),
      text: (rule) => rule.from,
      order: byText((rule) => rule.from),
      render: (rule) => <When at={rule.from} />,
    },
    { key: 'why', title: t('hosts.placement.why'), text: (rule) => rule.reason, render: (rule) => rule.reason },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (rule) => (
        <Button
          reason={instantOf(rule.from).getTime() <= now.getTime() ? t('hosts.placement.begun') : reason('operations')}
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate(rule)}
        >
          {t('hosts.placement.withdraw')}
        </Button>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('balancing.rules')}</h2>
      <p className="muted">{t('balancing.sub')}</p>
      <div>
        <Button
          icon={<Icon name="plus" />}
          reason={reason('operations')}
          testId="set-balance-rule"
          onClick={() => setAdding(true)}
        >
          {t('balancing.set')}
        </Button>
      </div>
      <QueryTable<BalanceRule>
        name="balance-rules"
        label={t('balancing.rules')}
        query={query}
        columns={columns}
        rowKey={(rule) => String(rule.id)}
        empty={<Empty title={t('balancing.noRules')} />}
      />
      {adding ? (
        <FormDialog<BalanceRule>
          title={t('balancing.set')}
          fields={[
            {
              name: 'siteId',
              label: t('racks.site'),
              hint: t('hosts.placement.siteHint'),
              kind: 'choice',
              optional: true,
              choices: sites.map((each) => ({ value: each.id, label: each.name })),
            },
            { name: 'judged', label: t('balancing.judged'), kind: 'switch', optional: true },
            {
              name: 'threshold',
              label: t('hosts.balance.threshold'),
              hint: t('hosts.balance.thresholdHint'),
              kind: 'number',
              min: 1,
              max: 100,
            },
            { name: 'rounds', label: t('balancing.inARow'), kind: 'number', min: 1, max: 100 },
            { name: 'everyMinutes', label: t('balancing.every'), kind: 'number', min: 5, max: 1440, unit: 'min' },
            { name: 'linkMbps', label: t('balancing.link'), kind: 'number', min: 1, max: 1_000_000, unit: 'Mbit/s' },
            { name: 'pointsPerMinute', label: t('balancing.price'), kind: 'number', max: 1000 },
            { name: 'moves', label: t('hosts.balance.most'), kind: 'number', min: 1, max: 100 },
            { name: 'propose', label: t('balancing.propose'), kind: 'switch', optional: true },
            {
              name: 'from',
              label: t('hosts.placement.from'),
              hint: t('hosts.placement.fromHint'),
              kind: 'instant',
              optional: true,
            },
            { name: 'reason', label: t('hosts.placement.why'), maxLength: 500, wide: true },
          ]}
          initial={{
            judged: true,
            threshold: 10,
            rounds: 3,
            everyMinutes: 15,
            linkMbps: 10_000,
            pointsPerMinute: 5,
            moves: 10,
            propose: false,
          }}
          run={(values, key) => balancing.set(values, key)}
          stale={STALE}
          done={t('hosts.placement.added')}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  );
}
