import { useState } from 'react';
import { storage, type CollectionPlan, type PoolSetup } from '../../../api/storage.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords, When } from '../../../components/words.tsx';
import {
  Button,
  Dialog,
  Facts,
  FormBox,
  Notice,
  NumberField,
  Panel,
  SelectField,
  TextField,
  useForm,
  useSay,
  useWatched,
} from '../../../ui/index.ts';

const STALE = ['/admin/v1/pools', '/admin/v1/capacity', '/admin/v1/history'];
const WAYS = ['AGENT', 'LOCAL', 'SSH'] as const;

/** How the pool's tools are run, and the form to change that. */
export function Collection({ pool }: { readonly pool: PoolSetup }) {
  const { t } = useWords();
  const reason = useReason();
  const say = useSay();
  const [changing, setChanging] = useState(false);
  const plan = pool.collection ?? undefined;
  const end = useDeed({
    run: () => storage.endCollection(pool.id),
    stale: STALE,
    done: t('sharing.collectionEnded'),
  });
  const ask = () =>
    say.ask({
      title: t('sharing.endCollection'),
      text: t('sharing.endCollectionText'),
      yes: t('sharing.endCollection'),
      no: t('common.cancel'),
      danger: true,
      run: () => end.mutateAsync(),
    });
  return (
    <Panel
      title={t('sharing.collection')}
      extra={
        <span className="row">
          {plan ? (
            <Button kind="danger" reason={reason('inventory')} onClick={ask}>
              {t('sharing.endCollection')}
            </Button>
          ) : null}
          <Button reason={reason('inventory')} onClick={() => setChanging(true)}>
            {t('sharing.changeCollection')}
          </Button>
        </span>
      }
    >
      {pool.failure ? (
        <Notice kind="bad" title={t('storage.cap.failure', { reason: pool.failure.reason })}>
          <code>{pool.failure.detail}</code> <When at={pool.failure.since} style="exact" />
        </Notice>
      ) : null}
      {plan ? (
        <Facts
          columns={3}
          facts={[
            { label: t('sharing.via'), value: t(`sharing.via_${plan.via}`) },
            { label: t('sharing.targetName'), value: <code>{plan.target}</code> },
            ...(plan.via === 'AGENT'
              ? []
              : [{ label: t('sharing.every'), value: t('sharing.minutes', { text: plan.everyMinutes ?? 0 }) }]),
            ...(plan.via === 'SSH'
              ? [{ label: t('sharing.sshHost'), value: `${plan.sshUser ?? ''}@${plan.sshHost ?? ''}` }]
              : []),
          ]}
        />
      ) : (
        <p className="muted">{t('sharing.notCollected')}</p>
      )}
      {changing ? <Change pool={pool} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

type Wish = { readonly [K in keyof CollectionPlan]?: CollectionPlan[K] };

function Change({ pool, onClose }: { readonly pool: PoolSetup; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const via = useWatched(handle).via ?? pool.collection?.via ?? 'AGENT';
  const deed = useFormDeed<Wish>({
    handle,
    run: (wish) => {
      const runs = wish.via === 'AGENT' ? {} : { everyMinutes: wish.everyMinutes ?? null };
      const ssh =
        wish.via === 'SSH'
          ? { sshHost: wish.sshHost ?? null, sshUser: wish.sshUser ?? null, sshPort: wish.sshPort ?? null }
          : {};
      return storage.collect(
        pool.id,
        { via: wish.via ?? 'AGENT', target: wish.target ?? '', ...runs, ...ssh },
        pool.version,
      );
    },
    stale: STALE,
    done: t('sharing.collectionChanged'),
    after: onClose,
  });
  return (
    <Dialog open title={t('sharing.changeCollection')} onClose={onClose}>
      <FormBox<Wish>
        handle={handle}
        initial={pool.collection ?? { via: 'AGENT', everyMinutes: 15 }}
        onSubmit={deed.submit}
      >
        <SelectField
          name="via"
          label={t('sharing.via')}
          required={t('common.required')}
          choices={WAYS.map((value) => ({ value, label: t(`sharing.via_${value}`) }))}
        />
        <TextField
          name="target"
          label={t('sharing.targetName')}
          hint={t('sharing.targetHint')}
          required={t('common.required')}
          maxLength={255}
          mono
        />
        {via === 'AGENT' ? null : (
          <NumberField name="everyMinutes" label={t('sharing.every')} min={1} max={1440} unit={t('sharing.min')} />
        )}
        {via === 'SSH' ? (
          <>
            <div className="two">
              <TextField name="sshHost" label={t('sharing.sshHost')} maxLength={255} mono />
              <TextField name="sshUser" label={t('sharing.sshUser')} maxLength={64} mono />
            </div>
            <NumberField name="sshPort" label={t('sharing.sshPort')} min={1} max={65_535} />
          </>
        ) : null}
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
