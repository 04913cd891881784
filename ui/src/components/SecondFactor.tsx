import { useState } from 'react';
import { otpauth, secondFactor, type Offer, type Scratch } from '../api/secondFactor.ts';
import { Button, Code, Dialog, FormBox, Notice, State, TextField, useForm } from '../ui/index.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { useDeed, useFormDeed } from './act.tsx';
import { CopyButton, FailureNotice } from './failure.tsx';
import { usePresent } from './session.tsx';
import { useWords, When } from './words.tsx';

const STALE = ['/auth/session', '/v4/profile', '/v4/account/users'];

/** One's own second factor: switched on, given to another device, switched off. */
export default function SecondFactor({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const [renewing, setRenewing] = useState(false);
  const [scratch, setScratch] = useState<string>();
  return (
    <Dialog open title={t('access.factor.title')} onClose={onClose}>
      {scratch !== undefined ? (
        <Kept scratch={scratch} onClose={onClose} />
      ) : person.secondFactor && !renewing ? (
        <Standing onRenew={() => setRenewing(true)} onClose={onClose} />
      ) : (
        <Enrolment onDone={setScratch} />
      )}
    </Dialog>
  );
}

function Standing({ onRenew, onClose }: { readonly onRenew: () => void; readonly onClose: () => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const off = useDeed({
    run: () => secondFactor.disable(person.role),
    stale: STALE,
    done: t('access.factor.isOff'),
    after: onClose,
  });
  return (
    <div className="stack">
      <State shape="running" text={t('access.factor.isOn')} />
      <p>{t('access.factor.renewWhy')}</p>
      <span className="row">
        <Button onClick={onRenew}>{t('access.factor.renew')}</Button>
        <Button kind="danger" busy={off.isPending} testId="factor-off" onClick={() => off.mutate()}>
          {t('access.factor.off')}
        </Button>
      </span>
    </div>
  );
}

function Enrolment({ onDone }: { readonly onDone: (scratch: string) => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const [offer, setOffer] = useState<Offer>();
  const handle = useForm<{ code: string }>();
  const begin = useDeed<void, Offer>({ run: () => secondFactor.offer(person.role), stale: [], after: setOffer });
  const deed = useFormDeed<{ code: string }, Scratch>({
    handle,
    run: ({ code }) => secondFactor.confirm(person.role, code),
    stale: STALE,
    fields: { tfa_code: 'code' },
    after: ({ scratch }) => onDone(scratch),
  });
  if (offer === undefined)
    return (
      <div className="stack">
        <p>{t('access.factor.why')}</p>
        <span className="row">
          <Button kind="primary" busy={begin.isPending} testId="factor-begin" onClick={() => begin.mutate()}>
            {t('access.factor.begin')}
          </Button>
        </span>
      </div>
    );
  const uri = otpauth(person.username, offer.secret);
  return (
    <div className="stack">
      <p>{t('access.factor.scan')}</p>
      <QrCode text={uri} label={t('access.factor.qr')} />
      <div className="row">
        <Code text={offer.secret.replaceAll(/(.{4})(?!$)/g, '$1 ')} />
        <CopyButton text={offer.secret} label={t('access.factor.copySecret')} />
      </div>
      <p>
        <a href={uri}>{t('access.factor.open')}</a>
      </p>
      <p className="muted">
        {t('access.factor.until')} <When at={offer.expiry} style="exact" />
      </p>
      <FormBox<{ code: string }> handle={handle} name="factor" onSubmit={deed.submit}>
        <TextField
          name="code"
          label={t('access.factor.code')}
          required={t('common.required')}
          autoComplete="one-time-code"
          maxLength={16}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('access.factor.on')}
        </Button>
      </FormBox>
    </div>
  );
}

function Kept({ scratch, onClose }: { readonly scratch: string; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <div className="stack">
      <State shape="running" text={t('access.factor.isOn')} />
      <Notice kind="warn" title={t('access.factor.scratchOnce')}>
        {t('access.factor.scratchWhy')}
      </Notice>
      <div className="row" data-testid="scratch">
        <Code text={scratch} />
        <CopyButton text={scratch} label={t('access.factor.copyScratch')} />
      </div>
      <Button kind="primary" onClick={onClose}>
        {t('access.kept')}
      </Button>
    </div>
  );
}
