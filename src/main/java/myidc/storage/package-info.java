/**
 * Owns storage pools and what they report: what guests wrote, what is stored after deduplication and compression, what
 * fits. Aggregate: Pool. Refuses to know whose data it is. Listens to nobody.
 */
@NullMarked
package myidc.storage;

import org.jspecify.annotations.NullMarked;
