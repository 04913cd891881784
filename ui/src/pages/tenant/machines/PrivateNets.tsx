import { useQuery } from '@tanstack/react-query';
import { choiceQueries } from '../../../api/choices.ts';
import { contentQueries, contents, type Nic } from '../../../api/contents.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import { Button, Panel, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** The machine's places in private networks and VLANs, with its addresses there. */
export function PrivateNets({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const configs = useQuery(contentQueries.configs(machine.id));
  const vpcs = useQuery(choiceQueries.vpcs());
  const nics = (configs.data?.data ?? [])
    .flatMap((config) => config.interfaces)
    .filter((nic) => nic.purpose !== 'public')
    .filter((nic, index, all) => all.findIndex((other) => keyOf(other) === keyOf(nic)) === index);
  const name = (nic: Nic) => {
    const vpc = vpcs.data?.data.find(({ id }) => id === nic.vpc_id);
    const subnet = vpc?.subnets.find(({ id }) => id === nic.subnet_id);
    return vpc === undefined ? `VPC ${nic.vpc_id}` : `${vpc.label} / ${subnet?.label ?? nic.subnet_id}`;
  };
  return (
    <Panel title={t('console.nets')}>
      {configs.error ? (
        <FailureNotice error={configs.error} onRetry={() => void configs.refetch()} />
      ) : nics.length === 0 ? (
        <p className="muted">{t('console.noNets')}</p>
      ) : (
        <table className="plain" data-testid="nets">
          <thead>
            <tr>
              <th scope="col">{t('console.purpose')}</th>
              <th scope="col">{t('console.address')}</th>
              <th scope="col">{t('console.natAddress')}</th>
            </tr>
          </thead>
          <tbody>
            {nics.map((nic) => (
              <tr key={keyOf(nic)}>
                <td>
                  {nic.vpc_id === null ? `VLAN ${nic.label}` : <Link to={paths.network(nic.vpc_id)}>{name(nic)}</Link>}
                </td>
                <td>
                  <Told address={nic.ipv4?.vpc ?? nic.ipam_address} none={t('console.noAddressThere')} />
                </td>
                <td>
                  <Told address={nic.ipv4?.nat_1_1} none="–" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

const keyOf = (nic: Nic): string => `${nic.purpose} ${nic.vpc_id ?? nic.label} ${nic.subnet_id ?? ''}`;

function Told({ address, none }: { readonly address: string | null | undefined; readonly none: string }) {
  if (!address) return <span className="muted">{none}</span>;
  return (
    <span className="with-copy">
      <Mono>{address}</Mono>
      <CopyButton text={address} />
    </span>
  );
}

/** Blocks of IPv6 that are routed to the machine. */
export function Ranges({ link, onAdd }: { readonly link: string | undefined; readonly onAdd: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const all = useQuery(contentQueries.ranges());
  const rows = (all.data?.data ?? []).filter((row) => row.route_target === link);
  const drop = useDeed<string>({
    run: (range) => contents.dropRange(range),
    stale: ['/v4/networking'],
    done: (_, range) => t('console.rangeGone', { range }),
  });
  return (
    <Panel
      title={t('console.ranges')}
      extra={
        <Button reason={reason('own')} testId="add-range" onClick={onAdd}>
          {t('console.addRange')}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p className="muted">{t('console.noRanges')}</p>
      ) : (
        <ul className="event-lines" data-testid="ranges">
          {rows.map((row) => (
            <li key={row.range} className="row">
              <Mono>
                {row.range}/{row.prefix}
              </Mono>
              <CopyButton text={`${row.range}/${row.prefix}`} />
              <Button
                reason={reason('own')}
                onClick={() =>
                  say.ask({
                    title: t('console.askRange', { range: `${row.range}/${row.prefix}` }),
                    text: t('console.askRangeText'),
                    yes: t('common.delete'),
                    no: t('common.cancel'),
                    danger: true,
                    run: () => drop.mutateAsync(row.range),
                  })
                }
              >
                {t('common.delete')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
