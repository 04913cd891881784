import { useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { Tabs } from '../../../ui/index.ts';
import { Aggregates } from './Aggregates.tsx';
import { Groups } from './Groups.tsx';
import { Ranges } from './Ranges.tsx';
import { Resting } from './Resting.tsx';
import { Vlans } from './Vlans.tsx';
import { Vnis } from './Vnis.tsx';
import { Vrfs } from './Vrfs.tsx';

/** What the network numbers beside prefixes: VLANs and their groups, routing tables, VNIs, blocks, ranges, quarantine. */
export default function NumbersPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  useShowsPast();
  const tabs = [
    { key: 'vlans', of: 'vlan', content: <Vlans /> },
    { key: 'groups', of: 'vlan_group', content: <Groups /> },
    { key: 'vrfs', of: 'vrf', content: <Vrfs /> },
    { key: 'vnis', of: 'vni', content: <Vnis /> },
    { key: 'aggregates', of: 'aggregate', content: <Aggregates /> },
    { key: 'ranges', of: 'range', content: <Ranges /> },
    { key: 'resting', of: 'address', content: <Resting /> },
  ] as const;
  const active = tabs.find((tab) => tab.key === params.get('tab')) ?? tabs[0];
  return (
    <>
      <PageHead title={t('shell.nav.numbers')} />
      <ChangesSince kind={active.of} />
      <Tabs
        active={active.key}
        onChange={(key) => change({ tab: key === 'vlans' ? undefined : key })}
        tabs={tabs.map((tab) => ({
          key: tab.key,
          label: t(`numbers.tabs.${tab.key}`),
          content: tab.key === active.key ? tab.content : null,
        }))}
      />
    </>
  );
}
