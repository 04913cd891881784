import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { staffSignIns, type StaffSignIn } from '../../api/people.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { useWords, When } from '../../components/words.tsx';
import { QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Empty, State } from '../../ui/index.ts';

const OUTCOMES = {
  LET_IN: 'console.loginOk',
  PASSWORD_WRONG: 'console.loginPassword',
  CODE_WRONG: 'console.loginCode',
  ELSEWHERE: 'console.loginElsewhere',
} as const;

/** Who tried to sign in as oneself. */
export default function SignInsPage() {
  const { t } = useWords();
  const query = useQuery({ ...staffSignIns(usePaging('sign-ins')), placeholderData: keepPreviousData });
  const outcome = (row: StaffSignIn) => t(OUTCOMES[row.outcome]);
  const how = ({ withCode }: StaffSignIn) =>
    typeof withCode === 'boolean' ? t(withCode ? 'console.byCode' : 'console.byPassword') : '–';
  const columns: readonly Column<StaffSignIn>[] = [
    {
      key: 'at',
      title: t('console.at'),
      text: (row) => row.at,
      render: (row) => <When at={row.at} style="exact" />,
    },
    {
      key: 'from',
      title: t('console.from'),
      text: (row) => row.address,
      render: (row) => <span className="mono">{row.address}</span>,
    },
    { key: 'how', title: t('console.how'), text: how, render: how },
    {
      key: 'outcome',
      title: t('console.outcome'),
      text: outcome,
      render: (row) => <State shape={row.outcome === 'LET_IN' ? 'done' : 'failed'} text={outcome(row)} />,
    },
  ];
  return (
    <>
      <PageHead title={t('shell.signIns')} sub={t('console.signInsHint')} />
      <QueryTable<StaffSignIn>
        name="sign-ins"
        label={t('shell.signIns')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        empty={<Empty title={t('console.noLogins')} />}
      />
    </>
  );
}
