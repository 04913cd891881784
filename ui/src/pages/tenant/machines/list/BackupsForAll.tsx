import { useQuery } from '@tanstack/react-query';
import { contents, CONTENTS_STALE } from '../../../../api/contents.ts';
import { newKey } from '../../../../api/http.ts';
import { tenantQueries, type Machine, type Plan } from '../../../../api/tenant.ts';
import { useDeed } from '../../../../components/act.tsx';
import { useCurrency } from '../../../../components/money.ts';
import { MoneyText, useWords } from '../../../../components/words.tsx';
import { Button, Drawer } from '../../../../ui/index.ts';
import { sumDecimals } from '../../../../util/money.ts';
import { backupsIn } from '../planPrices.ts';

interface BackupsForAllProps {
  readonly machines: readonly Machine[];
  readonly onClose: () => void;
}

/** The machines without backups, what they would cost each and together, and one button for all. */
export default function BackupsForAll({ machines, onClose }: BackupsForAllProps) {
  const { t } = useWords();
  const currency = useCurrency();
  const plans = useQuery(tenantQueries.plans());
  const planOf = (machine: Machine): Plan | undefined => plans.data?.data.find((plan) => plan.id === machine.type);
  const priceOf = (machine: Machine): string | undefined => {
    const plan = planOf(machine);
    return plan === undefined ? undefined : backupsIn(plan, machine.region)?.monthly;
  };
  const prices = machines.map(priceOf).filter((price) => price !== undefined);
  const deed = useDeed({
    run: async () => {
      for (const machine of machines) await contents.enableBackups(machine.id, newKey());
    },
    stale: CONTENTS_STALE,
    done: t('machines.backupsAsked', { count: machines.length }),
    after: onClose,
  });
  return (
    <Drawer open title={t('machines.enableAll')} onClose={onClose}>
      <div className="stack">
        <p>{t('machines.unbackedWhat')}</p>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('machines.label')}</th>
              <th scope="col">{t('machines.plan')}</th>
              <th scope="col" className="numeric">
                {t('machines.backupsPrice')}
              </th>
            </tr>
          </thead>
          <tbody>
            {machines.map((machine) => {
              const price = priceOf(machine);
              return (
                <tr key={machine.id}>
                  <td>{machine.label}</td>
                  <td>{planOf(machine)?.label ?? machine.type}</td>
                  <td className="numeric">
                    {price === undefined ? '–' : <MoneyText money={{ amount: price, currency }} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('machines.allTogether')}
              </th>
              <td className="numeric">
                <strong>
                  <MoneyText money={{ amount: sumDecimals(prices), currency }} />
                </strong>
              </td>
            </tr>
          </tfoot>
        </table>
        <Button kind="primary" testId="backups-for-all" busy={deed.isPending} onClick={() => deed.mutate()}>
          {t('machines.enableAll')}
        </Button>
      </div>
    </Drawer>
  );
}
