import { useQuery } from '@tanstack/react-query';
import { firewall, firewallQueries, type Firewall } from '../../../api/firewalls.ts';
import { useDeed } from '../../../components/act.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, useSay } from '../../../ui/index.ts';
import { STALE } from './FirewallPage.tsx';

interface VersionsProps {
  readonly row: Firewall;
  readonly off: string | undefined;
}

/** The versions that a firewall's rules had; any may be made the rules of now. */
export function Versions({ row, off }: VersionsProps) {
  const { t } = useWords();
  const say = useSay();
  const query = useQuery(firewallQueries.versions(row.id));
  const again = useDeed<Firewall>({
    run: (then) => firewall.setRules(row.id, then.rules),
    stale: STALE,
    done: t('firewalls.rulesKept'),
  });
  const version = (then: Firewall) => then.rules.version;
  const columns: readonly Column<Firewall>[] = [
    {
      key: 'version',
      title: t('firewalls.version'),
      numeric: true,
      text: (then) => String(version(then)),
      order: byNumber(version),
      render: version,
    },
    {
      key: 'rules',
      title: t('firewalls.rules'),
      text: (then) => then.rules.fingerprint,
      render: (then) =>
        t('firewalls.rulesThen', { inbound: then.rules.inbound.length, outbound: then.rules.outbound.length }),
    },
    {
      key: 'fingerprint',
      title: t('firewalls.fingerprint'),
      text: (then) => then.rules.fingerprint,
      render: (then) => <span className="mono">{then.rules.fingerprint}</span>,
    },
    {
      key: 'last',
      title: t('firewalls.shownLast'),
      text: (then) => then.updated,
      render: (then) => <When at={then.updated} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (then) => (
        <Button
          reason={off ?? (version(then) === row.rules.version ? t('firewalls.isNow') : undefined)}
          onClick={() =>
            say.ask({
              title: t('firewalls.askAgain', { version: version(then) }),
              text: t('firewalls.askAgainText'),
              yes: t('firewalls.again'),
              no: t('common.cancel'),
              run: () => again.mutateAsync(then),
            })
          }
        >
          {t('firewalls.again')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<Firewall>
      name="firewall-versions"
      label={t('firewalls.versions')}
      query={query}
      columns={columns}
      rowKey={(then) => String(version(then))}
      empty={<Empty title={t('firewalls.noRules')} />}
    />
  );
}
