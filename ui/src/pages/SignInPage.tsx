import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { ApiFailure } from '../api/errors.ts';
import { changePerson, session, type Person } from '../api/session.ts';
import { FailureNotice } from '../components/failure.tsx';
import { useWords } from '../components/words.tsx';
import { LanguageSwitch } from '../layouts/LanguageSwitch.tsx';
import { safeReturn } from '../util/paths.ts';

const isCodeNeeded = (error: unknown): boolean =>
  error instanceof ApiFailure && error.facts.code === 'tenancy.SECOND_FACTOR_NEEDED';

const takeKeyboard = (field: HTMLInputElement | null): void => field?.focus();

/** Sign-in uses plain fields: it is the first thing to load, and password tools know them best. */
export function SignInPage({ person }: { readonly person: Person | null }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [failure, setFailure] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t('shell.signIn')} · MyIDC`;
  }, [t]);
  if (person) return <Navigate to={safeReturn(params.get('to'))} replace />;
  const enter = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    session.open(username.trim(), password, code).then(
      (next) => changePerson(client, next),
      (error: unknown) => {
        setBusy(false);
        if (isCodeNeeded(error)) setCode('');
        else setFailure(error);
      },
    );
  };
  return (
    <main className="sign-in">
      <section className="panel">
        <div className="brand">
          <img src="/mark.svg" alt="" width="30" height="30" />
          <h1>MyIDC</h1>
        </div>
        <form onSubmit={enter} className="plain-form">
          <label htmlFor="username">{t('shell.username')}</label>
          <input
            id="username"
            name="username"
            autoComplete="username"
            required
            maxLength={100}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <label htmlFor="password">{t('shell.password')}</label>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          {code === undefined ? null : (
            <>
              <label htmlFor="code">{t('shell.code')}</label>
              <input
                id="code"
                name="code"
                autoComplete="one-time-code"
                aria-describedby="code-hint"
                required
                maxLength={64}
                value={code}
                ref={takeKeyboard}
                onChange={(event) => setCode(event.target.value)}
              />
              <small id="code-hint" className="muted">
                {t('shell.codeHint')}
              </small>
            </>
          )}
          {failure === undefined ? null : <FailureNotice error={failure} />}
          <button type="submit" className="primary" disabled={busy} data-testid="sign-in">
            {busy ? t('shell.signingIn') : t('shell.signIn')}
          </button>
        </form>
        <div className="row spread">
          <LanguageSwitch />
        </div>
      </section>
    </main>
  );
}
