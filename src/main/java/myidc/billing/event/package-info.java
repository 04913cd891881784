/** What happened to price books, accounts and invoices. */
@NullMarked
package myidc.billing.event;

import org.jspecify.annotations.NullMarked;
