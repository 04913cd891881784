/**
 * Owns what is owed: price books, accounts and their closed months, invoices, and the postings that follow from them.
 * Aggregates: PriceBook, Account, Invoice. Months close in order, so a month is a fact of its account and no aggregate of
 * its own. Listens to tenancy (an account opens with its tenant) and compute (presence of guests); refuses to know how a
 * guest runs.
 */
@NullMarked
package myidc.billing;

import org.jspecify.annotations.NullMarked;
