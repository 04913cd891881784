import { FailureNotice } from '../components/failure.tsx';

/** The portal does not answer: nothing else can be shown. */
export function Unreachable({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <main className="sign-in">
      <FailureNotice error={error} onRetry={onRetry} />
    </main>
  );
}
