import { useState } from 'react';
import {
  adviseMoves,
  type AdvisedMove,
  type BalanceWish,
  type HostLoad,
  type RebalancingAdvice,
} from '../../../api/rebalancing.ts';
import type { Site } from '../../../api/admin-types.ts';
import { placing } from '../../../api/placing.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { AreaField, Bar, Button, FormBox, NumberField, Panel, SelectField, useForm } from '../../../ui/index.ts';
import { readLoads } from '../../../util/loads.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory } from '../../../util/units.ts';

interface Wish extends BalanceWish {
  readonly loads?: string;
}

/** Which guests to move so that hosts carry alike: gain against cost, by promised or measured load. Advice only. */
export function Rebalancing({
  sites,
  siteId,
}: {
  readonly sites: readonly Site[];
  readonly siteId: number | undefined;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const [wrongLine, setWrongLine] = useState<number>();
  const deed = useFormDeed<Wish, RebalancingAdvice>({
    handle,
    run: ({ loads, ...wish }) => {
      const read = readLoads(loads ?? '');
      return adviseMoves(wish, 'loads' in read ? read.loads : []);
    },
    stale: [],
  });
  const site = siteId ?? sites[0]?.id;
  const submit = (wish: Wish) => {
    const read = readLoads(wish.loads ?? '');
    const wrong = 'wrongLine' in read ? read.wrongLine : undefined;
    setWrongLine(wrong);
    if (wrong === undefined) deed.submit(wish);
  };
  if (site === undefined) return null;
  return (
    <Panel title={t('hosts.balance.title')}>
      <p className="muted">{t('hosts.balance.sub')}</p>
      <FormBox<Wish>
        key={site}
        handle={handle}
        initial={{ siteId: site, threshold: 5, pointsPer100Gb: 10, moves: 10 }}
        onSubmit={submit}
      >
        <div className="two">
          <SelectField
            name="siteId"
            label={t('racks.site')}
            required={t('common.required')}
            choices={sites.map((each) => ({ value: each.id, label: each.name }))}
          />
          <NumberField
            name="threshold"
            label={t('hosts.balance.threshold')}
            hint={t('hosts.balance.thresholdHint')}
            min={1}
            max={100}
            required={t('common.required')}
          />
          <NumberField
            name="pointsPer100Gb"
            label={t('hosts.balance.price')}
            hint={t('hosts.balance.priceHint')}
            min={0}
            max={10_000}
            required={t('common.required')}
          />
          <NumberField name="moves" label={t('hosts.balance.most')} min={1} max={100} required={t('common.required')} />
        </div>
        <AreaField name="loads" label={t('hosts.balance.loads')} hint={t('hosts.balance.loadsHint')} />
        {wrongLine === undefined ? null : (
          <p className="bad" role="alert">
            {t('hosts.balance.wrongLine', { line: wrongLine })}
          </p>
        )}
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy} testId="advise">
          {t('hosts.balance.advise')}
        </Button>
      </FormBox>
      {deed.result ? <Advice advice={deed.result} /> : null}
      {deed.result && deed.result.moves.length > 0 ? <Propose advice={deed.result} siteId={site} /> : null}
    </Panel>
  );
}

/** The moves as a wave that somebody has to approve. */
function Propose({ advice, siteId }: { readonly advice: RebalancingAdvice; readonly siteId: number }) {
  const { t } = useWords();
  const reason = useReason();
  const [open, setOpen] = useState(false);
  const moves = advice.moves.map((move) => ({ instanceId: move.instanceId, hostId: move.to.hostId }));
  return (
    <div>
      <Button reason={reason('operations')} testId="propose-moves" onClick={() => setOpen(true)}>
        {t('placing.waves.propose')}
      </Button>
      {open ? (
        <FormDialog
          title={t('placing.waves.propose')}
          fields={[{ name: 'reason', label: t('placing.reason'), maxLength: 500, wide: true }]}
          run={(values) => placing.begin({ ...values, kind: 'REBALANCE', siteId, moves })}
          stale={['/admin/v1/waves']}
          done={t('placing.waves.proposed')}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}

function Advice({ advice }: { readonly advice: RebalancingAdvice }) {
  const { t, number, locale } = useWords();
  const points = (value: number) => number(value, 1);
  const change = (side: HostLoad) => `${points(side.before)} → ${points(side.after)} %`;
  const side = (each: HostLoad) => (
    <>
      <Link to={paths.host(each.hostId)}>{each.host}</Link> <span className="muted small">{change(each)}</span>
    </>
  );
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{t(`hosts.balance.stop.${advice.stop}`)}</strong>{' '}
        {t('hosts.balance.summary', {
          by: t(`hosts.balance.by.${advice.by}`),
          hosts: advice.hosts,
          guests: advice.guests,
          before: points(advice.imbalance),
          after: points(advice.imbalanceAfter),
          threshold: points(advice.threshold),
        })}
        {advice.by === 'MEASURED' ? ` ${t('hosts.balance.measured', { count: advice.measured })}` : ''}
      </p>
      {advice.moves.length === 0 ? null : (
        <PlainTable<AdvisedMove>
          name="rebalancing"
          label={t('hosts.balance.moves')}
          rows={advice.moves}
          rowKey={(move) => String(move.instanceId)}
          columns={[
            {
              key: 'guest',
              title: t('shell.nav.guests'),
              text: (move) => move.label,
              render: (move) => <Link to={paths.guest(move.instanceId)}>{move.label}</Link>,
            },
            {
              key: 'from',
              title: t('hosts.balance.from'),
              text: (move) => move.from.host,
              render: (move) => side(move.from),
            },
            { key: 'to', title: t('hosts.balance.to'), text: (move) => move.to.host, render: (move) => side(move.to) },
            {
              key: 'copy',
              title: t('hosts.balance.copy'),
              numeric: true,
              text: (move) => String(move.copyMb),
              render: (move) => formatMemory(move.copyMb, locale),
            },
            {
              key: 'gain',
              title: t('hosts.balance.gain'),
              numeric: true,
              text: (move) => String(move.gain),
              render: (move) => points(move.gain),
            },
            {
              key: 'cost',
              title: t('hosts.balance.cost'),
              numeric: true,
              text: (move) => String(move.cost),
              render: (move) => points(move.cost),
            },
            {
              key: 'after',
              title: t('hosts.balance.imbalance'),
              numeric: true,
              text: (move) => String(move.imbalanceAfter),
              render: (move) => points(move.imbalanceAfter),
            },
          ]}
        />
      )}
      <PlainTable<HostLoad>
        name="host-loads"
        label={t('hosts.balance.loadsOfHosts')}
        rows={advice.loads}
        rowKey={(load) => String(load.hostId)}
        columns={[
          {
            key: 'host',
            title: t('hosts.name'),
            text: (load) => load.host,
            render: (load) => <Link to={paths.host(load.hostId)}>{load.host}</Link>,
          },
          ...(['before', 'after'] as const).map((when) => ({
            key: when,
            title: t(`hosts.balance.${when}`),
            text: (load: HostLoad) => String(load[when]),
            render: (load: HostLoad) => (
              <Bar
                label={`${load.host}: ${t(`hosts.balance.${when}`)}`}
                share={load[when] / 100}
                text={`${points(load[when])} %`}
              />
            ),
          })),
        ]}
      />
    </div>
  );
}
