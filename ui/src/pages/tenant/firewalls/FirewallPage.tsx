import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { firewall, firewallQueries, type Firewall } from '../../../api/firewalls.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Panel, State, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { Devices } from './Devices.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { Versions } from './Versions.tsx';

export const STALE = ['/v4/networking/firewalls'];

/** A firewall: its rules, the machines behind it, and the versions its rules had. */
export default function FirewallPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const asOf = useAsOf();
  const [editing, setEditing] = useState(false);
  const query = useQuery({ ...firewallQueries.one(id, asOf), placeholderData: keepPreviousData });
  const removal = useDeed({
    run: () => firewall.remove(id),
    stale: STALE,
    done: t('firewalls.deleted'),
    after: () => go(paths.firewalls()),
  });
  const turn = useDeed<'enabled' | 'disabled'>({
    run: (status) => firewall.change(id, { status }),
    stale: STALE,
    done: t('firewalls.changed'),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const row = query.data;
  if (row === undefined) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const off = reason('own');
  const on = row.status === 'enabled';
  return (
    <div className="stack">
      <PageHead
        title={row.label}
        crumbs={[{ text: t('firewalls.title'), to: paths.firewalls() }]}
        actions={
          <>
            <Button reason={off} onClick={() => setEditing(true)}>
              {t('firewalls.edit')}
            </Button>
            <Button
              reason={off}
              onClick={() =>
                on
                  ? say.ask({
                      title: t('firewalls.askOff', { label: row.label }),
                      text: t('firewalls.askOffText', { count: row.entities.length }),
                      yes: t('firewalls.turnOff'),
                      no: t('common.cancel'),
                      danger: true,
                      run: () => turn.mutateAsync('disabled'),
                    })
                  : turn.mutate('enabled')
              }
            >
              {t(on ? 'firewalls.turnOff' : 'firewalls.turnOn')}
            </Button>
            <Button
              kind="danger"
              reason={off}
              onClick={() =>
                say.ask({
                  title: t('firewalls.askDelete', { label: row.label }),
                  text: t('firewalls.askOffText', { count: row.entities.length }),
                  yes: t('common.delete'),
                  no: t('common.cancel'),
                  danger: true,
                  run: () => removal.mutateAsync(),
                })
              }
            >
              {t('common.delete')}
            </Button>
          </>
        }
      />
      <Panel title={t('firewalls.firewall')}>
        <Facts
          facts={[
            {
              label: t('firewalls.state'),
              value: <State shape={on ? 'running' : 'off'} text={t(on ? 'firewalls.on' : 'firewalls.off')} />,
            },
            { label: t('firewalls.version'), value: row.rules.version },
            { label: t('firewalls.inboundPolicy'), value: t(`firewalls.${row.rules.inbound_policy}`) },
            { label: t('firewalls.outboundPolicy'), value: t(`firewalls.${row.rules.outbound_policy}`) },
            { label: t('firewalls.fingerprint'), value: <span className="mono">{row.rules.fingerprint}</span> },
            { label: t('firewalls.created'), value: <When at={row.created} style="exact" /> },
          ]}
        />
      </Panel>
      <RuleEditor row={row} off={off} />
      <Devices row={row} off={off} />
      <Versions row={row} off={off} />
      {editing ? <Edit row={row} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

function Edit({ row, onClose }: { readonly row: Firewall; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('firewalls.edit')}
      submit={t('common.save')}
      fields={[
        { name: 'label', label: t('firewalls.label'), maxLength: 32, hint: t('firewalls.labelHint'), wide: true },
      ]}
      initial={{ label: row.label }}
      run={(values) => firewall.change(row.id, values)}
      stale={STALE}
      done={t('firewalls.changed')}
      onClose={onClose}
    />
  );
}
