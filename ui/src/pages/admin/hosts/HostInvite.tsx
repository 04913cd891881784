import { useState } from 'react';
import type { Host } from '../../../api/admin-types.ts';
import { hostLink, type HostInvitation } from '../../../api/hosts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton } from '../../../components/failure.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Code, Dialog, Notice } from '../../../ui/index.ts';

/** The command that makes a machine this host: made on demand, since it holds a token for one machine. */
export function HostInvite({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const reason = useReason();
  const [made, setMade] = useState<HostInvitation>();
  const deed = useDeed({ run: () => hostLink.invite(host.id), stale: [], after: setMade });
  const origin = window.location.origin;
  const plain = origin.startsWith('http:') ? ' --plain' : '';
  const command = `curl -fsS ${origin}/admin/v1/host-join | sh -s -- ${origin} ${made?.token ?? ''}${plain}`;
  return (
    <>
      <Button busy={deed.isPending} reason={reason('inventory')} onClick={() => deed.mutate()} testId="host-invite">
        {t('hosts.link.invite')}
      </Button>
      <Dialog
        open={made !== undefined}
        title={t('hosts.link.inviteTitle', { name: host.name })}
        width={720}
        onClose={() => setMade(undefined)}
      >
        <p>{t('hosts.link.inviteText')}</p>
        <Code text={command} />
        <p>
          <CopyButton text={command} label={t('hosts.link.inviteCopy')} /> {t('hosts.link.inviteUntil')}{' '}
          {made ? <When at={made.expiresAt} style="exact" /> : null}
        </p>
        {plain === '' ? null : (
          <Notice kind="warn" title={t('hosts.link.invitePlain')}>
            {t('hosts.link.invitePlainText')}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
