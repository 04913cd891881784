import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentQueries } from '../../../api/contents.ts';
import { image, imageQueries, type OwnImage } from '../../../api/images.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Needing } from '../../../components/rights.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, State, useSay } from '../../../ui/index.ts';
import { formatMemory } from '../../../util/units.ts';
import { SendImage } from './SendImage.tsx';

export const STALE = ['/v4/images'];
/** Seldom enough for several windows of a person, whose calls are counted together. */
const POLL_MS = 5_000;
const POLL_BESIDE_HINTS_MS = 10_000;

type Doing = { readonly what: 'capture' | 'send' } | { readonly what: 'edit' | 'place'; readonly row: OwnImage };

/** A tenant's own images, and those that others share with it. */
export default function ImagesPage() {
  const { t, locale } = useWords();
  const reason = useReason();
  const { live } = usePresent();
  const isAsked = useAskedFor() && reason('own') === undefined;
  const [doing, setDoing] = useState<Doing | undefined>(isAsked ? { what: 'capture' } : undefined);
  const query = useQuery({
    ...imageQueries.own(usePaging('images')),
    placeholderData: keepPreviousData,
    refetchInterval: (latest) =>
      latest.state.data?.data.some((row) => !row.is_public && row.status === 'creating')
        ? live
          ? POLL_BESIDE_HINTS_MS
          : POLL_MS
        : false,
  });
  const off = reason('own');
  const columns: readonly Column<OwnImage>[] = [
    {
      key: 'label',
      title: t('images.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => row.label,
    },
    {
      key: 'id',
      title: t('images.id'),
      text: (row) => row.id,
      order: byText((row) => row.id),
      render: (row) => <span className="mono">{row.id}</span>,
    },
    {
      key: 'status',
      title: t('images.status'),
      text: (row) => t(`images.${row.status}`),
      order: byText((row) => row.status),
      render: (row) => (
        <State shape={row.status === 'available' ? 'running' : 'moving'} text={t(`images.${row.status}`)} />
      ),
    },
    {
      key: 'size',
      title: t('images.size'),
      numeric: true,
      text: (row) => String(row.size),
      order: byNumber((row) => row.size),
      render: (row) => (row.size === 0 ? '–' : formatMemory(row.size, locale)),
    },
    {
      key: 'regions',
      title: t('images.regions'),
      text: (row) => row.regions.map(({ region }) => region).join(' '),
      render: (row) =>
        row.regions
          .map(({ region, status }) => (status === 'available' ? region : `${region} (${t(`images.${row.status}`)})`))
          .join(', '),
    },
    {
      key: 'created',
      title: t('images.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) =>
        row.type === 'shared' ? (
          t('images.shared')
        ) : (
          <Needing need={{ kind: 'image', id: numberOf(row) }}>
            <Acts row={row} onDo={(what) => setDoing({ what, row })} />
          </Needing>
        ),
    },
  ];
  return (
    <>
      <PageHead
        title={t('images.title')}
        actions={
          <>
            <Button reason={off} onClick={() => setDoing({ what: 'send' })}>
              {t('images.send')}
            </Button>
            <Button
              kind="primary"
              icon={<Icon name="plus" />}
              reason={off}
              onClick={() => setDoing({ what: 'capture' })}
            >
              {t('images.capture')}
            </Button>
          </>
        }
      />
      <QueryTable<OwnImage>
        name="images"
        label={t('images.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => row.id}
        empty={
          <Empty title={t('images.empty')}>
            <p>{t('images.emptyNext')}</p>
            <Code text="linode-cli image-upload --label golden --region REGION disk.img.gz" />
          </Empty>
        }
      />
      {doing?.what === 'capture' ? <Capture onClose={() => setDoing(undefined)} /> : null}
      {doing?.what === 'send' ? <SendImage onClose={() => setDoing(undefined)} /> : null}
      {doing?.what === 'edit' ? <Edit row={doing.row} onClose={() => setDoing(undefined)} /> : null}
      {doing?.what === 'place' ? <Place row={doing.row} onClose={() => setDoing(undefined)} /> : null}
    </>
  );
}

/** Grants name images by the number in their id, `private/12`. */
const numberOf = (row: OwnImage) => Number(row.id.slice(row.id.indexOf('/') + 1));

interface ActsProps {
  readonly row: OwnImage;
  readonly onDo: (what: 'edit' | 'place') => void;
}

function Acts({ row, onDo }: ActsProps) {
  const { t } = useWords();
  const off = useReason()('own');
  const say = useSay();
  const removal = useDeed({ run: () => image.remove(row.id), stale: STALE, done: t('images.deleted') });
  return (
    <span className="row">
      <Button reason={off} onClick={() => onDo('edit')}>
        {t('images.edit')}
      </Button>
      <Button
        reason={off ?? (row.status === 'available' ? undefined : t('images.notReady'))}
        onClick={() => onDo('place')}
      >
        {t('images.place')}
      </Button>
      <Button
        kind="danger"
        reason={off}
        onClick={() =>
          say.ask({
            title: t('images.askDelete', { label: row.label }),
            text: t('images.askDeleteText'),
            yes: t('common.delete'),
            no: t('common.cancel'),
            danger: true,
            run: () => removal.mutateAsync(),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}

function Capture({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [machine, setMachine] = useState<number>();
  const machines = useQuery(tenantQueries.machines());
  const disks = useQuery({ ...contentQueries.disks(machine ?? 0), enabled: machine !== undefined });
  return (
    <FormDialog<OwnImage>
      title={t('images.capture')}
      fields={[
        {
          name: 'machine',
          label: t('images.machine'),
          kind: 'choice',
          loading: machines.isPending,
          choices: (machines.data?.data ?? []).map((each) => ({ value: each.id, label: each.label })),
        },
        {
          name: 'disk_id',
          label: t('images.disk'),
          kind: 'choice',
          loading: machine !== undefined && disks.isPending,
          choices: (disks.data?.data ?? []).map((each) => ({ value: each.id, label: each.label })),
        },
        { name: 'label', label: t('images.label'), maxLength: 50 },
        { name: 'description', label: t('images.description'), optional: true, maxLength: 1000, wide: true },
        { name: 'cloud_init', label: t('images.cloudInit'), kind: 'switch' },
      ]}
      onTyped={(values) => setMachine(typeof values['machine'] === 'number' ? values['machine'] : undefined)}
      run={({ machine: _machine, ...values }, key) => image.capture(values, key)}
      stale={STALE}
      done={t('images.capturing')}
      onClose={onClose}
    />
  );
}

function Edit({ row, onClose }: { readonly row: OwnImage; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog<OwnImage>
      title={t('images.edit')}
      fields={[
        { name: 'label', label: t('images.label'), maxLength: 50 },
        { name: 'description', label: t('images.description'), optional: true, maxLength: 1000, wide: true },
      ]}
      initial={{ label: row.label, description: row.description ?? '' }}
      run={(values) => image.change(row.id, values)}
      stale={STALE}
      done={t('images.edited')}
      onClose={onClose}
    />
  );
}

function Place({ row, onClose }: { readonly row: OwnImage; readonly onClose: () => void }) {
  const { t } = useWords();
  const regions = useQuery(tenantQueries.regions());
  return (
    <FormDialog<OwnImage>
      title={t('images.place')}
      fields={[
        {
          name: 'regions',
          label: t('images.regions'),
          kind: 'many',
          hint: t('images.placeHint'),
          loading: regions.isPending,
          choices: (regions.data?.data ?? []).map((each) => ({ value: each.id, label: each.label })),
        },
      ]}
      initial={{ regions: row.regions.map(({ region }) => region) }}
      run={(values, key) => image.place(row.id, values, key)}
      stale={STALE}
      done={t('images.placed')}
      onClose={onClose}
    />
  );
}
