import type { EntryWish, PriceEntry } from '../../../api/billing.ts';
import type { PriceModel, PriceTerms } from '../../../api/prices.ts';

/** A figure of a model: the form must have it, or may leave it out. */
export interface Figure {
  readonly name: string;
  readonly needed: boolean;
}

export interface Choices {
  readonly name: string;
  readonly values: readonly string[];
}

interface Shape {
  readonly figures: readonly Figure[];
  readonly choices: readonly Choices[];
  readonly rows?: 'tiers' | 'bands';
  /** Whether the model speaks of other charges by their name. */
  readonly appliesTo?: boolean;
}

const needed = (name: string): Figure => ({ name, needed: true });
const optional = (name: string): Figure => ({ name, needed: false });
const proration: Choices = { name: 'proration', values: ['ACTUAL_DAYS', 'THIRTY_DAYS'] };

/** Mirrors billing/Tariffs: the figures and choices of each model. */
export const SHAPES: Readonly<Record<PriceModel, Shape>> = {
  HOURLY: { figures: [needed('price'), needed('cap')], choices: [] },
  FLAT: { figures: [needed('price')], choices: [proration] },
  RACK: { figures: [needed('price'), needed('includedKw'), needed('perKw')], choices: [proration] },
  PER_UNIT: { figures: [needed('price'), optional('free')], choices: [] },
  GRADUATED: { figures: [optional('free')], choices: [], rows: 'tiers' },
  VOLUME: { figures: [optional('free')], choices: [], rows: 'tiers' },
  PACKAGE: { figures: [needed('price'), needed('size'), optional('free')], choices: [] },
  BANDWIDTH: {
    figures: [needed('price'), optional('overage'), optional('commit'), optional('portCap'), optional('floorPercent')],
    choices: [
      { name: 'method', values: ['CLASSIC', 'ENHANCED', 'DAILY', 'MEAN_DAILY_PEAK', 'PEAK'] },
      { name: 'direction', values: ['MAX_PER_SLOT', 'GREATER_FIGURE', 'IN', 'OUT'] },
      { name: 'missing', values: ['ZERO', 'LEFT_OUT'] },
    ],
  },
  ENERGY: { figures: [optional('pue')], choices: [], rows: 'bands' },
  PERCENT_OFF: { figures: [needed('percent'), optional('cap')], choices: [], appliesTo: true },
  SPEND: { figures: [optional('minimum'), optional('maximum')], choices: [], appliesTo: true },
  COMMITMENT: {
    figures: [needed('fee'), needed('covers'), optional('termTotal')],
    choices: [{ name: 'rollOver', values: ['false', 'true'] }],
    appliesTo: true,
  },
};

export interface TermsWish {
  readonly model: PriceModel;
  readonly appliesTo?: string;
  readonly tiers?: string;
  readonly bands?: string;
  readonly [figureOrChoice: string]: unknown;
}

const lines = (text: unknown): readonly (readonly string[])[] =>
  (typeof text === 'string' ? text : '')
    .split('\n')
    .map((line) => line.trim().split(/[\s,]+/))
    .filter((parts) => parts.length > 1);

/** What the form says, as the API takes it; the server's rules decide, and name their field. */
export function termsOf(wish: TermsWish): PriceTerms {
  const shape = SHAPES[wish.model];
  const text = (name: string): string => {
    const value = wish[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const kept = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, text(name)]).filter(([, value]) => value !== ''));
  const figures = kept(
    shape.figures
      .filter(
        (figure) => !(figure.name === 'portCap' || figure.name === 'floorPercent') || text('method') === 'ENHANCED',
      )
      .map((figure) => figure.name),
  );
  const choices = kept([...shape.choices.map((choice) => choice.name), ...(shape.appliesTo ? ['appliesTo'] : [])]);
  return {
    model: wish.model,
    figures,
    choices,
    ...(shape.rows === 'tiers'
      ? { tiers: lines(wish.tiers).map(([above = '', price = '']) => ({ above, price })) }
      : {}),
    ...(shape.rows === 'bands'
      ? {
          bands: lines(wish.bands).map(([name = '', from = '', until = '', price = '']) => ({
            name,
            from,
            until,
            price,
          })),
        }
      : {}),
  };
}

/** A price by the hour for everybody is the book's older kind of entry. */
export function priceOf(wish: TermsWish): Pick<EntryWish, 'terms' | 'hourly' | 'monthlyCap'> {
  const terms = termsOf(wish);
  return wish.model === 'HOURLY'
    ? { hourly: terms.figures?.['price'] ?? '', monthlyCap: terms.figures?.['cap'] ?? '' }
    : { terms };
}

/** The model and its figures, in order, as an entry shows them. */
export function figuresOf(entry: PriceEntry): readonly (readonly [string, string])[] {
  const terms = entry.terms;
  if (!terms) return [];
  return [
    ...Object.entries(terms.figures ?? {}),
    ...(terms.tiers ?? []).map((tier) => [`> ${tier.above}`, tier.price] as const),
    ...(terms.bands ?? []).map((band) => [`${band.name} ${band.from}–${band.until}`, band.price] as const),
  ];
}
