import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Address } from '../../../api/admin-types.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Bar,
  Button,
  Dialog,
  Empty,
  FormBox,
  NumberField,
  Panel,
  TableSkeleton,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';
import { CutPrefixes } from './CutPrefixes.tsx';
import { PrefixOutlook } from './PrefixOutlook.tsx';

const FILES = [
  'dnsmasq.conf',
  'dhcpd.conf',
  'kea-dhcp4.json',
  'forward.zone',
  'reverse.zone',
  'addresses.nft',
  'addresses.ipset',
  'addresses.rsc',
] as const;

export default function PrefixPage() {
  const id = Number(useParams()['id']);
  const { t, number } = useWords();
  const say = useSay();
  const asOf = useAsOf();
  const reason = useReason();
  const [taking, setTaking] = useState(false);
  const prefix = useQuery({ ...adminQueries.prefix(id, asOf), placeholderData: keepPreviousData });
  const query = useQuery({ ...adminQueries.prefixAddresses(id, asOf), placeholderData: keepPreviousData });
  const history = useQuery(adminQueries.history(`prefix-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const release = useDeed<string>({
    run: (address) => admin.releaseAddress(address, id),
    stale: ['/admin/v1/prefixes', '/admin/v1/history'],
    done: (_, address) => t('addresses.released', { address }),
  });
  const ask = (row: Address) =>
    say.ask({
      title: t('addresses.askRelease', { address: row.address }),
      text: row.holder ? t('addresses.askReleaseHeld', { holder: row.holder }) : t('addresses.askReleaseText'),
      yes: t('addresses.release'),
      no: t('common.cancel'),
      danger: true,
      run: () => release.mutateAsync(row.address),
    });
  const instanceOf = (row: Address) => /^instance-(\d+)$/.exec(row.holder)?.[1];
  const columns: readonly Column<Address>[] = [
    {
      key: 'address',
      title: t('machines.address'),
      text: (row) => row.address,
      order: byText((row) => row.address),
      render: (row) => (
        <Link to={paths.address(row.address)}>
          <span className="mono">{row.address}</span>
        </Link>
      ),
    },
    {
      key: 'state',
      title: t('addresses.state'),
      text: (row) => t(`addresses.states.${row.state}`),
      render: (row) => t(`addresses.states.${row.state}`),
    },
    {
      key: 'holder',
      title: t('addresses.holder'),
      text: (row) => row.holder,
      order: byText((row) => row.holder),
      render: (row) => {
        const instance = instanceOf(row);
        return instance ? <Link to={paths.guest(Number(instance))}>{row.holder}</Link> : row.holder;
      },
    },
    { key: 'note', title: t('addresses.note'), text: (row) => row.note ?? '', render: (row) => row.note ?? '–' },
    {
      key: 'since',
      title: t('addresses.since'),
      text: (row) => row.since,
      order: byText((row) => row.since),
      render: (row) => <When at={row.since} />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (row) => (
        <Button reason={reason('inventory', instanceOf(row) ? 'held' : undefined)} onClick={() => ask(row)}>
          {t('addresses.release')}
        </Button>
      ),
    },
  ];
  if (isLost(prefix)) return <FailureNotice error={prefix.error} onRetry={() => void prefix.refetch()} />;
  if (prefix.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const { cidr, used, size, resting } = prefix.data;
  return (
    <div className="stack">
      <PageHead
        title={cidr}
        crumbs={[{ text: t('shell.nav.addresses'), to: paths.addresses() }]}
        actions={
          <Button kind="primary" reason={reason('inventory')} onClick={() => setTaking(true)}>
            {prefix.data.container ? t('addresses.cutDo') : t('addresses.take')}
          </Button>
        }
      />
      <Panel>
        <div className="fill-row">
          <span>{t('addresses.used')}</span>
          <Bar label={t('addresses.used')} share={share(used, size)} text={`${number(used)} / ${number(size)}`} />
          {resting > 0 ? <span>{t('addresses.resting', { count: resting })}</span> : null}
        </div>
      </Panel>
      {prefix.data.container ? null : (
        <Panel title={t('addresses.files')}>
          <p>{t('addresses.filesHint')}</p>
          <ul className="plain">
            {FILES.map((file) => (
              <li key={file}>
                <a
                  className="mono"
                  href={`/admin/v1/network/files/${file}?prefixId=${id}${asOf === undefined ? '' : `&asOf=${encodeURIComponent(asOf)}`}`}
                  download={file}
                >
                  {file}
                </a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <PrefixOutlook id={id} container={prefix.data.container} />
      {prefix.data.container ? null : (
        <>
          <ChangesSince kind="address" prefixId={id} />
          <QueryTable<Address>
            name="addresses"
            label={t('addresses.taken')}
            query={query}
            columns={columns}
            rowKey={(row) => String(row.assignmentId)}
            empty={<Empty title={t('addresses.noneTaken')} />}
          />
        </>
      )}
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} travel />
      </Panel>
      {prefix.data.container ? (
        taking ? (
          <CutPrefixes container={prefix.data} onClose={() => setTaking(false)} />
        ) : null
      ) : (
        <Take id={id} open={taking} onClose={() => setTaking(false)} />
      )}
    </div>
  );
}

interface Wish {
  readonly count?: number;
  readonly address?: string;
  readonly note?: string;
  readonly owner?: string;
}

function Take({ id, open, onClose }: { readonly id: number; readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ count, address, note, owner }, key) =>
      admin.takeAddresses(
        id,
        {
          ...(address ? { address } : { count: count ?? 1 }),
          ...(note ? { note } : {}),
          ...(owner ? { owner, role: 'RESERVATION' } : {}),
        },
        key,
      ),
    stale: ['/admin/v1/prefixes', '/admin/v1/history'],
    done: t('addresses.tookDone'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('addresses.take')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ count: 1 }} onSubmit={deed.submit}>
        <div className="two">
          <NumberField name="count" label={t('addresses.count')} min={1} max={256} hint={t('addresses.countHint')} />
          <TextField name="address" label={t('addresses.named')} hint={t('addresses.namedHint')} maxLength={45} mono />
        </div>
        <TextField name="owner" label={t('addresses.reserveFor')} hint={t('addresses.reserveHint')} maxLength={80} />
        <TextField name="note" label={t('addresses.note')} maxLength={200} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('addresses.take')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
