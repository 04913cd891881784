import { create, put } from './http.ts';
import { query, type Page } from './page.ts';
import type { Money } from '../util/money.ts';

export interface Title {
  readonly title: string;
  readonly taxNumber: string;
  readonly address: string;
  readonly bank: string;
  readonly email: string;
  readonly fapiaoKind: FapiaoKind;
}

export type FapiaoKind = 'NONE' | 'NORMAL' | 'SPECIAL';
export type FapiaoState = 'SENT' | 'ISSUED' | 'REJECTED';
export type FapiaoLack = 'TAX_NUMBER' | 'ONE_SIGN';

export interface Fapiao {
  readonly batchId: number;
  readonly place: number;
  readonly serial: string;
  readonly invoiceId: number;
  readonly creditNote?: number | null;
  readonly paperNumber: string;
  readonly tenantId: number;
  readonly tenantName: string;
  readonly kind: FapiaoKind;
  readonly title: string;
  readonly taxNumber: string;
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly redFor?: string | null;
  readonly state: FapiaoState;
  readonly number?: string | null;
  readonly issuedOn?: string | null;
  readonly reason?: string | null;
}

export interface WaitingFapiao {
  readonly invoiceId: number;
  readonly creditNote?: number | null;
  readonly entity: string;
  readonly paperNumber: string;
  readonly tenantId: number;
  readonly tenantName: string;
  readonly kind: FapiaoKind;
  readonly title: string;
  readonly taxNumber: string;
  readonly net: Money;
  readonly tax: Money;
  readonly issuedOn: string;
  readonly redFor?: string | null;
  readonly lacks: readonly FapiaoLack[];
}

export interface FapiaoBatch {
  readonly id: number;
  readonly entity: string;
  readonly papers: number;
  readonly issued: number;
  readonly rejected: number;
  readonly madeAt: string;
  readonly fapiaos: readonly Fapiao[];
}

export interface FapiaoAnswer {
  readonly place: number;
  readonly number?: string;
  readonly issuedOn?: string;
  readonly rejected?: string;
}

const ADMIN = '/admin/v1/fapiaos';
const OWN = '/portal/v1/fapiaos';
type Paging = { readonly page: number; readonly pageSize: number };

export const fapiaoQueries = {
  own: (paging: Paging) => query<Page<Fapiao>>(OWN, paging),
  title: () => query<Title>(`${OWN}/title`),
  waiting: (paging: Paging) => query<Page<WaitingFapiao>>(`${ADMIN}/waiting`, paging),
  batches: (paging: Paging) => query<Page<FapiaoBatch>>(`${ADMIN}/batches`, paging),
  batch: (id: number) => query<FapiaoBatch>(`${ADMIN}/batches/${id}`),
};

export const fapiaoDeeds = {
  setTitle: (title: Partial<Title>) => put<Title>(`${OWN}/title`, title),
  make: (entity: string, key: string) => create<FapiaoBatch>(`${ADMIN}/batches`, { entity }, key),
  answer: (id: number, answers: readonly FapiaoAnswer[], key: string) =>
    create<FapiaoBatch>(`${ADMIN}/batches/${id}/answers`, { answers }, key),
};

export const fapiaoFile = (id: number, format: 'csv' | 'xlsx') => `${ADMIN}/batches/${id}/file?format=${format}`;

/** Lines of a serial, a number and a day, as issuing software lists what it did; undefined where a line is none. */
export function answersOf(text: string): readonly FapiaoAnswer[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const answers = lines.flatMap((line): readonly FapiaoAnswer[] => {
    const [serial = '', number = '', issuedOn = ''] = line.split(/[,，\t]/u).map((cell) => cell.trim());
    const place = /^FP\d+-(\d+)$/u.exec(serial)?.[1];
    return place === undefined || number === '' || issuedOn === '' ? [] : [{ place: Number(place), number, issuedOn }];
  });
  return lines.length === 0 || answers.length < lines.length ? undefined : answers;
}
