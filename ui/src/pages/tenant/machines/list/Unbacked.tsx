import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { machineCan } from '../../../../api/can.ts';
import { tenantQueries, type Machine } from '../../../../api/tenant.ts';
import { useWords } from '../../../../components/words.tsx';
import { Button, Notice } from '../../../../ui/index.ts';
import { keep, kept } from '../../../../util/kept.ts';

const BackupsForAll = lazy(() => import('./BackupsForAll.tsx'));
const STORED = 'unbacked.notNow';

/** Offers backups for the machines that have none, where their region has room for them; "not now" is remembered. */
export function Unbacked({ machines }: { readonly machines: readonly Machine[] }) {
  const { t } = useWords();
  const [later, setLater] = useState(() => kept(STORED) !== undefined);
  const [open, setOpen] = useState(false);
  const regions = useQuery(tenantQueries.regions());
  const offered = new Set(
    (regions.data?.data ?? []).filter(({ capabilities }) => capabilities.includes('Backups')).map(({ id }) => id),
  );
  const without = machines.filter(
    (machine) =>
      !machine.backups.enabled && offered.has(machine.region) && machineCan.enableBackups(machine) === undefined,
  );
  if (later || without.length === 0) return null;
  return (
    <>
      <Notice
        kind="info"
        title={t('machines.unbacked', { count: without.length })}
        action={
          <span className="row">
            <Button testId="unbacked-all" onClick={() => setOpen(true)}>
              {t('machines.enableAll')}
            </Button>
            <Button
              kind="quiet"
              testId="unbacked-later"
              onClick={() => {
                keep(STORED, 'yes');
                setLater(true);
              }}
            >
              {t('machines.notNow')}
            </Button>
          </span>
        }
      />
      {open ? (
        <Suspense fallback={null}>
          <BackupsForAll machines={without} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
