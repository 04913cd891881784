import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/http.ts';
import { tenantQueries } from '../../api/tenant.ts';
import { volume, volumeQueries, type BlockVolume } from '../../api/volumes.ts';
import { useDeed, useReason } from '../../components/act.tsx';
import { useAsOf } from '../../components/asOf.tsx';
import { useAskedFor } from '../../components/asked.ts';
import { FormDialog, type FieldOf } from '../../components/FormDialog.tsx';
import { Link } from '../../components/Link.tsx';
import { Needing } from '../../components/rights.tsx';
import { useWords, When } from '../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, Panel, State, useSay } from '../../ui/index.ts';
import { paths } from '../../util/paths.ts';
import { MountVolume } from './MountVolume.tsx';

const STALE = ['/v4/volumes'];
const GIB_LEAST = 10;
const GIB_MOST = 16_384;

type Asked = 'create' | 'attach' | 'resize' | 'copy' | 'rename';
type Doing = Asked | 'mount';

/** Volumes that outlive the machines they are attached to. */
export function BlockVolumes() {
  const { t } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const isAsked = useAskedFor() && reason('own') === undefined;
  const [doing, setDoing] = useState<{ readonly what: Doing; readonly row?: BlockVolume } | undefined>(
    isAsked ? { what: 'create' } : undefined,
  );
  const query = useQuery({
    ...volumeQueries.all(usePaging('blocks'), asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (latest) =>
      latest.state.data?.data.some((row) => row.status === 'creating' || row.status === 'resizing') ? 2_000 : false,
  });
  const off = reason('own');
  const state = (row: BlockVolume) => {
    if (row.failure !== null) return { shape: 'failed', text: t('blocks.failed', { cause: row.failure }) } as const;
    if (row.status === 'active') {
      return row.linode_id !== null && !row.io_ready
        ? ({ shape: 'moving', text: t('blocks.underWay') } as const)
        : ({ shape: 'running', text: t('blocks.active') } as const);
    }
    return row.status === 'offline'
      ? ({ shape: 'off', text: t('blocks.offline') } as const)
      : ({ shape: 'moving', text: t('blocks.underWay') } as const);
  };
  const columns: readonly Column<BlockVolume>[] = [
    {
      key: 'label',
      title: t('blocks.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => row.label,
    },
    {
      key: 'state',
      title: t('blocks.status'),
      text: (row) => state(row).text,
      order: byText((row) => state(row).text),
      render: (row) => <State {...state(row)} />,
    },
    {
      key: 'size',
      title: t('blocks.size'),
      numeric: true,
      text: (row) => String(row.size),
      order: byNumber((row) => row.size),
      render: (row) => `${row.size} GiB`,
    },
    {
      key: 'machine',
      title: t('blocks.machine'),
      text: (row) => row.linode_label ?? '',
      order: byText((row) => row.linode_label ?? ''),
      render: (row) =>
        row.linode_id === null ? (
          '–'
        ) : (
          <Link to={paths.machine(row.linode_id)}>{row.linode_label ?? row.linode_id}</Link>
        ),
    },
    {
      key: 'region',
      title: t('blocks.region'),
      text: (row) => row.region,
      order: byText((row) => row.region),
      render: (row) => row.region,
    },
    {
      key: 'created',
      title: t('blocks.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => (
        <Needing need={{ kind: 'volume', id: row.id }}>
          <Acts row={row} mayNotAdd={off} onDo={(what) => setDoing({ what, row })} />
        </Needing>
      ),
    },
  ];
  return (
    <Panel title={t('blocks.blocks')}>
      <QueryTable<BlockVolume>
        name="blocks"
        label={t('blocks.blocks')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={off} onClick={() => setDoing({ what: 'create' })}>
            {t('blocks.create')}
          </Button>
        }
        empty={
          <Empty title={t('blocks.noBlocks')}>
            <p>{t('blocks.noBlocksNext')}</p>
            <Code text="linode-cli volumes create --label data --size 20 --region REGION" />
          </Empty>
        }
      />
      {doing === undefined ? null : doing.what !== 'mount' ? (
        <Form what={doing.what} row={doing.row} onClose={() => setDoing(undefined)} />
      ) : doing.row ? (
        <MountVolume row={doing.row} onClose={() => setDoing(undefined)} />
      ) : null}
    </Panel>
  );
}

interface ActsProps {
  readonly row: BlockVolume;
  /** Why no volume may be made, a copy neither. */
  readonly mayNotAdd: string | undefined;
  readonly onDo: (what: Doing) => void;
}

/** What may be done with a volume as it is; what may not says why. */
function Acts({ row, mayNotAdd, onDo }: ActsProps) {
  const { t } = useWords();
  const off = useReason()('own');
  const say = useSay();
  const detach = useDeed({ run: () => volume.detach(row.id, newKey()), stale: STALE, done: t('blocks.detached') });
  const removal = useDeed({ run: () => volume.remove(row.id), stale: STALE, done: t('blocks.deleted') });
  const attached = row.linode_id !== null;
  const busy = off ?? (row.status === 'active' ? undefined : t('blocks.notNow'));
  const ask = (title: string, yes: string, run: () => Promise<unknown>) =>
    say.ask({ title, text: t('blocks.askText'), yes, no: t('common.cancel'), danger: true, run });
  return (
    <span className="row">
      {attached ? (
        <Button
          reason={busy}
          onClick={() =>
            ask(t('blocks.askDetach', { label: row.label }), t('blocks.detach'), () => detach.mutateAsync())
          }
        >
          {t('blocks.detach')}
        </Button>
      ) : (
        <Button reason={busy} onClick={() => onDo('attach')}>
          {t('blocks.attach')}
        </Button>
      )}
      <Button reason={busy} onClick={() => onDo('resize')}>
        {t('blocks.resize')}
      </Button>
      <Button reason={mayNotAdd ?? busy} onClick={() => onDo('copy')}>
        {t('blocks.copy')}
      </Button>
      <Button onClick={() => onDo('mount')}>{t('blocks.mount')}</Button>
      <Button reason={off} onClick={() => onDo('rename')}>
        {t('blocks.rename')}
      </Button>
      <Button
        kind="danger"
        reason={off ?? (attached ? t('blocks.detachFirst') : undefined)}
        onClick={() =>
          ask(t('blocks.askDelete', { label: row.label }), t('common.delete'), () => removal.mutateAsync())
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}

interface FormProps {
  readonly what: Asked;
  readonly row: BlockVolume | undefined;
  readonly onClose: () => void;
}

function Form({ what, row, onClose }: FormProps) {
  const { t } = useWords();
  const machines = useQuery(tenantQueries.machines());
  const regions = useQuery(tenantQueries.regions());
  const label: FieldOf = { name: 'label', label: t('blocks.label'), maxLength: 32, hint: t('blocks.labelHint') };
  const size: FieldOf = {
    name: 'size',
    label: t('blocks.size'),
    kind: 'number',
    unit: 'GiB',
    min: row === undefined ? GIB_LEAST : row.size + 1,
    max: GIB_MOST,
  };
  const region: FieldOf = {
    name: 'region',
    label: t('blocks.region'),
    kind: 'choice',
    loading: regions.isPending,
    choices: (regions.data?.data ?? []).map(({ id, label: name }) => ({ value: id, label: `${name} (${id})` })),
  };
  const machine: FieldOf = {
    name: 'linode_id',
    label: t('blocks.machine'),
    kind: 'choice',
    wide: true,
    loading: machines.isPending,
    choices: (machines.data?.data ?? [])
      .filter((each) => row === undefined || each.region === row.region)
      .map((each) => ({ value: String(each.id), label: each.label })),
  };
  const id = row?.id ?? 0;
  const forms = {
    create: {
      fields: [label, size, region],
      run: (values: Values, key: string) => volume.create(values, key),
      initial: { size: 20 },
    },
    attach: {
      fields: [machine],
      run: (values: Values, key: string) => volume.attach(id, Number(values['linode_id']), key),
      initial: {},
    },
    resize: { fields: [size], run: (values: Values, key: string) => volume.resize(id, values, key), initial: {} },
    copy: { fields: [label], run: (values: Values, key: string) => volume.copy(id, values, key), initial: {} },
    rename: {
      fields: [label],
      run: (values: Values) => volume.rename(id, values),
      initial: { label: row?.label ?? '' },
    },
  } as const;
  const form = forms[what];
  return (
    <FormDialog<BlockVolume>
      title={t(`blocks.${what}`)}
      fields={form.fields}
      initial={form.initial}
      run={form.run}
      stale={STALE}
      done={t('blocks.asked')}
      onClose={onClose}
    />
  );
}

type Values = Readonly<Record<string, unknown>>;
