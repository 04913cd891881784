import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inventoryQueries, type Power, type PowerLine } from '../../../api/inventory.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { Bar, Button, Empty, Facts, Icon, Panel, Pick, Scroll, TableSkeleton, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';
import { PowerNodeForm } from './PowerNodeForm.tsx';
import { SitePick, Unknown, useSite } from './site.tsx';

export default function PowerPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const state = useSite();
  useShowsPast();
  const reason = useReason();
  const [installing, setInstalling] = useState(false);
  const siteId = state.site?.id ?? 0;
  const query = useQuery({
    ...inventoryQueries.power(siteId, asOf),
    enabled: siteId > 0,
    placeholderData: keepPreviousData,
  });
  const error = state.sites.error ?? query.error;
  if (error) return <FailureNotice error={error} onRetry={() => void query.refetch()} />;
  const power = query.data;
  return (
    <>
      <PageHead
        title={t('shell.nav.power')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory', siteId > 0 ? undefined : 'noSite')}
            onClick={() => setInstalling(true)}
          >
            {t('room.installNode')}
          </Button>
        }
      />
      {installing ? <PowerNodeForm siteId={siteId} onClose={() => setInstalling(false)} /> : null}
      <ChangesSince kind="POWER_NODES" />
      <div className="pick-line">
        <SitePick state={state} />
      </div>
      {state.sites.data && state.all.length === 0 ? (
        <Empty title={t('inventory.noSite')} />
      ) : power === undefined ? (
        <TableSkeleton columns={7} label={t('common.loading')} />
      ) : power.nodes.length === 0 ? (
        <Empty title={t('inventory.noPower')}>
          <p>{t('inventory.noPowerNext')}</p>
        </Empty>
      ) : (
        <div className="stack">
          <Chain power={power} />
          <Lose power={power} siteId={siteId} />
          <Survives power={power} />
          <Exposed power={power} />
        </div>
      )}
    </>
  );
}

interface Indented {
  readonly line: PowerLine;
  readonly depth: number;
}

