import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { isLost } from '../../../api/again.ts';
import {
  IMPORT_FORMATS,
  inventory,
  inventoryQueries,
  type ImportBatch,
  type ImportFormat,
} from '../../../api/inventory.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Empty, Panel, Pick, Progress, Scroll, TableSkeleton, Tabs, Tag } from '../../../ui/index.ts';
import { DiscoveryAgents } from './DiscoveryAgents.tsx';
import { Drifts } from './Drifts.tsx';
import { useSite } from './site.tsx';

const STALE = ['/admin/v1/imports', '/admin/v1/racks', '/admin/v1/devices', '/admin/v1/drifts'];
const MOVING: ReadonlySet<string> = new Set(['UPLOADED', 'CHECKING', 'APPLYING', 'UNDOING']);
const POLL_MS = 1_500;

export default function ImportsPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.imports')} />
      <Tabs
        active={params.get('tab') ?? 'batches'}
        onChange={(key) => change({ tab: key === 'batches' ? undefined : key })}
        tabs={[
          {
            key: 'batches',
            label: t('inventory.batches'),
            content: (
              <div className="stack">
                <Upload />
                <Batches />
                <Exports />
              </div>
            ),
          },
          { key: 'drift', label: t('inventory.drift'), content: <Drifts /> },
          { key: 'agents', label: t('inventory.agents'), content: <DiscoveryAgents /> },
        ]}
      />
    </>
  );
}

function Upload() {
  const { t } = useWords();
  const reason = useReason();
  const state = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [format, setFormat] = useState<ImportFormat>('DEVICES');
  const [site, setSite] = useState<number>();
  const deed = useDeed<void, ImportBatch>({
    run: () => inventory.upload(file as File, format, site),
    stale: STALE,
    done: t('inventory.uploaded'),
    after: () => {
      setFile(undefined);
      if (input.current) input.current.value = '';
    },
  });
  return (
    <Panel title={t('inventory.upload')}>
      <p className="muted">{t('inventory.uploadHint')}</p>
      <div className="pick-line">
        <label className="file-pick">
          {t('inventory.file')} <input ref={input} type="file" onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        <Pick<ImportFormat>
          label={t('inventory.format')}
          value={format}
          clear={false}
          width={320}
          choices={IMPORT_FORMATS.map((each) => ({ value: each, label: t(`inventory.formats.${each}`) }))}
          onChange={(value) => setFormat(value ?? 'DEVICES')}
        />
        <Pick
          label={t('inventory.siteForAll')}
          value={site}
          placeholder={t('inventory.fromFile')}
          choices={state.all.map((each) => ({ value: each.id, label: each.name }))}
          onChange={setSite}
        />
        <Button
          kind="primary"
          busy={deed.isPending}
          reason={reason('inventory') ?? (file === undefined ? t('inventory.noFile') : undefined)}
          onClick={() => deed.mutate()}
        >
          {t('inventory.tryIt')}
        </Button>
      </div>
    </Panel>
  );
}

