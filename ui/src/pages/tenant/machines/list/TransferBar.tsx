import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { transferQuery } from '../../../../api/listed.ts';
import { useWords } from '../../../../components/words.tsx';
import { Bar, Button, Dialog } from '../../../../ui/index.ts';

const share = (used: number, quota: number) => (quota === 0 ? 0 : used / quota);

/** How much of the month's traffic is used up, and by which region. */
export function TransferBar() {
  const { t, number } = useWords();
  const [open, setOpen] = useState(false);
  const query = useQuery(transferQuery());
  const pool = query.data;
  if (pool === undefined || pool.quota === 0) return null;
  const text = (of: { readonly used: number; readonly quota: number }) =>
    t('machines.transferOf', { used: number(of.used), quota: number(of.quota) });
  return (
    <div className="row transfer" data-testid="transfer">
      <span>{t('machines.transfer')}</span>
      <Bar label={t('machines.transfer')} share={share(pool.used, pool.quota)} text={text(pool)} warnAt={0.8} />
      {pool.billable > 0 ? <span>{t('machines.transferOver', { billable: number(pool.billable) })}</span> : null}
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('machines.byRegion')}
      </Button>
      <Dialog open={open} title={t('machines.transfer')} onClose={() => setOpen(false)}>
        <div className="stack">
          {pool.region_transfers.map((region) => (
            <div key={region.id}>
              <strong>{region.id}</strong>
              <Bar label={region.id} share={share(region.used, region.quota)} text={text(region)} warnAt={0.8} />
            </div>
          ))}
          <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
        </div>
      </Dialog>
    </div>
  );
}
