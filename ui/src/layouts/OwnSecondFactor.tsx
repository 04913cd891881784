import { lazy, Suspense } from 'react';
import { needStaffWords } from '../i18n/index.ts';

const SecondFactor = lazy(async () => {
  const [dialog] = await Promise.all([import('../components/SecondFactor.tsx'), needStaffWords()]);
  return dialog;
});

/** The dialog with its words and its drawing of codes, loaded once it is wanted. */
export function OwnSecondFactor({ onClose }: { readonly onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <SecondFactor onClose={onClose} />
    </Suspense>
  );
}
