import { Tabs as AntTabs } from 'antd';
import type { ReactNode } from 'react';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Tabs; one that is not there, as an old link may name, is the first. */
export function Tabs({
  tabs,
  active,
  onChange,
}: {
  readonly tabs: readonly Tab[];
  readonly active: string;
  readonly onChange: (key: string) => void;
}) {
  return (
    <AntTabs
      activeKey={tabs.some((tab) => tab.key === active) ? active : (tabs[0]?.key ?? active)}
      destroyOnHidden
      onChange={onChange}
      items={tabs.map((tab) => ({ key: tab.key, label: tab.label, children: tab.content }))}
    />
  );
}
