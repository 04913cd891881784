import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { contentQueries, contents } from '../../../api/contents.ts';
import { tenantQueries, type IpJson, type Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import { Button, Empty, Panel, Scroll, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { ADDRESSES_STALE, AddRange, MoveAddress, ShareAddresses } from './AddressForms.tsx';
import { PrivateNets, Ranges } from './PrivateNets.tsx';

type Doing = { readonly what: 'add' | 'share' | 'range' } | { readonly what: 'name' | 'move'; readonly ip: IpJson };

/** A machine's addresses, and the firewalls before it. */
export function Network({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const [doing, setDoing] = useState<Doing>();
  const ips = useQuery(tenantQueries.machineIps(machine.id));
  if (isLost(ips)) return <FailureNotice error={ips.error} onRetry={() => void ips.refetch()} />;
  if (ips.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const own = [...ips.data.ipv4.public, ...ips.data.ipv4.private];
  const shared = ips.data.ipv4.shared ?? [];
  const rows = [
    ...own,
    ...shared,
    ...[ips.data.ipv6?.slaac, ips.data.ipv6?.link_local].filter((ip) => ip !== null && ip !== undefined),
  ];
  return (
    <div className="stack">
      <Panel
        title={t('console.addresses')}
        extra={
          <span className="row">
            <Button reason={reason('own')} testId="share-addresses" onClick={() => setDoing({ what: 'share' })}>
              {t('console.share')}
            </Button>
            <Button reason={reason('own')} testId="add-address" onClick={() => setDoing({ what: 'add' })}>
              {t('console.addAddress')}
            </Button>
          </span>
        }
      >
        {rows.length === 0 ? (
          <Empty title={t('creation.noAddress')} />
        ) : (
          <Addresses
            machine={machine}
            rows={rows}
            own={own}
            shared={shared}
            onDo={(what, ip) => setDoing({ what, ip })}
          />
        )}
      </Panel>
      <PrivateNets machine={machine} />
      <Ranges link={ips.data.ipv6?.link_local?.address} onAdd={() => setDoing({ what: 'range' })} />
      <Firewalls machine={machine} />
      {doing ? <Form machine={machine} doing={doing} shared={shared} onClose={() => setDoing(undefined)} /> : null}
    </div>
  );
}

interface AddressesProps {
  readonly machine: Machine;
  readonly rows: readonly IpJson[];
  /** Those that may be given back. */
  readonly own: readonly IpJson[];
  /** Those of other machines that it answers for as well. */
  readonly shared: readonly IpJson[];
  readonly onDo: (what: 'name' | 'move', ip: IpJson) => void;
}

function Addresses({ machine, rows, own, shared, onDo }: AddressesProps) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const drop = useDeed<string>({
    run: (address) => contents.dropAddress(machine.id, address),
    stale: ADDRESSES_STALE,
    done: (_, address) => t('console.addressGone', { address }),
  });
  const ask = (address: string) =>
    say.ask({
      title: t('console.askAddress', { address }),
      text: t('console.askAddressText'),
      yes: t('common.delete'),
      no: t('common.cancel'),
      danger: true,
      run: () => drop.mutateAsync(address),
    });
  return (
    // What scrolls must be reachable by keyboard, even where no cell takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <Scroll label={t('console.addresses')}>
      <table className="plain cards">
        <caption className="sr-only">{t('machines.tabs.network')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('machines.address')}</th>
            <th scope="col">{t('creation.kind')}</th>
            <th scope="col">{t('creation.gateway')}</th>
            <th scope="col" className="numeric">
              {t('creation.prefix')}
            </th>
            <th scope="col">{t('creation.rdns')}</th>
            <th scope="col">{t('common.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((ip) => (
            <tr key={ip.address}>
              <td className="with-copy" data-first="">
                <Mono>{ip.address}</Mono>
                <CopyButton text={ip.address} />
              </td>
              <td data-label={t('creation.kind')}>
                {ip.type} · {ip.public ? t('creation.public') : t('creation.private')}
                {shared.includes(ip) ? ` · ${t('console.sharedKind')}` : ''}
              </td>
              <td data-label={t('creation.gateway')}>
                <Mono>{ip.gateway ?? '–'}</Mono>
              </td>
              <td className="numeric" data-label={t('creation.prefix')}>
                /{ip.prefix}
              </td>
              <td data-label={t('creation.rdns')}>{ip.rdns ?? '–'}</td>
              <td>
                {own.includes(ip) ? (
                  <span className="row">
                    {ip.public ? (
                      <>
                        <Button reason={reason('own')} onClick={() => onDo('name', ip)}>
                          {t('console.rdns')}
                        </Button>
                        <Button reason={reason('own')} onClick={() => onDo('move', ip)}>
                          {t('console.move')}
                        </Button>
                      </>
                    ) : null}
                    <Button
                      reason={reason('own') ?? (own.length === 1 ? t('console.lastAddress') : undefined)}
                      onClick={() => ask(ip.address)}
                    >
                      {t('common.delete')}
                    </Button>
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Firewalls({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const query = useQuery(contentQueries.firewalls(machine.id));
  const rows = query.data?.data ?? [];
  return (
    <Panel title={t('console.firewalls')}>
      {query.error ? (
        <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <p className="muted">{t('console.noFirewall')}</p>
      ) : (
        <ul className="event-lines">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={paths.firewall(row.id)}>{row.label}</Link>{' '}
              <span className="muted">{t(row.status === 'enabled' ? 'firewalls.on' : 'firewalls.off')}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface DoingFormProps {
  readonly machine: Machine;
  readonly doing: Doing;
  readonly shared: readonly IpJson[];
  readonly onClose: () => void;
}

function Form({ machine, doing, shared, onClose }: DoingFormProps) {
  const { t } = useWords();
  if (doing.what === 'move') return <MoveAddress machine={machine} ip={doing.ip} onClose={onClose} />;
  if (doing.what === 'share') return <ShareAddresses machine={machine} shared={shared} onClose={onClose} />;
  if (doing.what === 'range') return <AddRange machine={machine} onClose={onClose} />;
  if (doing.what === 'name') {
    return (
      <FormDialog
        title={t('console.rdnsOf', { address: doing.ip.address })}
        submit={t('common.save')}
        fields={[
          {
            name: 'rdns',
            label: t('creation.rdns'),
            kind: 'mono',
            wide: true,
            optional: true,
            maxLength: 253,
            hint: t('console.rdnsHint'),
          },
        ]}
        initial={{ rdns: doing.ip.rdns ?? '' }}
        run={({ rdns }) => contents.nameAddress(doing.ip.address, typeof rdns === 'string' ? rdns : null)}
        stale={ADDRESSES_STALE}
        done={t('console.rdnsKept')}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t('console.addAddress')}
      fields={[
        {
          name: 'public',
          label: t('creation.kind'),
          kind: 'choice',
          wide: true,
          choices: [
            { value: 'yes', label: t('creation.public') },
            { value: 'no', label: t('creation.private') },
          ],
        },
      ]}
      initial={{ public: 'yes' }}
      run={(values, key) => contents.addAddress(machine.id, { type: 'ipv4', public: values['public'] === 'yes' }, key)}
      stale={ADDRESSES_STALE}
      done={t('console.addressAdded')}
      onClose={onClose}
    />
  );
}
