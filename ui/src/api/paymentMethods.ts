import { create, post, remove } from './http.ts';
import { query, type Page } from './page.ts';

/** A card that the payment provider keeps for the account. */
export interface PaymentMethod {
  readonly id: number;
  readonly is_default: boolean;
  readonly created: string;
  readonly data: { readonly card_type: string; readonly last_four: string; readonly expiry: string };
}

export const PAYMENT_METHODS = '/v4/account/payment-methods';

export const paymentMethodQueries = {
  all: () => query<Page<PaymentMethod>>(PAYMENT_METHODS, { page_size: 100 }),
};

export const paymentMethods = {
  add: (nonce: unknown, isDefault: boolean, key: string) =>
    create<PaymentMethod>(
      PAYMENT_METHODS,
      { type: 'payment_method_nonce', is_default: isDefault, data: { nonce } },
      key,
    ),
  prefer: (id: number) => post(`${PAYMENT_METHODS}/${id}/make-default`),
  remove: (id: number) => remove(`${PAYMENT_METHODS}/${id}`),
};

/** Whether a card is no longer good on a day, such as 2026-11-22, by its last month, such as 11/2026. */
export const isOver = (expiry: string, day: string): boolean =>
  `${expiry.slice(3)}-${expiry.slice(0, 2)}` < day.slice(0, 7);
