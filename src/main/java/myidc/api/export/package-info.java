/** The books for other tools, {@code /export/v1}: FOCUS rows, an hledger journal, invoices; streamed, never gathered. */
@NullMarked
package myidc.api.export;

import org.jspecify.annotations.NullMarked;
