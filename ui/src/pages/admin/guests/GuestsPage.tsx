import { useShowsPast } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { GuestTable } from './GuestTable.tsx';

export default function GuestsPage() {
  const { t } = useWords();
  useShowsPast();
  return (
    <>
      <PageHead title={t('shell.nav.guests')} sub={t('guests.sub')} />
      <GuestTable />
    </>
  );
}
