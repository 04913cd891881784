import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeQueries, notices, type Delivery, type Webhook } from '../../api/notices.ts';
import { useDeed, useFormDeed, useReason } from '../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../components/failure.tsx';
import { useWords, When } from '../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import {
  Button,
  Code,
  Dialog,
  Drawer,
  Empty,
  FormBox,
  Icon,
  Notice,
  SelectField,
  Tag,
  TextField,
  useForm,
  useSay,
} from '../../ui/index.ts';

const HOOKS = ['/portal/v1/webhooks'];

/** Addresses that notices are posted to, and what became of each. */
export function Webhooks() {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Webhook>();
  const [open, setOpen] = useState<Webhook>();
  const query = useQuery(noticeQueries.webhooks());
  const remove = useDeed<Webhook>({
    run: (hook) => notices.remove(hook.id),
    stale: HOOKS,
    done: t('access.webhooks.removed'),
  });
  const pause = useDeed<Webhook>({
    run: (hook) => (hook.paused ? notices.resume(hook.id) : notices.pause(hook.id)),
    stale: HOOKS,
  });
  const secret = useDeed<Webhook, Webhook>({
    run: (hook) => notices.replaceSecret(hook.id),
    stale: HOOKS,
    after: setMade,
  });
  const ask = (hook: Webhook) =>
    say.ask({
      title: t('access.webhooks.askRemove', { url: hook.url }),
      text: t('access.webhooks.askRemoveText'),
      yes: t('common.delete'),
      no: t('common.cancel'),
      danger: true,
      run: () => remove.mutateAsync(hook),
    });
  const columns: readonly Column<Webhook>[] = [
    {
      key: 'url',
      title: t('access.webhooks.url'),
      text: (hook) => hook.url,
      order: byText((hook) => hook.url),
      render: (hook) => <span className="mono wrap">{hook.url}</span>,
    },
    {
      key: 'kinds',
      title: t('access.webhooks.kinds'),
      text: (hook) => hook.kinds.join(' '),
      render: (hook) =>
        hook.kinds.length === 0
          ? t('access.webhooks.all')
          : hook.kinds
              .map((kind) => t(`access.webhooks.kind.${kind}` as 'access.webhooks.kind.InvoiceIssued'))
              .join(' · '),
    },
    {
      key: 'state',
      title: t('access.webhooks.state'),
      text: (hook) => hook.paused ?? '',
      render: (hook) =>
        hook.paused ? (
          <>
            <Tag>{t('access.webhooks.paused')}</Tag> <span className="muted small wrap">{hook.paused}</span>
          </>
        ) : (
          t('access.webhooks.active')
        ),
    },
    {
      key: 'since',
      title: t('access.created'),
      text: (hook) => hook.registeredAt,
      render: (hook) => <When at={hook.registeredAt} />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (hook) => (
        <div className="row">
          <Button onClick={() => setOpen(hook)}>{t('access.webhooks.deliveries')}</Button>
          <Button reason={reason('own')} onClick={() => pause.mutate(hook)}>
            {hook.paused ? t('access.webhooks.resume') : t('access.webhooks.pause')}
          </Button>
          <Button reason={reason('own')} onClick={() => secret.mutate(hook)}>
            {t('access.webhooks.newSecret')}
          </Button>
          <Button kind="danger" reason={reason('own')} onClick={() => ask(hook)}>
            {t('common.delete')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <p className="muted">{t('access.webhooks.hint')}</p>
      <QueryTable<Webhook>
        name="webhooks"
        label={t('access.webhooks.title')}
        query={query}
        columns={columns}
        rowKey={(hook) => String(hook.id)}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setAdding(true)}>
            {t('access.webhooks.add')}
          </Button>
        }
        empty={
          <Empty title={t('access.webhooks.none')}>
            <p>{t('access.webhooks.noneNext')}</p>
          </Empty>
        }
      />
      <NewWebhook
        open={adding}
        onClose={() => setAdding(false)}
        onMade={(hook) => {
          setAdding(false);
          setMade(hook);
        }}
      />
      <Dialog open={made !== undefined} title={t('access.webhooks.secret')} onClose={() => setMade(undefined)}>
        {made?.secret ? (
          <div className="stack">
            <Notice kind="warn" title={t('access.shownOnce')} />
            <div className="row">
              <Code text={made.secret} />
              <CopyButton text={made.secret} label={t('access.webhooks.copySecret')} />
            </div>
            <Button kind="primary" onClick={() => setMade(undefined)}>
              {t('access.kept')}
            </Button>
          </div>
        ) : null}
      </Dialog>
      <Drawer
        open={open !== undefined}
        title={`${t('access.webhooks.deliveries')} ${open?.url ?? ''}`}
        width={860}
        onClose={() => setOpen(undefined)}
      >
        {open ? <Deliveries id={open.id} /> : null}
      </Drawer>
    </>
  );
}

interface Wish {
  readonly url: string;
  readonly kinds?: readonly string[];
}

function NewWebhook({
  open,
  onClose,
  onMade,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (hook: Webhook) => void;
}) {
  const { t } = useWords();
  const kinds = useQuery(noticeQueries.kinds());
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish, Webhook>({
    handle,
    run: (values, key) => notices.register(values.url, values.kinds ?? [], key),
    stale: HOOKS,
    after: onMade,
  });
  return (
    <Dialog open={open} title={t('access.webhooks.add')} onClose={onClose}>
      <FormBox<Wish> handle={handle} onSubmit={deed.submit}>
        <TextField name="url" label={t('access.webhooks.url')} required={t('common.required')} maxLength={500} mono />
        <SelectField
          name="kinds"
          many
          label={t('access.webhooks.kindsAll')}
          loading={kinds.isPending}
          choices={(kinds.data ?? []).map((kind) => ({
            value: kind,
            label: t(`access.webhooks.kind.${kind}` as 'access.webhooks.kind.InvoiceIssued'),
          }))}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('access.webhooks.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function Deliveries({ id }: { readonly id: number }) {
  const { t } = useWords();
  const reason = useReason();
  const query = useQuery({ ...noticeQueries.deliveries(id), refetchInterval: 5_000 });
  const replay = useDeed<Delivery>({
    run: (delivery) => notices.replay(id, delivery.id),
    stale: [`/portal/v1/webhooks/${id}`],
    done: t('access.webhooks.replayed'),
  });
  const columns: readonly Column<Delivery>[] = [
    {
      key: 'at',
      title: t('access.webhooks.queued'),
      text: (one) => one.queuedAt,
      render: (one) => <When at={one.queuedAt} />,
    },
    {
      key: 'kind',
      title: t('access.webhooks.kinds'),
      text: (one) => one.kind,
      render: (one) => t(`access.webhooks.kind.${one.kind}` as 'access.webhooks.kind.InvoiceIssued'),
    },
    {
      key: 'notice',
      title: t('access.webhooks.id'),
      text: (one) => one.notice,
      render: (one) => <span className="mono">{one.notice}</span>,
    },
    {
      key: 'state',
      title: t('access.webhooks.state'),
      text: (one) => one.state,
      order: byText((one) => one.state),
      render: (one) => t(`access.webhooks.states.${one.state}`),
    },
    {
      key: 'attempts',
      title: t('access.webhooks.attempts'),
      numeric: true,
      text: (one) => String(one.attempts),
      order: byNumber((one) => one.attempts),
      render: (one) => one.attempts,
    },
    {
      key: 'trouble',
      title: t('access.webhooks.trouble'),
      text: (one) => one.trouble ?? '',
      render: (one) => one.trouble || '–',
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (one) => (
        <Button reason={reason('own')} onClick={() => replay.mutate(one)}>
          {t('access.webhooks.replay')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<Delivery>
      name="deliveries"
      label={t('access.webhooks.deliveries')}
      query={query}
      columns={columns}
      rowKey={(one) => String(one.id)}
      empty={<Empty title={t('access.webhooks.noDeliveries')} />}
    />
  );
}
