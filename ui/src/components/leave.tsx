import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { changePerson, session } from '../api/session.ts';
import { useSay } from '../ui/index.ts';
import { paths } from '../util/paths.ts';
import { sentenceOf } from './failure.tsx';
import { useWords } from './words.tsx';

/** Ends the session and goes to where one signs in. */
export function useLeave(): () => void {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  return () => {
    session.close().then(
      () => {
        changePerson(client, null);
        void navigate(paths.signIn());
      },
      (error: unknown) => say.failed(t('shell.signOutFailed'), sentenceOf(error)),
    );
  };
}
