import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { imageQueries } from '../../../api/images.ts';
import { people } from '../../../api/people.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { volumeQueries } from '../../../api/volumes.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useLeave } from '../../../components/leave.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePresent } from '../../../components/session.tsx';
import { notTheName } from '../../../components/typing.ts';
import { useWords } from '../../../components/words.tsx';
import { Button, Notice, Panel } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const ALL = { page: 1, pageSize: 500 } as const;

/** How much of what still stands in the account, and where; nothing while it is asked for. */
function useLeft():
  | readonly { readonly kind: 'machines' | 'volumes' | 'images'; readonly count: number; readonly to: string }[]
  | undefined {
  const machines = useQuery(tenantQueries.machines());
  const volumes = useQuery(volumeQueries.all(ALL));
  const images = useQuery(imageQueries.own(ALL));
  if (!machines.data || !volumes.data || !images.data) return undefined;
  return [
    { kind: 'machines' as const, count: machines.data.results, to: paths.machines() },
    { kind: 'volumes' as const, count: volumes.data.results, to: paths.volumes() },
    { kind: 'images' as const, count: images.data.results, to: paths.images() },
  ].filter(({ count }) => count > 0);
}

/** The way out: the account is closed for everybody in it. */
export function CloseAccount() {
  const { t } = useWords();
  const reason = useReason();
  const [closing, setClosing] = useState(false);
  return (
    <Panel title={t('closing.title')}>
      <p>{t('closing.text')}</p>
      <Button kind="danger" reason={reason('own')} testId="close-account" onClick={() => setClosing(true)}>
        {t('closing.title')}
      </Button>
      {closing ? <Closing onClose={() => setClosing(false)} /> : null}
    </Panel>
  );
}

function Closing({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const leave = useLeave();
  const left = useLeft();
  const name = person.tenantName ?? person.username;
  return (
    <FormDialog
      title={t('closing.title')}
      fields={[
        { name: 'comments', label: t('closing.comments'), kind: 'area', optional: true, wide: true, maxLength: 2000 },
        { name: 'sure', label: t('machines.typeBefore', { text: name }), kind: 'mono', wide: true, maxLength: 100 },
      ]}
      run={({ sure, ...values }, key) =>
        sure === name
          ? people.closeAccount(values, key).then(leave)
          : Promise.reject(notTheName(t('closing.notTheName')))
      }
      stale={[]}
      done={t('closing.done')}
      onClose={onClose}
      renderBeside={() => (
        <>
          {left && left.length > 0 ? (
            <Notice kind="bad" title={t('closing.left')}>
              <ul>
                {left.map(({ kind, count, to }) => (
                  <li key={kind}>
                    <Link to={to}>{t(`closing.kinds.${kind}`, { count })}</Link>
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <Notice kind="warn" title={t('closing.everybody')}>
            {t('closing.lastInvoice')}
          </Notice>
        </>
      )}
    />
  );
}