function Batches() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const query = useQuery({
    ...inventoryQueries.imports(asOf),
    refetchInterval: (last) =>
      asOf === undefined && last.state.data?.data.some((batch) => MOVING.has(batch.state)) ? POLL_MS : false,
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={5} label={t('common.loading')} />;
  const batches = query.data.data;
  const chosen = batches.find((batch) => batch.id === Number(params.get('batch')));
  if (batches.length === 0)
    return (
      <Empty title={t('inventory.noBatches')}>
        <p>{t('inventory.noBatchesNext')}</p>
      </Empty>
    );
  return (
    <>
      <Panel title={t('inventory.batches')} flush>
        <Scroll label={t('inventory.batches')}>
          <table className="plain">
            <caption className="sr-only">{t('inventory.batches')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('inventory.file')}</th>
                <th scope="col">{t('inventory.format')}</th>
                <th scope="col">{t('inventory.when')}</th>
                <th scope="col">{t('inventory.state')}</th>
                {(['good', 'same', 'bad', 'applied'] as const).map((key) => (
                  <th key={key} scope="col" className="numeric">
                    {t(`inventory.${key}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="sr-only">{t('common.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <tr key={batch.id}>
                  <th scope="row">
                    <Button kind="quiet" onClick={() => change({ batch: String(batch.id) })}>
                      {batch.name}
                    </Button>
                  </th>
                  <td>{t(`inventory.formats.${batch.format as ImportFormat}`)}</td>
                  <td>
                    <When at={batch.uploadedAt} />
                  </td>
                  <td>
                    <BatchState batch={batch} />
                  </td>
                  <td className="numeric">{number(batch.good)}</td>
                  <td className="numeric">{number(batch.same)}</td>
                  <td className="numeric">{number(batch.bad)}</td>
                  <td className="numeric">{number(batch.applied)}</td>
                  <td>
                    <Steps batch={batch} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </Panel>
      {chosen && asOf === undefined ? <Rows batch={chosen} /> : null}
    </>
  );
}

const STATES = [
  'UPLOADED',
  'CHECKING',
  'CHECKED',
  'APPLYING',
  'APPLIED',
  'UNDOING',
  'UNDONE',
  'INTERRUPTED',
  'FAILED',
] as const;

function BatchState({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useWords();
  const state = STATES.find((each) => each === batch.state) ?? 'UPLOADED';
  if (MOVING.has(state))
    return (
      <Progress
        label={t(`inventory.states.${state}`)}
        done={batch.done}
        total={Math.max(1, batch.rows)}
        text={t('inventory.rowsDone', { done: batch.done, rows: batch.rows })}
      />
    );
  return (
    <>
      <Tag kind={state === 'FAILED' ? 'bad' : state === 'INTERRUPTED' ? 'warn' : 'plain'}>
        {t(`inventory.states.${state}`)}
      </Tag>
      {batch.failure ? <div className="muted small">{batch.failure}</div> : null}
    </>
  );
}

function Steps({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useWords();
  const reason = useReason();
  const step = useDeed<'check' | 'apply' | 'undo', ImportBatch>({
    run: (which) => inventory.importStep(batch.id, which, which === 'apply' ? { leaveOutBad: batch.bad > 0 } : {}),
    stale: STALE,
  });
  const off = reason('inventory');
  return (
    <div className="pick-line">
      {batch.state === 'CHECKED' && batch.good > 0 ? (
        <Button kind="primary" busy={step.isPending} reason={off} onClick={() => step.mutate('apply')}>
          {t(batch.bad > 0 ? 'inventory.applyGood' : 'inventory.apply')}
        </Button>
      ) : null}
      {batch.applied > 0 && batch.state === 'APPLIED' ? (
        <Button busy={step.isPending} reason={off} onClick={() => step.mutate('undo')}>
          {t('inventory.undo')}
        </Button>
      ) : null}
      {batch.state === 'CHECKED' || batch.state === 'INTERRUPTED' || batch.state === 'UNDONE' ? (
        <Button busy={step.isPending} reason={off} onClick={() => step.mutate('check')}>
          {t('inventory.again')}
        </Button>
      ) : null}
    </div>
  );
}

const ROW_STATES = ['WAITING', 'UNREADABLE', 'GOOD', 'SAME', 'REFUSED', 'DOUBLE', 'APPLIED', 'UNDONE'] as const;

function Rows({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const state = ROW_STATES.find((each) => each === params.get('rows'));
  const query = useQuery(inventoryQueries.importRows(batch.id, state));
  const rows = query.data?.data ?? [];
  return (
    <Panel
      title={t('inventory.rowsOf', { name: batch.name })}
      extra={
        <Pick
          label={t('inventory.state')}
          value={state}
          choices={ROW_STATES.map((each) => ({ value: each, label: t(`inventory.rowStates.${each}`) }))}
          onChange={(value) => change({ rows: value })}
        />
      }
      flush
    >
      {query.error ? <FailureNotice error={query.error} /> : null}
      {rows.length === 0 ? (
        <Empty title={t('inventory.noRows')} />
      ) : (
        <Scroll label={t('inventory.rowsOf', { name: batch.name })}>
          <table className="plain">
            <caption className="sr-only">{t('inventory.rowsOf', { name: batch.name })}</caption>
            <thead>
              <tr>
                <th scope="col" className="numeric">
                  {t('inventory.line')}
                </th>
                <th scope="col">{t('inventory.state')}</th>
                <th scope="col">{t('inventory.column')}</th>
                <th scope="col">{t('inventory.says')}</th>
                <th scope="col">{t('inventory.made')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const known = ROW_STATES.find((each) => each === row.state) ?? 'WAITING';
                const bad = known === 'REFUSED' || known === 'UNREADABLE' || known === 'DOUBLE';
                return (
                  <tr key={row.line}>
                    <td className="numeric">{row.line}</td>
                    <td>
                      <Tag kind={bad ? 'bad' : 'plain'}>{t(`inventory.rowStates.${known}`)}</Tag>
                    </td>
                    <td>{row.field ?? ''}</td>
                    <td>{row.message ?? Object.values(row.cells).slice(0, 5).join(' · ')}</td>
                    <td>{row.thing ?? ''}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

function Exports() {
  const { t } = useWords();
  const asOf = useAsOf();
  const lists = [
    ['racks', 'RACKS'],
    ['devices', 'DEVICES'],
    ['device-types', 'DEVICE_TYPES'],
    ['device-types.yaml', 'DEVICE_TYPES_YAML'],
    ['module-types', 'MODULE_TYPES'],
    ['module-types.yaml', 'MODULE_TYPES_YAML'],
    ['prefixes', 'NETBOX_PREFIXES'],
    ['addresses', 'NETBOX_ADDRESSES'],
    ['hosts.txt', 'CEPH_HOSTS'],
    ['hosts.json', 'CEPH_HOSTS'],
  ] as const;
  return (
    <Panel title={t('inventory.exports')}>
      <p className="muted">{t('inventory.exportsHint')}</p>
      <ul className="link-list">
        {lists.map(([what, format]) => (
          <li key={what}>
            <a href={inventory.exportUrl(what, asOf)} download={what.includes('.') ? what : `${what}.csv`}>
              {t(`inventory.formats.${format}`)}
              {what.includes('.') && ` (${what.slice(what.indexOf('.') + 1)})`}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
