import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Host } from '../../../api/admin-types.ts';
import { gpuQueries, gpus, type FoundGpu, type Gpu } from '../../../api/gpus.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog, type Values } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Empty, Panel, TableSkeleton, Tag, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory } from '../../../util/units.ts';

const STALE = ['/admin/v1/hosts', '/admin/v1/host-gpus', '/admin/v1/history', '/admin/v1/plan-room'];

/** What the form begins with; a GPU of the book has a number. */
interface Draft {
  readonly id?: number;
  readonly values: Values;
}

/** The GPUs of a host with the guests that have them, and what the host itself says that it has. */
export function HostGpus({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const [draft, setDraft] = useState<Draft>();
  return (
    <div className="stack">
      <Booked host={host} onDraft={setDraft} />
      {host.uri && asOf === undefined ? <Found host={host} onDraft={setDraft} /> : null}
      {draft ? (
        <FormDialog<Gpu>
          title={t(draft.id === undefined ? 'gpus.add' : 'gpus.change')}
          submit={t('common.save')}
          fields={[
            { name: 'model', label: t('gpus.model'), hint: t('gpus.modelHint'), maxLength: 60 },
            { name: 'address', label: t('gpus.address'), hint: t('gpus.addressHint'), kind: 'mono', maxLength: 12 },
            { name: 'memoryMb', label: t('machines.memory'), kind: 'number', unit: 'MiB', min: 128 },
            {
              name: 'sliceType',
              label: t('gpus.sliceType'),
              hint: t('gpus.sliceTypeHint'),
              kind: 'mono',
              optional: true,
              maxLength: 60,
            },
            { name: 'slices', label: t('gpus.slices'), kind: 'number', optional: true, min: 1, max: 256 },
          ]}
          initial={draft.values}
          run={(values) => gpus.save(host.id, draft.id, values)}
          stale={STALE}
          done={t('gpus.saved')}
          onClose={() => setDraft(undefined)}
        />
      ) : null}
    </div>
  );
}

interface PartProps {
  readonly host: Host;
  readonly onDraft: (draft: Draft) => void;
}

function Booked({ host, onDraft }: PartProps) {
  const { t, number, locale } = useWords();
  const say = useSay();
  const reason = useReason();
  const query = useQuery(gpuQueries.of(host.id, useAsOf()));
  const remove = useDeed<Gpu>({
    run: (gpu) => gpus.remove(host.id, gpu.id),
    stale: STALE,
    done: t('gpus.removed'),
  });
  const ask = (gpu: Gpu) =>
    say.ask({
      title: t('gpus.askRemove', { model: gpu.model, address: gpu.address }),
      text: t('gpus.askRemoveText'),
      yes: t('gpus.remove'),
      no: t('common.cancel'),
      danger: true,
      run: () => remove.mutateAsync(gpu),
    });
  const held = (gpu: Gpu) => gpu.free < gpu.parts.length;
  const off = (gpu: Gpu) => reason('inventory') ?? (held(gpu) ? t('gpus.isHeld') : undefined);
  const offer = (gpu: Gpu) =>
    gpu.sliceType ? t('gpus.sliced', { count: gpu.slices, type: gpu.sliceType }) : t('gpus.whole');
  return (
    <Panel
      title={t('gpus.title')}
      extra={
        <Button reason={reason('inventory')} onClick={() => onDraft({ values: {} })}>
          {t('gpus.add')}
        </Button>
      }
      flush
    >
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={5} label={t('gpus.title')} /> : null}
      {query.data?.data.length === 0 ? <Empty title={t('gpus.none')} /> : null}
      {query.data && query.data.data.length > 0 ? (
        <PlainTable<Gpu>
          name="host-gpus"
          label={t('gpus.title')}
          rows={query.data.data}
          rowKey={(gpu) => String(gpu.id)}
          columns={[
            { key: 'model', title: t('gpus.model'), text: (gpu) => gpu.model },
            {
              key: 'address',
              title: t('gpus.address'),
              text: (gpu) => gpu.address,
              render: (gpu) => <code>{gpu.address}</code>,
            },
            {
              key: 'memory',
              title: t('machines.memory'),
              numeric: true,
              text: (gpu) => String(gpu.memoryMb),
              render: (gpu) => formatMemory(gpu.memoryMb, locale),
            },
            { key: 'offered', title: t('gpus.offered'), text: offer },
            {
              key: 'free',
              title: t('gpus.free'),
              numeric: true,
              text: (gpu) => `${number(gpu.free)} / ${number(gpu.parts.length)}`,
            },
            {
              key: 'holders',
              title: t('gpus.holders'),
              text: (gpu) => gpu.parts.map((part) => part.instanceId ?? '').join(' '),
              render: (gpu) => <Holders gpu={gpu} />,
            },
            {
              key: 'actions',
              title: t('common.actions'),
              text: () => '',
              render: (gpu) => (
                <div className="row">
                  <Button
                    reason={off(gpu)}
                    onClick={() =>
                      onDraft({
                        id: gpu.id,
                        values: {
                          model: gpu.model,
                          address: gpu.address,
                          memoryMb: gpu.memoryMb,
                          ...(gpu.sliceType ? { sliceType: gpu.sliceType, slices: gpu.slices } : {}),
                        },
                      })
                    }
                  >
                    {t('gpus.change')}
                  </Button>
                  <Button reason={off(gpu)} busy={remove.isPending} onClick={() => ask(gpu)}>
                    {t('gpus.remove')}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      ) : null}
    </Panel>
  );
}

function Holders({ gpu }: { readonly gpu: Gpu }) {
  const { t } = useWords();
  const parts = gpu.parts.filter((part) => typeof part.instanceId === 'number');
  if (parts.length === 0) return <>–</>;
  return (
    <>
      {parts.map((part) => (
        <div key={part.slice}>
          <Link to={paths.guest(part.instanceId ?? 0)}>{part.instanceId}</Link>
          {part.slice > 0 ? <span className="muted"> {t('gpus.slice', { slice: part.slice })}</span> : null}
        </div>
      ))}
    </>
  );
}

const KIND = { AS_BOOKED: 'plain', NOT_BOOKED: 'warn', NOT_THERE: 'warn', NO_SUCH_SLICES: 'warn' } as const;

function Found({ host, onDraft }: PartProps) {
  const { t } = useWords();
  const reason = useReason();
  const found = useQuery({
    queryKey: [`/admin/v1/host-gpus/${host.id}/found`],
    queryFn: () => gpus.found(host.id),
    retry: false,
  });
  return (
    <Panel
      title={t('gpus.found')}
      extra={
        <Button kind="quiet" busy={found.isFetching} onClick={() => void found.refetch()}>
          {t('gpus.look')}
        </Button>
      }
      flush
    >
      {found.error ? <FailureNotice error={found.error} /> : null}
      {found.isPending ? <TableSkeleton columns={4} label={t('gpus.found')} /> : null}
      {found.data?.data.length === 0 ? <Empty title={t('gpus.foundNone')} /> : null}
      {found.data && found.data.data.length > 0 ? (
        <PlainTable<FoundGpu>
          name="host-gpus-found"
          label={t('gpus.found')}
          rows={found.data.data}
          rowKey={(gpu) => gpu.address}
          columns={[
            {
              key: 'address',
              title: t('gpus.address'),
              text: (gpu) => gpu.address,
              render: (gpu) => <code>{gpu.address}</code>,
            },
            { key: 'model', title: t('gpus.model'), text: (gpu) => `${gpu.vendor} ${gpu.model}`.trim() },
            {
              key: 'slices',
              title: t('gpus.canGive'),
              text: (gpu) =>
                gpu.slices.map((type) => `${type.id} (${type.name}) × ${type.available}`).join(', ') || '–',
            },
            {
              key: 'state',
              title: t('gpus.beside'),
              text: (gpu) => t(`gpus.states.${gpu.state}`),
              render: (gpu) => <Tag kind={KIND[gpu.state]}>{t(`gpus.states.${gpu.state}`)}</Tag>,
            },
            {
              key: 'actions',
              title: t('common.actions'),
              text: () => '',
              render: (gpu) =>
                gpu.state === 'NOT_BOOKED' ? (
                  <Button
                    reason={reason('inventory')}
                    onClick={() => onDraft({ values: { model: gpu.model.slice(0, 60), address: gpu.address } })}
                  >
                    {t('gpus.accept')}
                  </Button>
                ) : null,
            },
          ]}
        />
      ) : null}
    </Panel>
  );
}
