import { Link } from '../components/Link.tsx';
import { useWords } from '../components/words.tsx';
import { Empty } from '../ui/index.ts';
import { paths } from '../util/paths.ts';

/** An address that leads nowhere, or to something this person may not see. */
export function NotHere() {
  const { t } = useWords();
  return (
    <Empty title={t('shell.notHere')}>
      <p>{t('shell.notHereWhy')}</p>
      <Link to={paths.home()}>{t('shell.goHome')}</Link>
    </Empty>
  );
}
