import { useQuery } from '@tanstack/react-query';
import { tenantQueries } from '../../../api/tenant.ts';
import { CopyButton } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Code, Panel } from '../../../ui/index.ts';
import { sshCommand } from '../access/ConsolesOverSsh.tsx';

/** What opens this machine's console in a terminal; nothing where consoles do not open over SSH. */
export function ConsoleOverSsh({ label }: { readonly label: string }) {
  const { t } = useWords();
  const profile = useQuery(tenantQueries.profile());
  const gateway = useQuery(tenantQueries.consoleGateway());
  if (!profile.data || !gateway.data || profile.data.lish_auth_method === 'disabled') return null;
  const command = sshCommand(gateway.data, profile.data.username, label);
  return command === undefined ? null : (
    <Panel title={t('console.sshOfMachine')} extra={<CopyButton text={command} />}>
      <Code text={command} />
    </Panel>
  );
}
