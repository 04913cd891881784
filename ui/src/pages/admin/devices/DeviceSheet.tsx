import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import type { Device } from '../../../api/admin-types.ts';
import { room, roomQueries, type Sheet } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/device-sheets', '/admin/v1/devices', '/admin/v1/power', '/admin/v1/history'];

type Doing = 'purchase' | 'budget' | 'attribute' | 'bays' | 'seat';

/** What was paid for a device and what it is worth, the power planned for it, its bays, and what is declared of it. */
export function DeviceSheet({ device }: { readonly device: Device }) {
  const { t, number, figure } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const [doing, setDoing] = useState<Doing>();
  const query = useQuery(roomQueries.sheet(device.id, asOf));
  const withdraw = useDeed<string>({
    run: (attribute) => room.fit(device.id, 'attributes', { attribute }),
    stale: STALE,
    done: t('room.withdrawn'),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const sheet = query.data;
  const { purchase, value } = sheet;
  const off = reason('inventory');
  const button = (what: Doing, text: string) => (
    <Button reason={off} onClick={() => setDoing(what)}>
      {text}
    </Button>
  );
  const attributes = Object.entries(sheet.attributes);
  return (
    <div className="stack">
      <Panel title={t('room.purchase')} extra={button('purchase', t('room.notePurchase'))}>
        {purchase ? (
          <Facts
            facts={[
              { label: t('room.cost'), value: <MoneyText money={purchase.cost} /> },
              { label: t('room.boughtOn'), value: purchase.boughtOn },
              { label: t('room.warranty'), value: purchase.warrantyUntil ?? t('common.unknown') },
              { label: t('room.supplier'), value: purchase.supplier ?? '–' },
              { label: t('room.contract'), value: purchase.contract ?? '–' },
              {
                label: t('room.depreciation'),
                value: t('room.depreciationOf', {
                  months: purchase.depreciationMonths,
                  percent: number(purchase.residualPercent, 2),
                }),
              },
              ...(value
                ? [
                    {
                      label: t('room.writtenOff', { day: value.on, months: value.months }),
                      value: <MoneyText money={value.depreciated} />,
                    },
                    { label: t('room.bookValue', { day: value.on }), value: <MoneyText money={value.bookValue} /> },
                  ]
                : []),
            ]}
          />
        ) : (
          <p className="muted">{t('room.noPurchase')}</p>
        )}
      </Panel>
      <Panel
        title={t('room.fitting')}
        extra={
          <>
            {button('budget', t('room.setBudget'))} {button('bays', t('room.setBays'))} {button('seat', t('room.seat'))}
          </>
        }
      >
        <Facts
          facts={[
            { label: t('inventory.budget'), value: figure(sheet.budgetW, 'W') },
            { label: t('room.bays'), value: typeof sheet.bays === 'number' ? sheet.bays : '–' },
            {
              label: t('room.seatedIn'),
              value: sheet.chassisId ? (
                <Link to={paths.device(sheet.chassisId)}>
                  {`#${sheet.chassisId} · ${t('inventory.bay', { bay: sheet.bay ?? '?' })}`}
                </Link>
              ) : (
                '–'
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('room.attributes')} extra={button('attribute', t('room.declare'))}>
        {attributes.length === 0 ? <p className="muted">{t('room.noAttributes')}</p> : null}
        <ul className="link-list">
          {attributes.map(([name, text]) => (
            <li key={name}>
              <span className="mono">{name}</span>: {text}{' '}
              <Button kind="quiet" reason={off} onClick={() => withdraw.mutate(name)}>
                {t('room.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
      <Life device={device} />
      {doing ? <SheetDialog device={device} sheet={sheet} doing={doing} onClose={() => setDoing(undefined)} /> : null}
    </div>
  );
}

/** The steps of its life; who took each is in its history. */
function Life({ device }: { readonly device: Device }) {
  const { t } = useWords();
  const steps = [
    ['ordered', device.orderedAt],
    ['received', device.receivedAt],
    ['racked', device.rackedAt],
    ['in_service', device.inServiceAt],
    ['retired', device.retiredAt],
  ] as const;
  return (
    <Panel title={t('room.life')}>
      <Facts
        facts={steps.map(([state, at]) => ({
          label: t(`states.names.${state}`),
          value: at ? <When at={at} style="exact" /> : '–',
        }))}
      />
    </Panel>
  );
}

interface DialogProps {
  readonly device: Device;
  readonly sheet: Sheet;
  readonly doing: Doing;
  readonly onClose: () => void;
}

function SheetDialog({ device, sheet, doing, onClose }: DialogProps) {
  const { t } = useWords();
  const common = { stale: STALE, done: t('room.sheetChanged'), onClose };
  switch (doing) {
    case 'purchase':
      return <PurchaseDialog device={device} sheet={sheet} onClose={onClose} />;
    case 'budget':
      return (
        <FormDialog<Sheet>
          {...common}
          title={t('room.setBudget')}
          fields={[
            {
              name: 'budgetW',
              label: t('inventory.budget'),
              kind: 'number',
              unit: 'W',
              optional: true,
              hint: t('room.budgetHint'),
            },
          ]}
          initial={typeof sheet.budgetW === 'number' ? { budgetW: sheet.budgetW } : {}}
          run={(values) => room.fit(device.id, 'budget', values)}
        />
      );
    case 'bays':
      return (
        <FormDialog<Sheet>
          {...common}
          title={t('room.setBays')}
          fields={[{ name: 'bays', label: t('room.bays'), kind: 'number', max: 200 }]}
          initial={{ bays: sheet.bays ?? 0 }}
          run={(values) => room.fit(device.id, 'bays', values)}
        />
      );
    case 'seat':
      return (
        <FormDialog<Sheet>
          {...common}
          title={t('room.seat')}
          fields={[
            { name: 'chassisId', label: t('room.chassis'), kind: 'device' },
            { name: 'bay', label: t('room.bayNumber'), kind: 'number', min: 1, max: 200 },
          ]}
          run={(values) => room.fit(device.id, 'seat', values)}
        />
      );
    case 'attribute':
      return (
        <FormDialog<Sheet>
          {...common}
          title={t('room.declare')}
          fields={[
            {
              name: 'attribute',
              label: t('inventory.attribute'),
              kind: 'mono',
              maxLength: 40,
              hint: t('room.attributeHint'),
            },
            { name: 'value', label: t('inventory.declared'), maxLength: 200 },
          ]}
          run={(values) => room.fit(device.id, 'attributes', values)}
        />
      );
  }
}

function PurchaseDialog({ device, sheet, onClose }: Omit<DialogProps, 'doing'>) {
  const { t } = useWords();
  const { purchase } = sheet;
  return (
    <FormDialog<Sheet>
      title={t('room.notePurchase')}
      fields={[
        { name: 'cost', label: t('room.cost'), kind: 'mono', maxLength: 20, hint: t('room.costHint') },
        { name: 'currency', label: t('room.currency'), maxLength: 3 },
        { name: 'boughtOn', label: t('room.boughtOn'), kind: 'day' },
        { name: 'warrantyUntil', label: t('room.warranty'), kind: 'day', optional: true },
        { name: 'supplier', label: t('room.supplier'), optional: true },
        { name: 'contract', label: t('room.contract'), optional: true },
        { name: 'depreciationMonths', label: t('room.depreciationMonths'), kind: 'number', min: 1, max: 360 },
        { name: 'residualPercent', label: t('room.residual'), kind: 'decimal', max: 100, unit: '%', optional: true },
      ]}
      initial={
        purchase
          ? {
              cost: purchase.cost.amount,
              currency: purchase.cost.currency,
              boughtOn: purchase.boughtOn,
              warrantyUntil: purchase.warrantyUntil ?? '',
              supplier: purchase.supplier ?? '',
              contract: purchase.contract ?? '',
              depreciationMonths: purchase.depreciationMonths,
              residualPercent: purchase.residualPercent,
            }
          : { currency: 'CNY', depreciationMonths: 60, residualPercent: 5 }
      }
      run={(values) => room.fit(device.id, 'purchase', values)}
      stale={STALE}
      done={t('room.sheetChanged')}
      onClose={onClose}
    />
  );
}
