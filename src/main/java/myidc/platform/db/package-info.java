/** The database: connections, claims, sequences, the embedded server. */
@NullMarked
package myidc.platform.db;

import org.jspecify.annotations.NullMarked;
