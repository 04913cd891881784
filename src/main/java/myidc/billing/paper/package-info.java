/**
 * Invoices and credit notes as papers: PDF for people, UBL for machines. Knows how a paper looks and nothing of where its
 * figures come from: every amount is the stored one.
 */
@NullMarked
package myidc.billing.paper;

import org.jspecify.annotations.NullMarked;