function Chain({ power }: { readonly power: Power }) {
  const { t, number, figure } = useWords();
  const below = (parent: number | null, depth: number): readonly Indented[] =>
    power.nodes
      .filter((line) => (line.node.parentId ?? null) === parent)
      .toSorted((left, right) => left.node.name.localeCompare(right.node.name))
      .flatMap((line) => [{ line, depth }, ...below(line.node.id, depth + 1)]);
  return (
    <Panel title={t('inventory.chain')} flush>
      <Scroll label={t('inventory.chain')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.chain')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('inventory.node')}</th>
              <th scope="col">{t('inventory.side')}</th>
              <th scope="col">{t('inventory.rating')}</th>
              <th scope="col" className="numeric">
                {t('inventory.usable')}
              </th>
              <th scope="col">{t('inventory.nameplate')}</th>
              <th scope="col" className="numeric">
                {t('inventory.budget')}
              </th>
              <th scope="col" className="numeric">
                {t('inventory.measured')}
              </th>
              <th scope="col" className="numeric">
                {t('inventory.peak')}
              </th>
              <th scope="col" className="numeric">
                {t('inventory.imbalance')}
              </th>
            </tr>
          </thead>
          <tbody>
            {below(null, 0).map(({ line, depth }) => (
              <tr key={line.node.id}>
                <th scope="row">
                  {'\u2003'.repeat(depth)}
                  <Link to={paths.powerNode(line.node.id)}>{line.node.name}</Link>{' '}
                  <span className="muted small">{t(`inventory.kinds.${line.node.kind}`)}</span>
                </th>
                <td>{line.side ?? '–'}</td>
                <td className="nowrap">
                  {`${line.node.phases} × ${line.node.volts} V · ${line.node.amps} A · ${line.node.deratingPercent} %`}
                </td>
                <td className="numeric">
                  {`${number(line.usableW)} W`}
                  {line.suppliedUsableW !== null && line.suppliedUsableW > line.usableW ? (
                    <div className="muted small">
                      {t('inventory.oversubscribed', { watts: number(line.suppliedUsableW) })}
                    </div>
                  ) : null}
                </td>
                <td>
                  <Bar
                    label={`${line.node.name}: ${t('inventory.nameplate')}`}
                    share={share(line.nameplateW, line.usableW)}
                    text={`${number(line.nameplateW)} W`}
                  />
                  <Unknown count={line.nameplateUnknown} />
                </td>
                <td className="numeric">
                  {`${number(line.budgetW)} W`}
                  <Unknown count={line.budgetUnknown} />
                </td>
                <td className="numeric">
                  {figure(line.node.measuredW, 'W')}
                  {line.node.alarm ? (
                    <div>
                      <Tag kind={line.node.alarm === 'CRITICAL' ? 'bad' : 'warn'}>
                        {t(`inventory.alarms.${line.node.alarm}`)}
                      </Tag>
                    </div>
                  ) : null}
                </td>
                <td className="numeric nowrap">
                  {line.peak ? `${number(line.peak.highestW)}, ${number(line.peak.percentile95W)} W` : '–'}
                </td>
                <td className="numeric">
                  {line.imbalancePercent === null ? '–' : `${number(line.imbalancePercent, 1)} %`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Lose({ power, siteId }: { readonly power: Power; readonly siteId: number }) {
  const { t, number } = useWords();
  const [params, change] = useSearchState();
  const lost = power.nodes.find((line) => line.node.id === Number(params.get('lost')));
  const outage = useQuery({ ...inventoryQueries.outage(siteId, lost?.node.id ?? 0), enabled: lost !== undefined });
  const deviceName = useDeviceNames([
    ...(outage.data?.outage.dark ?? []).slice(0, 50),
    ...(outage.data?.outage.weakened ?? []).slice(0, 50),
  ]);
  const name = (id: number) => power.nodes.find((line) => line.node.id === id)?.node.name ?? String(id);
  const devices = (ids: readonly number[]) =>
    ids.length === 0
      ? t('inventory.noneOf')
      : ids.slice(0, 50).map((id, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <DeviceLink id={id} name={deviceName} />
          </span>
        ));
  return (
    <Panel title={t('inventory.lose')}>
      <div className="pick-line">
        <Pick
          label={t('inventory.node')}
          value={lost?.node.id}
          choices={power.nodes.map((line) => ({ value: line.node.id, label: line.node.name }))}
          onChange={(value) => change({ lost: value?.toString() })}
        />
      </div>
      {outage.error ? <FailureNotice error={outage.error} /> : null}
      {outage.data === undefined || lost === undefined ? (
        <p className="muted">{t('inventory.loseHint')}</p>
      ) : (
        <div aria-live="polite">
          <p>{t('inventory.lost', { node: lost.node.name })}</p>
          <Facts
            columns={1}
            facts={[
              {
                label: t('inventory.overloads'),
                value:
                  outage.data.outage.overloads
                    .map((over) => `${name(over.nodeId)}: ${number(over.watts)} / ${number(over.usableW)} W`)
                    .join('; ') || t('inventory.noneOf'),
              },
              { label: t('inventory.dark'), value: devices(outage.data.outage.dark) },
              { label: t('inventory.weakened'), value: devices(outage.data.outage.weakened) },
            ]}
          />
        </div>
      )}
    </Panel>
  );
}

function Survives({ power }: { readonly power: Power }) {
  const { t, number } = useWords();
  if (power.racks.length === 0) return null;
  return (
    <Panel title={t('inventory.redundancy')} flush>
      <Scroll label={t('inventory.redundancy')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.redundancy')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('racks.name')}</th>
              <th scope="col">{t('inventory.sides')}</th>
              <th scope="col" className="numeric">
                {t('inventory.total')}
              </th>
              <th scope="col" className="numeric">
                {t('inventory.survives')}
              </th>
            </tr>
          </thead>
          <tbody>
            {power.racks.map((rack) => (
              <tr key={rack.rackId}>
                <th scope="row">
                  <Link to={paths.rack(rack.rackId)}>{rack.rackName}</Link>
                </th>
                <td>
                  {Object.entries(rack.redundancy.usableWBySide)
                    .map(([side, watts]) => `${side}: ${number(watts)} W`)
                    .join(', ')}
                </td>
                <td className="numeric">{`${number(rack.redundancy.totalW)} W`}</td>
                <td className="numeric">{`${number(rack.redundancy.survivingW)} W`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

const EXPOSED_MOST = 200;

function Exposed({ power }: { readonly power: Power }) {
  const { t, number } = useWords();
  const name = useDeviceNames(power.exposed.slice(0, EXPOSED_MOST).map((one) => one.deviceId));
  return (
    <Panel title={`${t('inventory.exposed')} (${number(power.exposed.length)})`} flush>
      <Scroll label={t('inventory.exposed')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.exposed')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('inventory.device')}</th>
              <th scope="col">{t('inventory.why')}</th>
            </tr>
          </thead>
          <tbody>
            {power.exposed.slice(0, EXPOSED_MOST).map((one) => (
              <tr key={one.deviceId}>
                <th scope="row">
                  <DeviceLink id={one.deviceId} name={name} tab="power" />
                </th>
                <td>{t(`inventory.weakness.${one.weakness}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
